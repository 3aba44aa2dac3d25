import { DEFAULT_GROUP, defaultUse, GROUP, VPC, type DefaultUse } from "../aws/default-groups";
import { judgeEmptied } from "../aws/emptied-default-group";
import { groupsInRules, ruleTypes } from "../aws/group-rules";
import { namedGroups } from "../aws/named-groups";
import type { Dweller } from "../aws/vpc-dweller";
import { groupPlaces, vpcDwellers } from "../aws/vpc-dwellers";
import type { Leaf } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { cannotTell, fail, pass, type Answer, type Rule } from "../rule";

const dwellers = [...vpcDwellers].flatMap(([type, dweller]) => (groupPlaces(dweller).length > 0 ? [type] : []));

export default {
  name: "explicit-security-groups",
  level: "M",
  sentence:
    "Whatever sits in the VPC names its security groups; the default group is used by nothing and, where the stack creates the VPC, is emptied.",
  types: [...dwellers, ...ruleTypes, DEFAULT_GROUP, VPC],
  check: (stack) => [
    ...stack.ofType(...dwellers).flatMap((resource) => judgeDweller(stack, resource, vpcDwellers.get(resource.type))),
    ...stack.ofType(...ruleTypes).flatMap((rule) => judgeRule(stack, rule)),
    ...stack.ofType(VPC).map((vpc) => judgeEmptied(stack, vpc)),
  ],
} satisfies Rule;

function judgeDweller(stack: Stack, resource: PlainResource, dweller: Dweller | undefined): readonly Answer[] {
  if (dweller === undefined) return [];
  const { what } = dweller;
  const found = namedGroups(stack, resource, dweller);
  switch (found.state) {
    case "not asked":
      return [];
    case "undecided":
      return [
        cannotTell(resource, {
          path: [label(resource)],
          unknown: `it names no security groups, and whether it needs any depends on ${found.at}, which is not known yet.`,
          until: "This can be told once that is known, or now if its groups are named.",
          needs: found.needs,
        }),
      ];
    case "missing":
      return [judgeMissing(resource, dweller, found.at)];
    case "named": {
      const fix = `Give this ${what} a security group of its own.`;
      return [judgeUses(stack, resource, found.leaves, fix)];
    }
  }
}

function judgeMissing(resource: PlainResource, { what, withoutGroups }: Dweller, at: string): Answer {
  const fix = `Set ${at} to the groups of this ${what}.`;
  if (withoutGroups === "undocumented") {
    return cannotTell(resource, {
      path: [label(resource)],
      unknown: `${at} is not given, and AWS does not say which security group this ${what} then gets.`,
      until: fix,
      needs: [`${resource.urn}#${at}`],
    });
  }
  return fail(resource, {
    path: ["sg default", label(resource)],
    found: `${at} is not given, so AWS attaches the VPC's default group.`,
    allowed: "Whatever sits in a VPC must name its security groups.",
    fix,
  });
}

/** A group that a rule stands on, or admits, is used: the rule lets through what the default group's members send. */
function judgeRule(stack: Stack, rule: PlainResource): readonly Answer[] {
  const leaves = groupsInRules(rule);
  const isInline = rule.type === GROUP;
  const fix = isInline
    ? "Admit security groups of your own instead."
    : "Write the rule on security groups of your own, and for such groups.";
  return leaves.length === 0 ? [] : [judgeUses(stack, rule, leaves, fix)];
}

/** Whether one of the places that name groups names a default one. */
function judgeUses(stack: Stack, resource: PlainResource, leaves: readonly Leaf[], fix: string): Answer {
  const uses = leaves.map((leaf) => ({ at: leaf.at, use: defaultUse(stack, resource, leaf) }));
  const bad = uses.find(({ use }) => use.certain.length > 0);
  if (bad !== undefined) {
    return fail(resource, {
      path: [...wayToDefault(bad.use.certain), label(resource)],
      found: `${bad.at} names the VPC's default group.`,
      allowed: "Nothing may use that group.",
      fix,
    });
  }
  const doubtful = uses.find(({ use }) => isDoubtful(use));
  if (doubtful === undefined) return pass(resource);
  return cannotTell(resource, {
    path: [...wayToDefault(doubtful.use.possible), label(resource)],
    unknown: `it is not known yet whether ${doubtful.at} names a VPC's default group, which nothing may use.`,
    until: "This can be told once the groups exist.",
    needs: doubtful.use.needs,
  });
}

const isDoubtful = ({ possible, needs }: DefaultUse): boolean => possible.length > 0 || needs.length > 0;

function wayToDefault([first]: readonly PlainResource[]): readonly string[] {
  if (first === undefined) return ["sg default"];
  return first.type === DEFAULT_GROUP ? [label(first)] : [label(first), "sg default"];
}
