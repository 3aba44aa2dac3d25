import { runtime } from "@pulumi/pulumi";
import type { WireValue } from "../values";

/** Properties in the wire's form, where a value may be an output that says what it hangs on. */
export type Wire = Record<string, WireValue>;

/** The URNs that a value says it hangs on, anywhere inside. */
export function urnsIn(value: WireValue): string[] {
  if (Array.isArray(value)) return value.flatMap(urnsIn);
  if (typeof value !== "object" || value === null) return [];
  const { dependencies, ...fields } = value;
  if (value[runtime.specialSigKey] !== runtime.specialOutputValueSig) return Object.values(value).flatMap(urnsIn);
  const own = Array.isArray(dependencies) ? dependencies.filter((urn) => typeof urn === "string") : [];
  return [...own, ...Object.values(fields).flatMap(urnsIn)];
}

/** With what is unknown or secret, or hangs on a resource, as outputs: a transform sees them as Outputs. */
export function upgraded(properties: Wire, dependencies: Record<string, string[]>): Wire {
  const entries = Object.entries(properties).map(([property, value]): [string, WireValue] => {
    const plain = asOutput(value);
    const urns = dependencies[property] ?? [];
    if (urns.length === 0) return [property, plain];
    const output = isOutput(plain) ? plain : outputOf({ value: plain });
    return [property, { ...output, dependencies: [...new Set([...urnsIn(plain), ...urns])] }];
  });
  return Object.fromEntries(entries);
}

function asOutput(value: WireValue): WireValue {
  if (value === runtime.unknownValue) return outputOf({});
  if (Array.isArray(value)) return value.map(asOutput);
  if (typeof value !== "object" || value === null) return value;
  if (value[runtime.specialSigKey] === runtime.specialSecretSig) {
    return outputOf({ value: asOutput(value["value"] ?? null), secret: true });
  }
  if (runtime.specialSigKey in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asOutput(member)]));
}

function outputOf(fields: Wire): Wire {
  return { [runtime.specialSigKey]: runtime.specialOutputValueSig, ...fields };
}

function isOutput(value: WireValue): value is Wire {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  return isMap && value[runtime.specialSigKey] === runtime.specialOutputValueSig;
}
