import { Asset, isObject, isUnknown, ResourceReference, Secret, type Value } from "../sandbox";

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A value as the plan's JSON writes it. A secret is never in clear, whatever it holds. */
export function jsonOf(value: Value): JsonValue {
  if (isUnknown(value)) return { $unknown: true };
  if (value instanceof Secret) return { $secret: true };
  if (value instanceof Asset) return { [`$${value.form}`]: jsonOf(value.fields) };
  if (value instanceof ResourceReference) return { $resource: value.urn };
  if (Array.isArray(value)) return value.map(jsonOf);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonOf(member)]));
}
