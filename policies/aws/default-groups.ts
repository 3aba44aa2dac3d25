import { follow, followOne } from "../graph/follow";
import { dependenciesOf, propertyOf, read, type Leaf } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { own } from "../graph/value";

export const VPC = "aws:ec2/vpc:Vpc";
export const DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc";
export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

/** What an id of a security group can come from. A VPC has no other to give than its default group's. */
const groupSources = [GROUP, DEFAULT_GROUP, VPC, DEFAULT_VPC] as const;

/** What a place that names security groups says of the default one. */
export interface DefaultUse {
  /** The default group itself, or the VPC whose default group it is. */
  readonly certain: readonly PlainResource[];
  /** The same, where it is not known whether it is meant. */
  readonly possible: readonly PlainResource[];
  /** What has to be known before it can be told; empty where it can be told already. */
  readonly needs: readonly string[];
}

/** Whether the groups named at a place are, or may be, a VPC's default group. */
export function defaultUse(stack: Stack, resource: PlainResource, leaf: Leaf): DefaultUse {
  const { certain, oneOf, outside, needs, hasMore } = follow(stack, resource, leaf, groupSources);
  const byValue = outside.flatMap(idsIn).flatMap((id) => defaultGroupIds(stack).get(id) ?? []);
  const sure = certain.filter(isOrHasDefault);
  const open = oneOf.filter(isOrHasDefault);
  const urns = dependenciesOf(resource, propertyOf(leaf.at)) ?? [];
  if (isForGroupsOnly(stack, urns, leaf)) {
    return { certain: [...byValue, ...sure], possible: open, needs: hasMore || open.length > 0 ? needs : [] };
  }
  // Behind what holds more than groups a VPC may stand for another reason: its range of addresses, its subnets.
  const mixed = sure.filter((source) => isVpc(source) || leaf.endsEarly === true);
  const possible = [...mixed, ...open];
  return {
    certain: [...byValue, ...sure.filter((source) => !mixed.includes(source))],
    possible,
    needs: [...new Set([...(mixed.length > 0 ? urns : []), ...(hasMore || open.length > 0 ? needs : [])])],
  };
}

const isVpc = ({ type }: PlainResource): boolean => type === VPC || type === DEFAULT_VPC;
const isOrHasDefault = (source: PlainResource): boolean => source.type === DEFAULT_GROUP || isVpc(source);

function isForGroupsOnly(stack: Stack, urns: readonly string[], { at, endsEarly }: Leaf): boolean {
  const behind = urns.flatMap((urn) => stack.get(urn) ?? []);
  return (
    at === propertyOf(at) &&
    endsEarly !== true &&
    behind.every(({ type }) => groupSources.some((source) => source === type))
  );
}

/** Some places take ARNs, which end with the id, and EMR a text of ids with commas between. */
const idsIn = (text: string): readonly string[] =>
  text.split(",").map((part) => part.slice(part.lastIndexOf("/") + 1).trim());

/** Once known, ids of default groups: as their VPC gives them, and as the resource that takes one over. */
const defaultGroupIds = perStack((stack): ReadonlyMap<string, PlainResource> => {
  const ids = new Map<string, PlainResource>();
  const note = (resource: PlainResource, property: string): void => {
    const id = own(resource.props, property);
    if (typeof id === "string" && id !== "") ids.set(id, resource);
  };
  for (const vpc of stack.ofType(VPC, DEFAULT_VPC)) note(vpc, "defaultSecurityGroupId");
  for (const group of stack.ofType(DEFAULT_GROUP)) note(group, "id");
  return ids;
});

/** The VPC that a default group was taken over from. */
export function vpcOfDefaultGroup(stack: Stack, group: PlainResource): ReturnType<typeof followOne> {
  return followOne(stack, group, { at: "vpcId", reading: read(group, "vpcId") }, [VPC]);
}
