import { dependenciesOf, propertyOf, type Leaf } from "./read";
import type { PlainResource } from "./resource";
import type { Stack } from "./stack";
import { isList, isUnknown, own, unknownsIn, type Value } from "./value";

/** The resources that a property means. */
export interface Followed {
  /** Meant for certain. */
  readonly certain: readonly PlainResource[];
  /** One or some of these are meant; which, is not known yet. Where `hasMore`, it may also be none of them. */
  readonly oneOf: readonly PlainResource[];
  /** Ids that are known and belong to nothing in this stack. */
  readonly outside: readonly string[];
  /** What has to be known before the rest can be followed. */
  readonly needs: readonly string[];
  /** Whether something else is, or may be, meant that leads to nothing in this stack yet. */
  readonly hasMore: boolean;
}

const NOTHING: Followed = { certain: [], oneOf: [], outside: [], needs: [], hasMore: false };

/**
 * Follows the id, or the list of ids, at a place to resources of the given types: by value where it is known, else by
 * the property's dependencies.
 */
export function follow(stack: Stack, resource: PlainResource, leaf: Leaf, types: readonly string[]): Followed {
  const { reading } = leaf;
  if (reading.state === "absent") return NOTHING;
  if (reading.state === "unknown") return followUnknown(stack, resource, leaf.at, types, {});
  const members: readonly Value[] = isList(reading.value) ? reading.value : [reading.value];
  const certain: PlainResource[] = [];
  const outside: string[] = [];
  let unknowns = 0;
  for (const member of members) {
    if (isUnknown(member)) unknowns += 1;
    else if (typeof member === "string" && member !== "") {
      const found = byValue(stack, resource, leaf.at, member, types);
      if (found === undefined) outside.push(member);
      else certain.push(found);
    }
  }
  if (unknowns === 0) return { ...NOTHING, certain, outside };
  const rest = followUnknown(stack, resource, leaf.at, types, { members: unknowns, not: certain, outside });
  return { ...rest, certain: [...certain, ...rest.certain], outside };
}

/** As `follow`, for a property that holds one id: several candidates are then a choice, not a list. */
export function followOne(stack: Stack, resource: PlainResource, leaf: Leaf, types: readonly string[]): Followed {
  if (leaf.reading.state !== "unknown") return follow(stack, resource, leaf, types);
  return followUnknown(stack, resource, leaf.at, types, { members: 1 });
}

function byValue(
  stack: Stack,
  resource: PlainResource,
  at: string,
  value: string,
  types: readonly string[],
): PlainResource | undefined {
  const found = stack.named(value).filter((other) => types.includes(other.type));
  // Names repeat over regions and accounts; what the program itself referred to goes first.
  const behind = found.length > 1 ? dependenciesOf(resource, propertyOf(at)) : undefined;
  return found.find((other) => behind?.includes(other.urn)) ?? found[0];
}

interface Wanted {
  /** How many ids are not known; absent where the whole list is unknown. */
  readonly members?: number;
  /** What the known ids beside them mean. */
  readonly not?: readonly PlainResource[];
  /** Known ids beside them that belong to nothing in this stack. */
  readonly outside?: readonly string[];
}

/**
 * What is not known goes by the property's dependencies, and they tell less than it seems: a program that picks one of
 * two subnets in `apply` depends on both, just as one that names both. So a list that is unknown as a whole is some
 * part of its candidates, at least one. Where the list itself is known and only its members are not, as in
 * `[a.id, b.id]`, counting decides: a list names nothing twice, and what is not known in a preview waits for something,
 * so as many members as there are things to wait for are those. Something may lie outside the stack, such as another
 * stack that is referred to; then a candidate need not be meant at all.
 */
function followUnknown(
  stack: Stack,
  resource: PlainResource,
  at: string,
  types: readonly string[],
  { members, not = [], outside = [] }: Wanted,
): Followed {
  const property = propertyOf(at);
  const urns = dependenciesOf(resource, property) ?? [];
  const behind = urns.flatMap((urn) => stack.get(urn) ?? []);
  const candidates = behind.filter((other) => types.includes(other.type) && !not.includes(other));
  const needs = urns.length > 0 ? urns : [`${resource.urn}#${property}`];
  if (candidates.length === 0) return { ...NOTHING, needs, hasMore: true };
  const beside = behind.filter((other) => !candidates.includes(other) && !not.includes(other)).length;
  // What waits for the rest of a block, and known ids from outside, take up some of what this stack does not show.
  const places = unknownsIn(own(resource.props, property)) - (members ?? 1);
  const unseen = urns.length - behind.length - outside.length - Math.max(0, places - beside);
  const sources = candidates.length + Math.max(0, unseen);
  const hasMore = unseen > 0 || (members !== undefined && members > candidates.length);
  // A block such as vpcConfig depends on things of several kinds by its nature; a bare list of ids does not. One that
  // does is an output of a component, which hangs on everything in there: counting says nothing of it.
  const isBareList = at === property;
  const isCounted =
    members !== undefined &&
    members >= sources &&
    !(isBareList && beside > 0) &&
    !candidates.some((candidate) => isInsideAwsx(stack, candidate));
  const isOnlyOne = candidates.length === 1 && (unseen <= 0 || (members !== undefined && members >= sources));
  const isCertain = isOnlyOne || isCounted;
  const found = isCertain ? { certain: candidates } : { oneOf: candidates };
  return { ...NOTHING, ...found, hasMore, needs: isCertain && !hasMore ? [] : needs };
}

/** awsx's components are made in another process, so each of their outputs depends on all that they made. */
function isInsideAwsx(stack: Stack, resource: PlainResource): boolean {
  return stack.ancestors(resource).some((ancestor) => ancestor.type.startsWith("awsx:"));
}
