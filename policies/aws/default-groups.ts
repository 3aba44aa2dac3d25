import { dependenciesOf, propertyOf, read, readEach, type Leaf } from "../graph/read";
import { follow, followOne } from "../graph/follow";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { isList, own } from "../graph/value";

export const VPC = "aws:ec2/vpc:Vpc";
export const DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc";
export const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

/** Where a rule of a security group names groups: the one it stands on, and the one it admits. */
export const ruleTypes: Readonly<Record<string, { readonly on: string; readonly peer: string }>> = {
  "aws:ec2/securityGroupRule:SecurityGroupRule": { on: "securityGroupId", peer: "sourceSecurityGroupId" },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    on: "securityGroupId",
    peer: "referencedSecurityGroupId",
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    on: "securityGroupId",
    peer: "referencedSecurityGroupId",
  },
};

export const groupTypes = [GROUP, DEFAULT_GROUP] as const;

/** What a place that names security groups says of the default one. */
export interface DefaultUse {
  /** The default group itself, or the VPC whose default group it is. */
  readonly certain: readonly PlainResource[];
  /** The same, where it is not known whether it is meant. */
  readonly possible: readonly PlainResource[];
  readonly needs: readonly string[];
}

/** Whether the groups named at a place are, or may be, a VPC's default group. */
export function defaultUse(stack: Stack, resource: PlainResource, leaf: Leaf): DefaultUse {
  const { reading, at } = leaf;
  if (reading.state === "absent") return { certain: [], possible: [], needs: [] };
  const values = reading.state === "known" ? (isList(reading.value) ? reading.value : [reading.value]) : [];
  const byValue = values.flatMap((value) =>
    typeof value === "string" ? (defaultGroupIds(stack).get(value) ?? []) : [],
  );
  if (reading.state === "known" && values.every((value) => typeof value === "string")) {
    return { certain: byValue, possible: [], needs: [] };
  }
  const { certain, oneOf, needs } = follow(stack, resource, leaf, groupTypes);
  const isDefault = ({ type }: PlainResource): boolean => type === DEFAULT_GROUP;
  const urns = dependenciesOf(resource, propertyOf(at)) ?? [];
  const behind = urns.flatMap((urn) => stack.get(urn) ?? []);
  const vpcs = behind.filter(({ type }) => type === VPC || type === DEFAULT_VPC);
  // In a list of groups an id that comes from a VPC itself is its default group: a VPC has no other to give. In a
  // block, or beside other kinds, the VPC may be there for another reason.
  const isClear = at === propertyOf(at) && behind.length === vpcs.length + count(behind, groupTypes);
  const waitsFor = (): readonly string[] => {
    if (vpcs.length > 0) return isClear ? [] : urns;
    // Whichever of several groups it is, none of them being the default group settles the question.
    return oneOf.length > 0 && !oneOf.some(isDefault) ? [] : needs;
  };
  return {
    certain: [...byValue, ...certain.filter(isDefault), ...(isClear ? vpcs : [])],
    possible: [...oneOf.filter(isDefault), ...(isClear ? [] : vpcs)],
    needs: waitsFor(),
  };
}

const count = (resources: readonly PlainResource[], types: readonly string[]): number =>
  resources.filter(({ type }) => types.includes(type)).length;

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

/** Rules that stand on, or admit, a default group. */
export interface DefaultGroupRule {
  readonly rule: PlainResource;
  readonly at: string;
  readonly use: DefaultUse;
}

export const defaultGroupRules = perStack((stack): readonly DefaultGroupRule[] =>
  Object.entries(ruleTypes).flatMap(([type, { on, peer }]) =>
    stack
      .ofType(type)
      .flatMap((rule) =>
        [on, peer].flatMap((at) =>
          readEach(rule, at).map((leaf) => ({ rule, at, use: defaultUse(stack, rule, leaf) })),
        ),
      ),
  ),
);

/** The VPC that a default group was taken over from. */
export function vpcOfDefaultGroup(stack: Stack, group: PlainResource): ReturnType<typeof followOne> {
  return followOne(stack, group, { at: "vpcId", reading: read(group, "vpcId") }, [VPC]);
}
