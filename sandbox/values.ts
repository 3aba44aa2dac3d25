import { marks } from "./marks";

/**
 * A property value as the sandbox sees it: plain JSON, and four things that JSON has no word for.
 * On the wire each of the four is a marked string or object; here each is a class, so that nobody tests for marks.
 */
export type Value =
  null | boolean | number | string | Unknown | Secret | Asset | ResourceReference | Value[] | { [key: string]: Value };

export type Properties = Record<string, Value>;

/** A value that only AWS can know, during a preview. */
export class Unknown {
  readonly kind = "unknown";
}

/** The one unknown there is: unknowns carry no further knowledge. */
export const unknown = new Unknown();

/** A value that is never shown. */
export class Secret {
  readonly kind = "secret";
  constructor(readonly value: Value) {}
}

/** A file or an archive: what the program gave, as the SDK writes it. */
export class Asset {
  readonly kind = "asset";
  constructor(
    readonly form: "asset" | "archive",
    readonly fields: Properties,
  ) {}
}

/** A whole resource given as a value, as awsx's outputs do. */
export class ResourceReference {
  readonly kind = "resource";
  constructor(
    readonly urn: string,
    readonly id: Value,
  ) {}
}

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** True if the value is unknown or holds an unknown anywhere inside. */
export function holdsUnknown(value: Value): boolean {
  if (value instanceof Unknown) return true;
  if (value instanceof Secret) return holdsUnknown(value.value);
  if (value instanceof ResourceReference || value instanceof Asset) return false;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}

/** True if the value is secret or holds a secret anywhere inside. */
export function holdsSecret(value: Value): boolean {
  if (value instanceof Secret) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && Object.values(value).some(holdsSecret);
}

export function isObject(value: unknown): value is Properties {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(
      value instanceof Unknown ||
      value instanceof Secret ||
      value instanceof Asset ||
      value instanceof ResourceReference
    )
  );
}

/** The value with every secret opened, for AWS's eyes only: what is made of it must be closed again. */
export function opened(value: Value): Value {
  if (value instanceof Secret) return opened(value.value);
  if (Array.isArray(value)) return value.map(opened);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, opened(member)]));
  return value;
}

/** The properties with every secret opened. */
export function openedAll(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, opened(value)]));
}

/** Every piece of text that is secret in a value. */
export function secretTexts(value: Value): string[] {
  if (value instanceof Secret) return texts(opened(value.value));
  if (Array.isArray(value)) return value.flatMap(secretTexts);
  return isObject(value) ? Object.values(value).flatMap(secretTexts) : [];
}

/** The value, closed if it shows any of the secret texts. */
export function closedOver(secrets: readonly string[], value: Value): Value {
  if (value instanceof Secret) return value;
  const shown = texts(value);
  return secrets.some((secret) => shown.some((text) => text.includes(secret))) ? new Secret(value) : value;
}

function texts(value: Value): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  return isObject(value) ? Object.values(value).flatMap(texts) : [];
}

/** From the wire's form, as `Struct.toJavaScript()` gives it. */
export function fromWire(wire: unknown): Value {
  if (wire === marks.unknownValue) return unknown;
  if (wire === null || wire === undefined) return null;
  if (typeof wire === "string" || typeof wire === "number" || typeof wire === "boolean") return wire;
  if (Array.isArray(wire)) return wire.map(fromWire);
  if (typeof wire !== "object") throw new Error(`the wire carries no ${typeof wire}`);
  return fromWireObject(wire as Record<string, unknown>);
}

function fromWireObject(wire: Record<string, unknown>): Value {
  const { [marks.specialSigKey]: mark, ...fields } = wire;
  switch (mark) {
    case undefined:
      return propertiesFromWire(wire);
    case marks.specialSecretSig:
      return new Secret(fromWire(fields["value"]));
    case marks.specialAssetSig:
      return new Asset("asset", ownFields(fields));
    case marks.specialArchiveSig:
      return new Asset("archive", ownFields(fields));
    case marks.specialResourceSig:
      return new ResourceReference(String(fields["urn"]), fromWire(fields["id"] ?? null));
    case marks.specialOutputValueSig: {
      const value = "value" in fields ? fromWire(fields["value"]) : unknown;
      return fields["secret"] === true ? new Secret(value) : value;
    }
    default:
      throw new Error(`the wire carries a value of an unknown kind (${String(mark)})`);
  }
}

/** Without the marks by which the SDK knows its own objects. */
function ownFields(wire: Record<string, unknown>): Properties {
  return propertiesFromWire(Object.fromEntries(Object.entries(wire).filter(([key]) => !key.startsWith("__"))));
}

export function propertiesFromWire(wire: Record<string, unknown>): Properties {
  return Object.fromEntries(Object.entries(wire).map(([key, member]) => [key, fromWire(member)]));
}

/** To the wire's form, ready for `Struct.fromJavaScript()`. */
export function toWire(value: Value): WireValue {
  if (value instanceof Unknown) return marks.unknownValue;
  if (value instanceof Secret) return { [marks.specialSigKey]: marks.specialSecretSig, value: toWire(value.value) };
  if (value instanceof Asset) {
    const mark = value.form === "asset" ? marks.specialAssetSig : marks.specialArchiveSig;
    return { [marks.specialSigKey]: mark, ...propertiesToWire(value.fields) };
  }
  if (value instanceof ResourceReference) {
    return { [marks.specialSigKey]: marks.specialResourceSig, urn: value.urn, id: toWire(value.id) };
  }
  if (Array.isArray(value)) return value.map(toWire);
  return isObject(value) ? propertiesToWire(value) : value;
}

export function propertiesToWire(properties: Properties): Record<string, WireValue> {
  return Object.fromEntries(Object.entries(properties).map(([key, member]) => [key, toWire(member)]));
}

export type WireValue = null | boolean | number | string | WireValue[] | { [key: string]: WireValue };
