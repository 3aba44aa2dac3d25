import { createHash } from "node:crypto";
import type { JsonValue } from "../../plan/json";
import type { PlannedResource } from "../../plan/stack-plan";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { readable } from "./scripts";

/** What the plan and the engine have to say alike of a resource. */
export interface Described {
  urn: string;
  type: string;
  custom: boolean;
  parent: string | null;
  provider: string | null;
  protect: boolean;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
}

export function plannedResource(resource: PlannedResource): Described {
  const { urn, type, custom, parent, provider, protect, dependencies, propertyDependencies } = resource;
  return { urn, type, custom, parent, provider, protect, ...sorted(dependencies, propertyDependencies) };
}

export function engineResource(resource: CheckpointResource): Described {
  const { urn, type, custom, parent, provider, protect = false, dependencies = [] } = resource;
  // The engine names a provider by URN and id.
  const providerUrn = provider === undefined || provider === "" ? null : provider.slice(0, provider.lastIndexOf("::"));
  const described = sorted(dependencies, resource.propertyDependencies ?? {});
  return { urn, type, custom, parent: parent ?? null, provider: providerUrn, protect, ...described };
}

function sorted(
  dependencies: readonly string[],
  byProperty: Readonly<Record<string, readonly string[] | null>>,
): Pick<Described, "dependencies" | "propertyDependencies"> {
  const entries = Object.entries(byProperty).map(([key, urns]) => [key, [...new Set(urns ?? [])].sort()] as const);
  return {
    dependencies: [...new Set(dependencies)].sort(),
    propertyDependencies: Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** How the engine writes text that nobody knows yet. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What marks a value of a special kind, and how it marks files; what it marks otherwise is secret. */
const mark = "4dabf18193072939515e22adb298388d";
const files: Readonly<Record<string, string>> = {
  c44067f5952c0a294b673a41bacd8c17: "$asset",
  "0def7320c3a5731c473e5ecbe6d01bc7": "$archive",
};

/** A value of the engine's, as the plan writes values. */
export function engineValue(value: unknown): JsonValue {
  if (value === unknownText) return { $unknown: true };
  if (value === "[secret]") return { $secret: true };
  if (Array.isArray(value)) return value.map(engineValue);
  if (typeof value !== "object" || value === null) return value as JsonValue;
  if (mark in value) return specialValue(value);
  const own = Object.entries(value).filter(([key]) => key !== "__internal" && key !== "__defaults");
  return Object.fromEntries(own.map(([key, member]) => [key, engineValue(member)]));
}

function specialValue(value: object): JsonValue {
  const form = files[String(Reflect.get(value, mark))];
  if (form === undefined) return { $secret: true };
  // The engine counts up what is in a file; the plan names the file.
  const fields = Object.entries(value).filter(([key]) => key !== mark && key !== "hash");
  return { [form]: engineValue(Object.fromEntries(fields)) };
}

/** The plan's value with the digits that each makes up, as the engine has them. */
export function withItsDigits(planned: JsonValue, actual: JsonValue): JsonValue {
  if (typeof planned === "string" && typeof actual === "string") {
    return withoutSuffix(planned) === withoutSuffix(actual) ? actual : planned;
  }
  return ofMembers(planned, actual, withItsDigits);
}

/** The same, and with what the plan could not know, as the engine has it. */
export function asFarAsKnown(planned: JsonValue, actual: JsonValue): JsonValue {
  if (isUnknown(planned)) return actual;
  if (typeof planned !== "object" || planned === null) return withItsDigits(planned, actual);
  if (Array.isArray(planned)) return ofMembers(planned, actual, asFarAsKnown);
  // What was unknown may turn out to be nothing.
  const known = Object.entries(planned).filter(([key, member]) => !isUnknown(member) || hasMember(actual, key));
  return ofMembers(Object.fromEntries(known), actual, asFarAsKnown);
}

/** What a text comes to as a trigger: texts that differ in digits that each makes up have hashes that differ as a whole. */
export function hashesOf(planned: JsonValue, actual: JsonValue): [planned: string, actual: string][] {
  if (typeof planned === "string" && typeof actual === "string") {
    return withoutSuffix(planned) === withoutSuffix(actual) ? [[hashOf(planned), hashOf(actual)]] : [];
  }
  if (typeof planned !== "object" || planned === null) return [];
  return Object.entries(planned).flatMap(([key, member]) => hashesOf(member, memberOf(actual, key)));
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** A value with other hashes in the place of those that are known. */
export function rehashed(value: JsonValue, hashes: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === "string") return hashes.get(value) ?? value;
  if (Array.isArray(value)) return value.map((member) => rehashed(member, hashes));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rehashed(member, hashes)]));
}

function ofMembers(planned: JsonValue, actual: JsonValue, readAs: typeof withItsDigits): JsonValue {
  if (Array.isArray(planned)) {
    return planned.map((member, place) => readAs(member, Array.isArray(actual) ? (actual[place] ?? null) : null));
  }
  if (typeof planned !== "object" || planned === null) return planned;
  return Object.fromEntries(
    Object.entries(planned).map(([key, member]) => [key, readAs(member, memberOf(actual, key))]),
  );
}

function memberOf(value: JsonValue, key: string): JsonValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value[key] ?? null) : null;
}

function hasMember(value: JsonValue, key: string): boolean {
  return typeof value === "object" && value !== null && key in value;
}

function isUnknown(value: JsonValue): boolean {
  return typeof value === "object" && value !== null && "$unknown" in value;
}

/**
 * Generated names end in six to eight digits that come of chance, or of what stands for it here; so do ARNs with them,
 * and scripts that name them, which a launch template takes in base64.
 */
function withoutSuffix(text: string): string {
  return readable(text).replaceAll(/-[0-9a-f]{6,8}\b/g, "-*");
}
