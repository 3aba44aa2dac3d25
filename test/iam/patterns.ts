import { readingsOf } from "../../policies/access/globs";
import { holdsSeveral, valuesOf, type Context } from "./keys";

/** A part of a text in a policy: letters as they are, or one of the two wildcards. */
type Piece = string | { wild: "*" | "?" };

/**
 * A text of a policy with the request's values in place of its variables; undefined where one of them has no value, and
 * then it fits nothing (IAM user guide, "IAM policy elements: Variables and tags"). What comes from the request is
 * letters: a star in it is a star.
 */
export function withVariables(text: string, context: Context, wildcards: boolean): Piece[] | undefined {
  const pieces: Piece[] = [];
  let rest = text;
  while (rest !== "") {
    const variable = /^\$\{([^}]*)\}/.exec(rest);
    if (variable) {
      const value = valueOf(variable[1] ?? "", context);
      if (value === undefined) return undefined;
      pieces.push(value);
      rest = rest.slice(variable[0].length);
      continue;
    }
    const letter = rest.charAt(0);
    pieces.push(wildcards && (letter === "*" || letter === "?") ? { wild: letter } : letter);
    rest = rest.slice(1);
  }
  return pieces;
}

function valueOf(variable: string, context: Context): string | undefined {
  if (["*", "?", "$"].includes(variable)) return variable;
  const [, key = variable, fallback] = /^(.*?),\s*'(.*)'$/.exec(variable) ?? [];
  if (holdsSeveral(key)) throw new Error(`the key ${key} holds several values, so it cannot be a variable`);
  return valuesOf(context, key)?.[0] ?? fallback;
}

const escaped = (letters: string) => letters.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

export function fits(pieces: readonly Piece[], value: string, { ignoreCase = false } = {}): boolean {
  const source = pieces.map((piece) => {
    if (typeof piece === "string") return escaped(piece);
    return piece.wild === "*" ? "[^]*" : "[^]";
  });
  return new RegExp(`^${source.join("")}$`, ignoreCase ? "iu" : "u").test(value);
}

/** An action, with or without wildcards, in whatever case. */
export function fitsAction(pattern: string, action: string): boolean {
  return fits(withVariables(pattern, {}, true) ?? [], action, { ignoreCase: true });
}

/**
 * The element Resource: a star alone is everything. A star that ends a part "can expand to match beyond the colon
 * boundaries" (IAM user guide, "Resource"), which does not say when: so what is permitted is read so, too, and what is
 * kept from people is not. A wildcard goes across slashes in any case.
 */
export function fitsResource(pattern: string, arn: string, context: Context, isWide: boolean): boolean {
  if (pattern === "*") return true;
  const parts = partsOf(pattern);
  return (isWide ? readingsOf(parts, arn.split(":").length) : [parts]).some((each) => fitParts(each, arn, context));
}

/** An ARN in a condition: each of its six parts is held to its own (IAM user guide, "Condition operators", ArnLike). */
export function fitsArn(pattern: string, arn: string, context: Context): boolean {
  return pattern === "*" || fitParts(partsOf(pattern), arn, context);
}

function fitParts(patterns: readonly string[], arn: string, context: Context): boolean {
  const parts = partsOf(arn);
  return [...patterns.slice(0, 5), patterns.slice(5).join(":")].every((part, index) => {
    const pieces = withVariables(part, context, true);
    return pieces !== undefined && fits(pieces, parts[index] ?? "");
  });
}

/** The six parts of an ARN; the last keeps its colons. A variable's own colons part nothing. */
function partsOf(arn: string): string[] {
  const parts = arn.match(/(?:\$\{[^}]*\}|[^:])*(?::|$)/g) ?? [];
  if (!arn.startsWith("arn:") || parts.filter((part) => part.endsWith(":")).length < 5)
    throw new Error(`${arn} is no ARN`);
  const first = parts.slice(0, 5).map((part) => part.slice(0, -1));
  return [...first, parts.slice(5).join("")];
}
