import { besides, type ArgumentProblem } from "./problem";
import { entriesOf, recordProblems } from "./records";

/**
 * Tags that every service takes, though some take more: up to 128 letters for a key and 256 for a value, and of signs
 * these (Tagging AWS Resources user guide, "Tag naming limits and requirements").
 */
const longestKey = 128;
const longestValue = 256;
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const tagCharacters = "letters, digits, spaces and _ . : / = + - @";
export const allowedTagKey = `1 to ${longestKey} ${tagCharacters}`;
export const allowedTagValue = `up to ${longestValue} ${tagCharacters}`;

export function isTagValue(value: unknown): boolean {
  return typeof value === "string" && value.length <= longestValue && tagText.test(value);
}

/** What a key would have to be, if it is not. */
export function wrongInTagKey(key: string): string | undefined {
  if (key.length < 1 || key.length > longestKey || !tagText.test(key)) return `a key of ${allowedTagKey}`;
  if (key.toLowerCase().startsWith("aws:")) return "a key that does not start with aws:, which is AWS's own";
  return undefined;
}

/** The user guide's limit for one resource. */
const mostTags = 50;

/** Looks at tags, beside those that a component sets itself. */
export function tagsProblems(argument: string, value: unknown, own: readonly string[]): ArgumentProblem[] {
  const keys = entriesOf(value).flatMap(([key]) =>
    keyProblems(key, own).map((words) => ({ ...words, argument: `${argument}[${JSON.stringify(key)}]`, got: key })),
  );
  // A tag that has to go has no wrong value.
  const values = besides(recordProblems(argument, value, valueProblems), keys);
  return [...values, ...keys, ...countProblems(argument, entriesOf(value).length, own)];
}

function countProblems(argument: string, count: number, own: readonly string[]): ArgumentProblem[] {
  const most = mostTags - own.length;
  if (count <= most) return [];
  const allowed = `${most} tags, since AWS takes ${mostTags} and ${own.join(" and ")} are the component's`;
  return [{ argument, gotInWords: `${count} tags`, allowed, fix: `take ${count - most} out` }];
}

function keyProblems(key: string, own: readonly string[]): Pick<ArgumentProblem, "allowed" | "fix">[] {
  if (own.includes(key)) {
    return [{ allowed: `a key other than ${own.join(" and ")}`, fix: "leave it out: the component sets it" }];
  }
  const allowed = wrongInTagKey(key);
  return allowed === undefined ? [] : [{ allowed, fix: "choose another key" }];
}

function valueProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (isTagValue(value)) return [];
  const allowed = `${allowedTagValue}, plain`;
  return [{ argument, got: value, allowed, fix: "write a text of these" }];
}
