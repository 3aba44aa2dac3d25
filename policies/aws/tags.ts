import { followOne } from "../graph/follow";
import { dependenciesOf, isGiven, read, readEach } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { isList, isRecord, isUnknown, own, UNKNOWN, type Value, type ValueRecord } from "../graph/value";
import { taggableTypes } from "../rules/taggable-types";

/** Resources that put one tag on another resource: where they say on which, and the tag. */
const tagResources = [
  { type: "aws:autoscaling/tag:Tag", on: "autoscalingGroupName", key: "tag.key", value: "tag.value" },
  { type: "aws:dynamodb/tag:Tag", on: "resourceArn", key: "key", value: "value" },
  { type: "aws:ec2/tag:Tag", on: "resourceId", key: "key", value: "value" },
  { type: "aws:ecs/tag:Tag", on: "resourceArn", key: "key", value: "value" },
  { type: "aws:organizations/tag:Tag", on: "resourceId", key: "key", value: "value" },
  { type: "aws:secretsmanager/tag:Tag", on: "secretId", key: "key", value: "value" },
  { type: "aws:transfer/tag:Tag", on: "resourceArn", key: "key", value: "value" },
] as const;

export const tagResourceTypes: readonly string[] = tagResources.map(({ type }) => type);

export interface Tags {
  /** Keys that are there for certain, with a value. */
  readonly keys: ReadonlySet<string>;
  /** Keys whose value is the empty text. */
  readonly empty: ReadonlySet<string>;
  /** Keys that are there for certain, with what has to be known before their value is: it may turn out to be empty. */
  readonly awaited: ReadonlyMap<string, readonly string[]>;
  /** Where more tags may come from, once these are known. */
  readonly needs: readonly string[];
}

/** The tags a resource ends up with, from wherever they come. */
export function tagsOf(stack: Stack, resource: PlainResource): Tags {
  const found: Found = { keys: new Set(), empty: new Set(), awaited: new Map(), needs: [] };
  const separate = separateTags(stack).get(resource.urn);
  for (const { key, value, by } of separate?.tags ?? []) note(found, key, value, [by]);
  found.needs.push(...(separate?.needs ?? []));
  for (const property of ["tags", "tagsAll"]) {
    const reading = read(resource, property);
    if (reading.state === "unknown") found.needs.push(...reading.needs);
    if (reading.state === "known") noteAll(found, reading.value, needsOf(resource, property));
  }
  noteDefaults(found, stack, resource);
  return found;
}

const needsOf = (resource: PlainResource, property: string): readonly string[] => {
  const urns = dependenciesOf(resource, property) ?? [];
  return urns.length > 0 ? urns : [`${resource.urn}#${property}`];
};

interface Found {
  readonly keys: Set<string>;
  readonly empty: Set<string>;
  readonly awaited: Map<string, readonly string[]>;
  readonly needs: string[];
}

function note(found: Found, key: string, value: Value | undefined, needs: readonly string[]): void {
  if (value === undefined || value === null) return;
  if (isUnknown(value)) found.awaited.set(key, found.awaited.get(key) ?? needs);
  else (value === "" ? found.empty : found.keys).add(key);
}

/** A map of tags, or the list of an auto scaling group. */
function noteAll(found: Found, tags: Value, needs: readonly string[]): void {
  if (isRecord(tags)) for (const key of Object.keys(tags)) note(found, key, own(tags, key), needs);
  if (!isList(tags)) return;
  for (const tag of tags) {
    const key = isRecord(tag) ? own(tag, "key") : tag;
    if (isUnknown(key)) found.needs.push(...needs);
    if (typeof key === "string" && isRecord(tag)) note(found, key, own(tag, "value"), needs);
  }
}

/** The provider puts its default tags on everything it makes; at preview they may not yet stand in `tagsAll`. */
function noteDefaults(found: Found, stack: Stack, resource: PlainResource): void {
  const provider = providerOf(stack, resource);
  if (provider === undefined) {
    if (isUnknown(own(resource.props, "tagsAll"))) found.needs.push(resource.provider ?? `${resource.urn}#tagsAll`);
    return;
  }
  const reading = read(provider, "defaultTags");
  if (reading.state === "unknown") found.needs.push(...reading.needs);
  if (reading.state !== "known") return;
  const defaults = isRecord(reading.value) ? reading.value : parsed(reading.value);
  const tags = defaults === undefined ? undefined : own(defaults, "tags");
  if (isUnknown(tags)) found.needs.push(provider.urn);
  else if (tags !== undefined) noteAll(found, tags, [provider.urn]);
}

function providerOf(stack: Stack, { provider }: PlainResource): PlainResource | undefined {
  if (provider === undefined) return undefined;
  // A reference to a provider is its URN with its id behind.
  return stack.get(provider) ?? stack.get(provider.slice(0, Math.max(0, provider.lastIndexOf("::"))));
}

/** A provider's nested settings reach the engine as JSON text. */
function parsed(value: Value): ValueRecord | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const json: unknown = JSON.parse(value);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

interface Separate {
  readonly tags: { readonly key: string; readonly value: Value; readonly by: string }[];
  readonly needs: string[];
}

const separateTags = perStack((stack): ReadonlyMap<string, Separate> => {
  const byUrn = new Map<string, Separate>();
  const at = ({ urn }: PlainResource): Separate => {
    const entry = byUrn.get(urn) ?? { tags: [], needs: [] };
    byUrn.set(urn, entry);
    return entry;
  };
  for (const { type, on, key, value } of tagResources) {
    for (const tag of stack.ofType(type)) {
      const keyReading = read(tag, key);
      const valueReading = read(tag, value);
      const leaf = readEach(tag, on)[0];
      if (leaf === undefined) continue;
      const { certain, oneOf, needs } = followOne(stack, tag, leaf, taggableTypes);
      for (const target of certain) {
        if (keyReading.state === "known" && typeof keyReading.value === "string" && isGiven(valueReading)) {
          const given = valueReading.state === "known" ? valueReading.value : UNKNOWN;
          at(target).tags.push({ key: keyReading.value, value: given, by: tag.urn });
        } else at(target).needs.push(tag.urn);
      }
      for (const target of oneOf) at(target).needs.push(...needs);
    }
  }
  return byUrn;
});
