import { readEach, type Leaf } from "./read";
import type { PlainResource } from "./resource";
import { isList, isRecord, isUnknown, own, type Value } from "./value";

/**
 * As `readEach`, without what AWS filled in by itself: once deployed, a database that names no security groups answers
 * with the default one, and what nobody asked for is absent all the same. Where the inputs are not shown, what AWS
 * filled in cannot be told from what was asked.
 */
export function readAsked(resource: PlainResource, path: string): readonly Leaf[] {
  const { inputs } = resource;
  const leaves = readEach(resource, path);
  if (inputs === undefined) return leaves;
  return leaves.map((leaf) => (wasAsked(inputs, leaf.at) ? leaf : { ...leaf, reading: { state: "absent" } }));
}

function wasAsked(inputs: Value, at: string): boolean {
  let value: Value | undefined = inputs;
  for (const step of at.split(/[.[]/)) {
    if (isUnknown(value)) return true;
    if (!step.endsWith("]")) value = isRecord(value) ? own(value, step) : undefined;
    // A set may be answered in another order, so that one of several has no certain counterpart.
    else if (isList(value) && value.length !== 1) return true;
    else if (isList(value)) value = value[0];
  }
  return value !== undefined && value !== null;
}
