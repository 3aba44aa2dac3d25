import type { Stack } from "../policies/graph/stack";
import type { Reach } from "../policies/reach/reaches";
import { storeReaches } from "../policies/reach/stores";
import { byName, kindOf, placeOf, type ByUrn, type Place } from "./place";

/** A store behind security groups, for machines: a database, a cache or a file system. */
export interface PlannedStore {
  urn: string;
  type: string;
  name: string;
  /** `database`, `cache`, `file system` and the like. */
  kind: string;
  system: string | null;
  /** Everybody whom the security groups let in, and whose own let the call out. */
  reachedBy: PlannedCaller[];
  /** Why others may reach it too; empty where nobody else does. */
  cannotTell: string[];
}

/** Who reaches a store, and where. */
export interface PlannedCaller extends Place {
  /** Nothing for somebody outside the stack. */
  urn: string | null;
  name: string;
  /** `instances`, `function`, `load balancer` and the like; `world` for the internet, else `outside`. */
  kind: string;
  /** `tcp`, `udp` and the like, or `all`. */
  protocol: string;
  fromPort: number;
  toPort: number;
  /** False where it depends on something that is not known yet. */
  certain: boolean;
}

/** Who reaches each store of a stack over the network: worked out from its security groups, not from what was meant. */
export function plannedStores(stack: Stack): PlannedStore[] {
  const byUrn = new Map(stack.resources.map((resource) => [resource.urn, resource]));
  const stores = storeReaches(stack).map(({ store, what, reachedBy, doubts }) => ({
    urn: store.urn,
    type: store.type,
    name: store.name,
    kind: what,
    system: placeOf(store, byUrn).system,
    reachedBy: reachedBy.map((reach) => callerOf(reach, byUrn)).sort(byName),
    cannotTell: [...doubts],
  }));
  return stores.sort(byName);
}

function callerOf({ from, ports, isCertain }: Reach, byUrn: ByUrn): PlannedCaller {
  const at = { protocol: ports.protocol, fromPort: ports.from, toPort: ports.to, certain: isCertain };
  if ("outside" in from) {
    const kind = from.isWorld ? "world" : "outside";
    return { urn: null, name: from.outside, kind, system: null, component: null, ...at };
  }
  const { resource, what } = from;
  const { urn, name } = resource;
  return { urn, name, kind: kindOf(what), ...placeOf(resource, byUrn), ...at };
}
