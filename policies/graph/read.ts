import type { PlainResource } from "./resource";
import { isList, isRecord, isUnknown, own, UNKNOWN, type Value } from "./value";

/** What stands at a path: a value, one that is not known yet, or nothing. */
export type Reading =
  | { readonly state: "known"; readonly value: Value }
  | { readonly state: "unknown"; readonly needs: readonly string[] }
  | { readonly state: "absent" };

/** One place that a path with `[]` leads to. */
export interface Leaf {
  /** The path with its index filled in: `networkInterfaces[0].securityGroups`. */
  readonly at: string;
  readonly reading: Reading;
  /** The path ends early, at something unknown: whether there is such a place below it is not known either. */
  readonly endsEarly?: true;
}

const ABSENT: Reading = { state: "absent" };

/** The value at a path of names, such as `vpcConfig.subnetIds`. Never throws. */
export function read(resource: PlainResource, path: string): Reading {
  return readEach(resource, path)[0]?.reading ?? ABSENT;
}

/** The values at a path in which `[]` stands for each element: `networkInterfaces[].securityGroups`. */
export function readEach(resource: PlainResource, path: string): readonly Leaf[] {
  const steps = stepsOf(path);
  const first = steps[0];
  if (first === undefined) return [];
  if (isWithheld(resource)) {
    const reading: Reading = { state: "unknown", needs: [resource.provider ?? resource.urn] };
    return [{ at: first.name, reading, ...(steps.length > 1 ? { endsEarly: true } : {}) }];
  }
  let places: Place[] = [{ at: "", value: resource.props }];
  for (const step of steps) {
    places = places.flatMap(({ at, value }) => {
      if (isUnknown(value)) return [{ at, value, endsEarly: true }];
      const here = at === "" ? step.name : `${at}.${step.name}`;
      const found = isRecord(value) ? own(value, step.name) : undefined;
      // A list of one block reaches a policy as that block alone where AWS allows no second.
      if (step.each && isList(found)) return found.map((item, index) => ({ at: `${here}[${index}]`, value: item }));
      return [{ at: here, value: found }];
    });
  }
  return places.map(({ value, ...place }) => ({ ...place, reading: toReading(resource, first.name, value) }));
}

interface Place extends Pick<Leaf, "at" | "endsEarly"> {
  readonly value: Value | undefined;
}

/** Whether someone gave a value: one that is known, or one that will be. */
export const isGiven = (reading: Reading): boolean => reading.state !== "absent";

function toReading(resource: PlainResource, property: string, value: Value | undefined): Reading {
  if (value === undefined || value === null) return ABSENT;
  if (value !== UNKNOWN) return { state: "known", value };
  const behind = dependenciesOf(resource, property);
  // At preview AWS's provider calls every optional value that AWS would fill in unknown. No entry in the property
  // dependencies tells such a value, which nobody gave, from one that was given and waits for something.
  if (behind === undefined && property !== "id" && property !== "arn") return ABSENT;
  return { state: "unknown", needs: needsOf(resource, property, behind) };
}

/** URNs behind a property; undefined where nobody gave it. */
export function dependenciesOf(resource: PlainResource, property: string): readonly string[] | undefined {
  return Object.hasOwn(resource.propertyDependencies, property) ? resource.propertyDependencies[property] : undefined;
}

/** The top-level property that a path, or the place of a leaf, begins with. */
export const propertyOf = (path: string): string => path.split(/[.[]/, 1)[0] ?? path;

function needsOf(resource: PlainResource, property: string, behind: readonly string[] | undefined): readonly string[] {
  if (behind === undefined) return [resource.urn];
  return behind.length > 0 ? behind : [`${resource.urn}#${property}`];
}

/**
 * Where a provider's own configuration is not known at preview, the engine shows its resources without any property.
 * A resource that is really in AWS has an id at least.
 */
function isWithheld(resource: PlainResource): boolean {
  if (!resource.type.startsWith("aws:")) return false;
  for (const key in resource.props) if (Object.hasOwn(resource.props, key)) return false;
  return true;
}

interface Step {
  readonly name: string;
  readonly each: boolean;
}
const parsed = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  const before = parsed.get(path);
  if (before !== undefined) return before;
  const steps = path.split(".").map((part) => {
    const each = part.endsWith("[]");
    return { name: each ? part.slice(0, -2) : part, each };
  });
  parsed.set(path, steps);
  return steps;
}
