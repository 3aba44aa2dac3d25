import { label, type PlainResource } from "../graph/resource";
import { file, perStack, type Stack } from "../graph/stack";
import { families, type Family } from "./addresses";
import { isSeen, type NamedGroup } from "./groups";
import { members, type Member, type Standing } from "./members";
import { outsidersOf, standingUnder, type Outsider } from "./peers";
import { overlap, portsText, type Ports } from "./ports";
import { trafficRules, type Direction, type TrafficRule } from "./traffic-rules";

/** Who calls: something in this stack, or somebody outside it. */
type Caller = { readonly resource: PlainResource; readonly what: string } | Outsider;

/** That one reaches another over the network, without anything between them. */
export interface Reach {
  readonly from: Caller;
  readonly to: PlainResource;
  readonly ports: Ports;
  /** False where it depends on something that is not known yet. */
  readonly isCertain: boolean;
  /** The rule that lets it in. */
  readonly by: PlainResource;
}

/**
 * Who reaches whom: a rule of the caller's group must let the call out, and one of the called's must let it in. Answers
 * need no rules of their own (EC2, "Security groups are stateful"). Routes are not looked at: a group has to hold by
 * itself.
 */
export const reaches = perStack((stack): readonly Reach[] =>
  members(stack).flatMap((called) =>
    once(rulesOf(stack, called, "ingress").flatMap((rule) => callersBy(stack, called, rule))),
  ),
);

/** Each caller with each of its ports once, since several rules, or several doors, may say the same. */
export function once(found: readonly Reach[]): readonly Reach[] {
  const kept = new Map<string, Reach>();
  for (const reach of found) {
    const { from, ports, isCertain } = reach;
    const key = `${"resource" in from ? from.resource.urn : from.outside} ${portsText(ports)}`;
    if (kept.get(key)?.isCertain !== true && (isCertain || !kept.has(key))) kept.set(key, reach);
  }
  return [...kept.values()];
}

/** Why it cannot be told of somebody who else may reach it. */
export function reachDoubts(stack: Stack, { urn }: PlainResource): readonly string[] {
  const member = members(stack).find(({ resource }) => resource.urn === urn);
  if (member === undefined) return [];
  const unseen = member.groups.filter(({ key }) => !isSeen(stack, key));
  const open = rulesOf(stack, member, "ingress").filter(({ peers }) => peers.some(({ kind }) => kind === "not known"));
  const stray = strayRules(stack).filter(({ direction }) => direction === "ingress");
  return [
    ...member.doubts,
    ...unseen.map(({ key }) => `security group ${key} is outside this stack, and whom it admits is not seen here`),
    ...open.map(({ resource }) => `it is not known yet whom ${label(resource)} admits`),
    ...stray.map(({ resource }) => `it is not known yet which security group ${label(resource)} stands on`),
  ];
}

/** Rules of which it is not known yet which groups they stand on. */
const strayRules = perStack((stack) => trafficRules(stack).filter(({ mayStandElsewhere }) => mayStandElsewhere));

/** A rule as it holds for one member. */
interface HeldRule extends TrafficRule {
  /** Whether the member has the rule's group for certain, and the rule says what it does for certain. */
  readonly isCertain: boolean;
}

function rulesOf(stack: Stack, { groups }: Member, direction: Direction): readonly HeldRule[] {
  return groups.flatMap(({ key, isCertain }) =>
    (rulesByGroup(stack)[direction].get(key) ?? []).map(({ rule, on }) => ({
      ...rule,
      isCertain: isCertain && on.isCertain && rule.isCertain,
    })),
  );
}

const rulesByGroup = perStack((stack) => {
  const found: Record<Direction, Map<string, { rule: TrafficRule; on: NamedGroup }[]>> = {
    ingress: new Map(),
    egress: new Map(),
  };
  for (const rule of trafficRules(stack)) for (const on of rule.on) file(found[rule.direction], on.key, { rule, on });
  return found;
});

function callersBy(stack: Stack, called: Member, rule: HeldRule): readonly Reach[] {
  const within = members(stack).flatMap((caller) => {
    if (caller.resource === called.resource) return [];
    return families.flatMap((family) => {
      const admitted = standingUnder(stack, rule, caller, family);
      return admitted === "out" ? [] : callsBetween(stack, { caller, called, rule, admitted, family });
    });
  });
  const outside = outsidersOf(stack, rule).map((from) => ({ from, to: called.resource, ...letIn(rule, rule.ports) }));
  return [...within, ...outside];
}

const letIn = ({ resource, isCertain }: HeldRule, ports: Ports) => ({ ports, isCertain, by: resource });

interface Call {
  readonly caller: Member;
  readonly called: Member;
  /** What lets the call in. */
  readonly rule: HeldRule;
  readonly admitted: Standing;
  readonly family: Family;
}

/** What the caller's own groups let out of what the called's admit. */
function callsBetween(stack: Stack, { caller, called, rule, admitted, family }: Call): readonly Reach[] {
  const from = { resource: caller.resource, what: caller.what };
  const calls = rulesOf(stack, caller, "egress").flatMap((out): readonly Reach[] => {
    const ports = overlap(rule.ports, out.ports);
    const letOut = ports === undefined ? "out" : standingUnder(stack, out, called, family);
    if (ports === undefined || letOut === "out") return [];
    const isCertain = rule.isCertain && out.isCertain && admitted === "in" && letOut === "in";
    return [{ from, to: called.resource, ports, isCertain, by: rule.resource }];
  });
  // What a group outside the stack, or one that is not known yet, lets out is not seen here: it may be anything.
  const isStray = strayRules(stack).some(({ direction }) => direction === "egress");
  const isOpen = isStray || caller.doubts.length > 0 || caller.groups.some(({ key }) => !isSeen(stack, key));
  if (calls.length > 0 || !isOpen) return calls;
  return [{ from, to: called.resource, ...letIn(rule, rule.ports), isCertain: false }];
}
