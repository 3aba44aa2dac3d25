import type { Permission, StorePermissions } from "../policies/access/permissions";
import { storePermissions } from "../policies/access/permissions";
import type { Right } from "../policies/aws/permitted-stores";
import type { Stack } from "../policies/graph/stack";
import { byName, kindOf, placeOf, type ByUrn, type Place } from "./place";

/** A store that is reached by permission, for machines: a table, a bucket or a secret. */
export interface PlannedPermissions {
  urn: string;
  type: string;
  name: string;
  /** `table`, `bucket` or `secret`. */
  kind: string;
  system: string | null;
  /** Everybody whom policies allow something. */
  permitted: PlannedPermitted[];
  /** Why others may, too; empty where nobody else does. */
  cannotTell: string[];
}

/** Who may do what, for certain or perhaps, and with or without conditions. */
export interface PlannedPermitted extends Place {
  /** Nothing for somebody outside the stack. */
  urn: string | null;
  name: string;
  /** `instances`, `function`, `role` and the like; `world` for everybody, else `outside`. */
  kind: string;
  may: Right[];
  /** False where it depends on something that is not known. */
  certain: boolean;
  /** Whether it holds only under conditions. */
  conditional: boolean;
}

/** Who may do what with each table, bucket and secret: worked out from the policies, not from what was meant. */
export function plannedPermissions(stack: Stack): PlannedPermissions[] {
  const byUrn = new Map(stack.resources.map((resource) => [resource.urn, resource]));
  return storePermissions(stack)
    .map((permissions) => plannedOf(permissions, byUrn))
    .sort(byName);
}

function plannedOf({ store, what, permitted, doubts }: StorePermissions, byUrn: ByUrn): PlannedPermissions {
  const together = new Map<string, PlannedPermitted>();
  for (const permission of permitted) {
    const { may, ...one } = permittedOf(permission, byUrn);
    const key = JSON.stringify(one);
    together.set(key, { ...one, may: inOrder([...(together.get(key)?.may ?? []), ...may]) });
  }
  return {
    urn: store.urn,
    type: store.type,
    name: store.name,
    kind: what,
    system: placeOf(store, byUrn).system,
    permitted: [...together.values()].sort(byName),
    cannotTell: [...doubts],
  };
}

const order: readonly Right[] = ["reads", "writes", "manages"];

const inOrder = (rights: readonly Right[]): Right[] => order.filter((right) => rights.includes(right));

function permittedOf({ who, right, isCertain, isConditional }: Permission, byUrn: ByUrn): PlannedPermitted {
  const said = { may: [right], certain: isCertain, conditional: isConditional };
  if (who.resource === undefined) {
    const kind = who.isWorld ? "world" : "outside";
    return { urn: null, name: who.what, kind, system: null, component: null, ...said };
  }
  const { resource, what } = who;
  return { urn: resource.urn, name: resource.name, kind: kindOf(what), ...placeOf(resource, byUrn), ...said };
}
