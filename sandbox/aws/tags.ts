import { holdsUnknown, isObject, Secret, unknown, type Properties, type Unknown, type Value } from "../values";

/** Tags that the provider does not look at, by key and by the beginning of the key. */
export interface IgnoredTags {
  keys: readonly string[];
  prefixes: readonly string[];
}

/**
 * A resource's own tags over the provider's default ones, as the AWS provider merges them before it plans anything:
 * one unknown tag on either side makes the whole map unknown.
 */
export function mergedTags(tags: Value, defaultTags: Properties | Unknown, ignored: IgnoredTags): Value {
  if (holdsUnknown(tags) || holdsUnknown(defaultTags)) return unknown;
  const defaults = isObject(defaultTags) ? defaultTags : {};
  // The real provider never sees that a tag is secret, and gives it back in tagsAll in clear. Here it stays closed.
  if (tags instanceof Secret) return new Secret(merged(tags.value, defaults, ignored));
  return merged(tags, defaults, ignored);
}

function merged(tags: Value, defaults: Properties, ignored: IgnoredTags): Properties {
  const all = { ...defaults, ...(isObject(tags) ? tags : {}) };
  const isIgnored = (key: string) =>
    ignored.keys.includes(key) || ignored.prefixes.some((prefix) => key.startsWith(prefix));
  return Object.fromEntries(Object.entries(all).filter(([key]) => !isIgnored(key)));
}
