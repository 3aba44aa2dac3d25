import { vpcDwellers } from "../aws/vpc-dwellers";
import { followOne } from "../graph/follow";
import { read } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { members, type Member } from "./members";
import { once, reachDoubts, reaches, type Reach } from "./reaches";

/** What keeps data behind security groups, and who reaches it over the network. */
export interface StoreReach {
  /** The store itself: of mount targets, their file system. */
  readonly store: PlainResource;
  readonly what: string;
  /** Each caller with each of its ports once. */
  readonly reachedBy: readonly Reach[];
  /** Why others may reach it too; empty where nobody else does. */
  readonly doubts: readonly string[];
}

/** The stores of a stack in the order in which it has them. */
export function storeReaches(stack: Stack): readonly StoreReach[] {
  const stores = new Map<string, { store: PlainResource; what: string; doors: PlainResource[] }>();
  for (const member of members(stack)) {
    if (vpcDwellers.get(member.resource.type)?.data === undefined) continue;
    const { store, what } = storeBehind(stack, member);
    const entry = stores.get(store.urn) ?? { store, what, doors: [] };
    entry.doors.push(member.resource);
    stores.set(store.urn, entry);
  }
  return [...stores.values()].map(({ store, what, doors }) => ({
    store,
    what,
    reachedBy: once(reaches(stack).filter(({ to }) => doors.includes(to))),
    doubts: [...new Set(doors.flatMap((door) => reachDoubts(stack, door)))],
  }));
}

function storeBehind(stack: Stack, { resource, what }: Member): { store: PlainResource; what: string } {
  const door = vpcDwellers.get(resource.type)?.data?.doorTo;
  if (door === undefined) return { store: resource, what };
  const leaf = { at: door.at, reading: read(resource, door.at) };
  const [store] = followOne(stack, resource, leaf, [door.type]).certain;
  return store === undefined ? { store: resource, what } : { store, what: door.what };
}
