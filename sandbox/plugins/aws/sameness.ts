import { isObject, opened, toWire, type Value, type WireValue } from "../../values";

/**
 * Whether the provider sees no difference between two values: what is empty, zero or false is as good as absent, the
 * members of a set have no order, and a policy is what it says, not how it is written.
 */
export function isSame(one: Value | undefined, other: Value | undefined, isSet: boolean): boolean {
  return normal(one, isSet) === normal(other, isSet);
}

function normal(value: Value | undefined, isSet: boolean): string {
  const plain = toWire(opened(value ?? null));
  if (plain === "" || plain === false || plain === 0) return "null";
  if (typeof plain === "object" && plain !== null && Object.keys(plain).length === 0) return "null";
  if (isSet && Array.isArray(plain))
    return JSON.stringify(plain.map((member) => JSON.stringify(sorted(member))).sort());
  return JSON.stringify(sorted(typeof plain === "string" ? document(plain) : plain));
}

/** A policy, or another document of JSON, that was given as text. */
function document(text: string): WireValue {
  if (!text.startsWith("{") && !text.startsWith("[")) return text;
  try {
    return JSON.parse(text) as WireValue;
  } catch {
    return text;
  }
}

function sorted(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
