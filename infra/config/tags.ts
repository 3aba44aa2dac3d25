import * as z from "zod/mini";
import { allowedTagKey, allowedTagValue, isTagValue, wrongInTagKey } from "../../components/arguments/tags";
import { ownTags } from "../../components/stateful-web-tier/fleet-tag";
import { shown } from "./shown";
import { type Complaint, explained, oneOf, rule } from "./words";

/** The tags that the program sets itself on every resource. */
export const programTags = ["Project", "Environment", "Owner", "ManagedBy"] as const;

// AWS allows 50 tags on most of what there is, but ten on an object in S3, and a stack uploads releases. Four are the
// program's, and a resource has a Name of its own.
const tagsOnAnObject = 10;
const mostTags = tagsOnAnObject - programTags.length - 1;

/** The tags that somebody has set already: the program on every resource, each resource itself, and instances. */
const taken = [...programTags, ...ownTags];

/** The value of a tag. */
export const tagValue = explained(z.string().check(z.refine(isTagValue)), (got) => ({
  allowed: allowedTagValue,
  fix:
    typeof got === "number" || typeof got === "boolean"
      ? `write it in quotes, "${got}", so that it stays as it is`
      : "leave out the other characters, or shorten it",
}));

const allowed = `a map of at most ${mostTags} tags; keys of ${allowedTagKey}`;

/** Tags for every resource, beside the program's own. */
export const tags = explained(z.record(z.string(), tagValue), () => ({
  allowed,
  fix: "write each tag on a line of its own, as CostCentre: shop",
})).check(rule((given: Record<string, unknown>) => [...tooMany(given), ...badKeys(Object.keys(given))]));

function tooMany(given: Record<string, unknown>): Complaint[] {
  const surplus = Object.keys(given).length - mostTags;
  return surplus > 0
    ? [{ allowed, fix: `take out ${surplus}: S3 allows ${tagsOnAnObject} on an object, and five are the program's` }]
    : [];
}

function badKeys(keys: string[]): Complaint[] {
  // IAM takes "team" and "Team" for the same key and refuses a role that has both.
  const firstOf = new Map<string, string>(taken.map((key) => [key.toLowerCase(), key]));
  return keys.flatMap((key) => {
    const folded = key.toLowerCase();
    const first = firstOf.get(folded);
    firstOf.set(folded, first ?? key);
    return keyComplaint(key, first).map((words) => ({ ...words, at: [key], got: `the key ${shown(key)}` }));
  });
}

function keyComplaint(key: string, first: string | undefined): Complaint[] {
  const allowed = wrongInTagKey(key);
  if (allowed !== undefined) return [{ allowed, fix: "choose another key" }];
  if (first === undefined) return [];
  return taken.includes(first)
    ? [{ allowed: `a key other than ${oneOf(taken)}`, fix: `take it out: the program sets ${first}` }]
    : [{ allowed: "each key once, whatever the case of its letters", fix: `keep this one or ${first}` }];
}
