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
      const { keys, empty, awaited, needs } = tagsOf(stack, resource);
      const missing = required.filter((key) => !keys.has(key));
      if (missing.length === 0) return pass(resource);
      const path = [label(resource)];
      // A tag whose value is to come may turn out to be empty; one that is not there at all is missed for certain.
      const lacking = missing.filter((key) => !awaited.has(key));
      if (needs.length > 0 || lacking.length === 0) {
        return cannotTell(resource, {
          path,
          unknown: `it is not known yet whether it has ${withValues(missing)}.`,
          until: "This can be told once its tags are known.",
          needs: [...needs, ...missing.flatMap((key) => awaited.get(key) ?? [])],
        });
      }
      return fail(resource, {
        path,
        found: found(lacking, [...keys, ...awaited.keys()], [...empty]),
        allowed: `It must have ${withValues(required)}.`,
        fix: `Set ${listed(lacking)} in its tags, or in defaultTags of its provider.`,
      });
    });
  },
} satisfies Rule;

function found(lacking: readonly string[], keys: readonly string[], empty: readonly string[]): string {
  if (keys.length + empty.length === 0) return "it has no tags.";
  const valueless = lacking.filter((key) => empty.includes(key));
  const absent = lacking.filter((key) => !empty.includes(key));
  const lacks = absent.length > 0 ? [`it lacks ${the("tag", absent)}`] : [];
  const empties = valueless.length > 0 ? [`${the("tag", valueless)} ${valueless.length > 1 ? "are" : "is"} empty`] : [];
  return `${[...lacks, ...empties].join(", and ")}.`;
}

const withValues = (keys: readonly string[]): string =>
  `${the("tag", keys)}${keys.length > 1 ? ", each" : ""} with a value`;

const the = (noun: string, keys: readonly string[]): string =>
  `the ${noun}${keys.length > 1 ? "s" : ""} ${listed(keys)}`;

/** `Project, Environment and Owner`. */
const listed = (keys: readonly string[]): string =>
  [keys.slice(0, -1).join(", "), ...keys.slice(-1)].filter((part) => part !== "").join(" and ");
