import { DEFAULT_GROUP, GROUP } from "../aws/default-groups";
import { readEach, type Leaf } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { isList, isUnknown, type Value } from "../graph/value";
import { groupsAt, type NamedGroup } from "./groups";
import { portsIn, type Ports } from "./ports";

export type Direction = "ingress" | "egress";

/** Whom a rule admits, or lets its group call. */
export type Peer =
  | { readonly kind: "group"; readonly group: NamedGroup }
  | { readonly kind: "addresses"; readonly range: string }
  | { readonly kind: "prefix list"; readonly leaf: Leaf }
  /** What is not known yet may be anybody. */
  | { readonly kind: "not known" };

/** A rule of a security group, whichever way it is written. */
export interface TrafficRule {
  /** The resource that holds it. */
  readonly resource: PlainResource;
  readonly direction: Direction;
  /** The groups that it stands on. */
  readonly on: readonly NamedGroup[];
  /** Whether it may stand on others, which cannot be followed yet. */
  readonly mayStandElsewhere: boolean;
  readonly peers: readonly Peer[];
  readonly ports: Ports;
  /** False where its ports or its direction are not known yet. */
  readonly isCertain: boolean;
}

/** Where a way of writing rules says what. */
interface Form {
  /** What stands before each of the names: a list of rules inside a group. */
  readonly prefix?: "ingress[]." | "egress[].";
  /** Absent: it says so itself, under `type`. */
  readonly direction?: Direction;
  readonly protocol: string;
  readonly ranges: readonly string[];
  readonly prefixLists: string;
  readonly groups: string;
}

const modern = {
  protocol: "ipProtocol",
  ranges: ["cidrIpv4", "cidrIpv6"],
  prefixLists: "prefixListId",
  groups: "referencedSecurityGroupId",
} as const;
const older = { protocol: "protocol", ranges: ["cidrBlocks", "ipv6CidrBlocks"], prefixLists: "prefixListIds" } as const;
const inline: readonly Form[] = [
  { ...older, prefix: "ingress[].", direction: "ingress", groups: "securityGroups" },
  { ...older, prefix: "egress[].", direction: "egress", groups: "securityGroups" },
];

const forms: Readonly<Record<string, readonly Form[]>> = {
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [{ ...modern, direction: "ingress" }],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [{ ...modern, direction: "egress" }],
  "aws:ec2/securityGroupRule:SecurityGroupRule": [{ ...older, groups: "sourceSecurityGroupId" }],
  [GROUP]: inline,
  [DEFAULT_GROUP]: inline,
};

/** Every rule of a stack's security groups. */
export const trafficRules = perStack((stack): readonly TrafficRule[] =>
  stack
    .ofType(...Object.keys(forms))
    .flatMap((resource) => (forms[resource.type] ?? []).flatMap((form) => rulesIn(stack, resource, form))),
);

function rulesIn(stack: Stack, resource: PlainResource, form: Form): readonly TrafficRule[] {
  const { prefix = "" } = form;
  const column = (name: string): readonly Leaf[] => readEach(resource, `${prefix}${name}`);
  const protocols = column(form.protocol);
  const [from, to, self, groups] = ["fromPort", "toPort", "self", form.groups].map(column);
  const lists = column(form.prefixLists);
  const ranges = form.ranges.map(column);
  return protocols.flatMap((protocol, row) => {
    // A group without inline rules; every rule has a protocol.
    if (protocol.reading.state === "absent") return [];
    const { on, mayStandElsewhere } = standing(stack, resource, prefix !== "");
    const { ports, isCertain } = portsIn(protocol.reading, readingOf(from?.[row]), readingOf(to?.[row]));
    const peers = [
      ...ranges.flatMap((leaves) => rangesAt(leaves[row])),
      ...listsAt(lists[row]),
      ...groupPeers(stack, resource, groups?.[row]),
      ...selfPeers(self?.[row], on),
    ];
    const rule = { resource, on, mayStandElsewhere, peers, ports };
    const { directions, isSaid } = directionsOf(resource, form);
    return directions.map((direction) => ({ ...rule, direction, isCertain: isCertain && isSaid }));
  });
}

const readingOf = (leaf: Leaf | undefined): Leaf["reading"] => leaf?.reading ?? { state: "absent" };

function standing(stack: Stack, resource: PlainResource, isInline: boolean) {
  if (isInline) return { on: [{ key: resource.urn, isCertain: true }], mayStandElsewhere: false };
  const [leaf] = readEach(resource, "securityGroupId");
  if (leaf === undefined) return { on: [], mayStandElsewhere: true };
  const { groups, hasMore } = groupsAt(stack, resource, leaf);
  return { on: groups, mayStandElsewhere: hasMore };
}

function directionsOf(resource: PlainResource, { direction }: Form): { directions: Direction[]; isSaid: boolean } {
  if (direction !== undefined) return { directions: [direction], isSaid: true };
  const [leaf] = readEach(resource, "type");
  const said = leaf?.reading.state === "known" ? leaf.reading.value : undefined;
  if (said === "ingress" || said === "egress") return { directions: [said], isSaid: true };
  return { directions: ["ingress", "egress"], isSaid: false };
}

function rangesAt(leaf: Leaf | undefined): readonly Peer[] {
  const reading = readingOf(leaf);
  if (reading.state === "absent") return [];
  if (reading.state === "unknown") return [{ kind: "not known" }];
  const members: readonly Value[] = isList(reading.value) ? reading.value : [reading.value];
  return members.flatMap((member): readonly Peer[] => {
    if (isUnknown(member)) return [{ kind: "not known" }];
    return typeof member === "string" && member !== "" ? [{ kind: "addresses", range: member }] : [];
  });
}

function listsAt(leaf: Leaf | undefined): readonly Peer[] {
  if (leaf === undefined || leaf.reading.state === "absent") return [];
  // A list that ends early says nothing of prefix lists; its ranges are not known already.
  return leaf.endsEarly === true ? [] : [{ kind: "prefix list", leaf }];
}

function groupPeers(stack: Stack, resource: PlainResource, leaf: Leaf | undefined): readonly Peer[] {
  if (leaf === undefined || leaf.reading.state === "absent") return [];
  const { groups, hasMore } = groupsAt(stack, resource, leaf);
  const peers = groups.map((group): Peer => ({ kind: "group", group }));
  return hasMore ? [...peers, { kind: "not known" }] : peers;
}

function selfPeers(leaf: Leaf | undefined, on: readonly NamedGroup[]): readonly Peer[] {
  const reading = readingOf(leaf);
  if (reading.state === "absent" || (reading.state === "known" && reading.value !== true)) return [];
  const isCertain = reading.state === "known";
  return on.map((group) => ({ kind: "group", group: { ...group, isCertain: isCertain && group.isCertain } }));
}
