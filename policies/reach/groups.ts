import { DEFAULT_GROUP, DEFAULT_VPC, GROUP, VPC, vpcOfDefaultGroup } from "../aws/default-groups";
import { follow } from "../graph/follow";
import { propertyOf, type Leaf } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";

/** Security groups that a place names. */
export interface NamedGroups {
  /** Which: the URN of one in this stack, the id of one outside. */
  readonly groups: readonly NamedGroup[];
  /** Whether it may name others, which cannot be followed yet. */
  readonly hasMore: boolean;
}

export interface NamedGroup {
  readonly key: string;
  /** False where it is one of several that may be meant. */
  readonly isCertain: boolean;
}

const groupTypes = [GROUP, DEFAULT_GROUP] as const;

/** Whether a group's rules can be seen: one outside the stack may have rules that nobody knows of here. */
export const isSeen = (stack: Stack, key: string): boolean => stack.get(key) !== undefined;

export function groupsAt(stack: Stack, resource: PlainResource, leaf: Leaf): NamedGroups {
  // Behind a block, such as an inline rule, a VPC stands for its addresses; a plain id of a group that comes from a VPC
  // is that of its default group.
  const isPlain = leaf.at === propertyOf(leaf.at) && leaf.endsEarly !== true;
  const types = isPlain ? [...groupTypes, VPC, DEFAULT_VPC] : groupTypes;
  const { certain, oneOf, outside, hasMore } = follow(stack, resource, leaf, types);
  return {
    groups: [
      ...certain.map((group) => ({ key: keyOf(stack, group), isCertain: true })),
      ...oneOf.map((group) => ({ key: keyOf(stack, group), isCertain: false })),
      ...outside.map((id) => ({ key: idIn(id), isCertain: true })),
    ],
    hasMore,
  };
}

/** A VPC's default group goes by the resource that took it over; where none did, its rules stand nowhere. */
function keyOf(stack: Stack, { urn, type }: PlainResource): string {
  if (type !== VPC && type !== DEFAULT_VPC) return urn;
  return takenOver(stack).get(urn) ?? `default group of ${urn}`;
}

const takenOver = perStack((stack): ReadonlyMap<string, string> => {
  const taken = stack.ofType(DEFAULT_GROUP);
  return new Map(taken.flatMap((group) => vpcOfDefaultGroup(stack, group).certain.map(({ urn }) => [urn, group.urn])));
});

/** A rule may name a group of another account as `account/id`. */
const idIn = (text: string): string => text.slice(text.lastIndexOf("/") + 1);
