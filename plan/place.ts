import type { PlainResource } from "../policies/graph/resource";
import { systemOf, topOf } from "./system";

/** Where somebody in a stack belongs. */
export interface Place {
  system: string | null;
  /** The component on top that it belongs to. */
  component: string | null;
}

export type ByUrn = ReadonlyMap<string, PlainResource>;

export function placeOf(resource: PlainResource, byUrn: ByUrn): Place {
  const top = topOf(resource, byUrn);
  return { system: systemOf(resource, byUrn) ?? null, component: top?.custom === false ? top.name : null };
}

/** A template stands for the instances that are made from it. */
export const kindOf = (what: string): string => (what === "launch template" ? "instances" : what);

/** Not in the order in which the program made them, which may be another in the next run. */
export const byName = (one: { name: string }, other: { name: string }): number => one.name.localeCompare(other.name);
