/** Stands for a value that only AWS knows, and only once the resource is there. There is one, so `===` finds it. */
class Unknown {
  // Keeps any other class or literal from passing for the marker.
  readonly #marker = "unknown";

  toJSON(): Record<string, boolean> {
    return { [`$${this.#marker}`]: true };
  }
}

export type { Unknown };

/** The marker for a value that is not known yet. */
export const UNKNOWN = new Unknown();

/** A property of a resource: plain JSON, in which any part may not be known yet. Secrets are in clear here. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | ValueRecord;
export interface ValueRecord {
  readonly [key: string]: Value;
}

export const isUnknown = (value: unknown): value is Unknown => value === UNKNOWN;

export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);

export function isRecord(value: unknown): value is ValueRecord {
  return typeof value === "object" && value !== null && !isUnknown(value) && !isList(value);
}

/** How many places in a value are not known. */
export function unknownsIn(value: Value | undefined): number {
  if (isUnknown(value)) return 1;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values<Value>(value)
    .map(unknownsIn)
    .reduce((sum, count) => sum + count, 0);
}

/** An own property; undefined where there is none, whatever the prototype may offer. */
export function own(record: ValueRecord, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
