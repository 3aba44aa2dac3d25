import { tagResourceTypes, tagsOf } from "../aws/tags";
import { label } from "../graph/resource";
import { cannotTell, fail, pass, type Rule } from "../rule";
import { texts } from "../settings";
import { taggableTypes } from "./taggable-types";

const requiredTags = texts(
  "requiredTags",
  ["Project", "Environment", "Owner"],
  "Keys of the tags that every resource that takes tags must have.",
);

export default {
  name: "resources-are-tagged",
  level: "M",
  sentence: "Everything that takes tags has the required ones.",
  types: [...taggableTypes, ...tagResourceTypes],
  options: [requiredTags],
  check: (stack, settings) => {
    const required = settings.read(requiredTags);
    return stack.ofType(...taggableTypes).map((resource) => {
      const { keys, empty, needs } = tagsOf(stack, resource);
      const missing = required.filter((key) => !keys.has(key));
      if (missing.length === 0) return pass(resource);
      const path = [label(resource)];
      if (needs.length > 0) {
        const unknown = `whether it has ${listed("tag", missing)} is not known yet`;
        return cannotTell(resource, { path, unknown, until: "it will be once its tags are known", needs });
      }
      return fail(resource, {
        path,
        found: `has no value for ${listed("tag", missing)}`,
        allowed: has([...keys], [...empty]),
        fix: "give the missing on the resource or in the provider's defaultTags",
      });
    });
  },
} satisfies Rule;

const listed = (noun: string, keys: readonly string[]): string =>
  `the ${noun}${keys.length > 1 ? "s" : ""} ${keys.join(", ")}`;

function has(keys: readonly string[], empty: readonly string[]): string {
  const all = [...keys.toSorted(), ...empty.toSorted().map((key) => `${key} (empty)`)];
  return all.length === 0 ? "it has none" : `it has ${all.join(", ")}`;
}
