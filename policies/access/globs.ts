/**
 * Patterns as IAM has them: `*` is any text and `?` one character (IAM user guide, "IAM JSON policy elements: Resource").
 * A policy variable such as `${aws:username}` is some text that only the request knows.
 */
const variable = /\$\{[^}]*\}/g;

/** Whether a pattern of ARNs holds for all that another does. A variable holds for nothing, since nobody knows for what. */
export const arnCovers = (pattern: string, other: string): boolean => holds(covers, partsOf(named(pattern)), other);

/** Whether some ARN holds for both patterns. A variable may be any text. */
export const arnsMeet = (one: string, other: string): boolean => holds(meets, partsOf(anyText(one)), anyText(other));

/** The same in one of the ways in which IAM may read the pattern. */
export const arnMayCover = (pattern: string, other: string): boolean => mayHold(covers, named(pattern), other);
export const arnsMayMeet = (one: string, other: string): boolean => mayHold(meets, anyText(one), anyText(other));

const named = (pattern: string) => pattern.replaceAll(variable, "\0");
const anyText = (pattern: string) => pattern.replaceAll(variable, "*");

type Test = (part: string, other: string) => boolean;

/** A wildcard is for its part of an ARN. The last one is the service's own, in which colons are letters. */
function holds(test: Test, parts: readonly string[], other: string): boolean {
  const right = sixOf(partsOf(other));
  return sixOf(parts).every((part, index) => test(part, right[index] ?? ""));
}

/** Objects and indexes may have colons in their names, but no pattern is read so that it would take one there. */
function mayHold(test: Test, pattern: string, other: string): boolean {
  const most = partsOf(other).length;
  return readingsOf(partsOf(pattern), most).some((reading) => holds(test, reading, other));
}

const partsOf = (arn: string): readonly string[] => arn.split(":");

/** What ends earlier, such as `arn:aws:s3` and `*`, is for any of the parts that are missing (the same page). */
function sixOf(parts: readonly string[]): readonly string[] {
  const rest = parts.slice(5);
  return [0, 1, 2, 3, 4].map((place) => parts[place] ?? "*").concat(rest.length === 0 ? "*" : rest.join(":"));
}

/**
 * The ways in which IAM may read a pattern's parts, of which there are `most`. A `*` that ends a part "can expand to match
 * beyond the colon boundaries" (the same page, which does not say when it does): then it is for several parts, and what
 * is written behind it for later ones. So `arn:aws:secretsmanager:*:secret:*` may be for every secret.
 */
export function readingsOf(parts: readonly string[], most: number, from = 0): readonly (readonly string[])[] {
  const place = parts.findIndex((part, index) => index >= from && index < 5 && part.endsWith("*"));
  if (place < 0 || parts.length >= most) return [parts];
  return [parts, parts.toSpliced(place + 1, 0, "*")].flatMap((each) => readingsOf(each, most, place + 1));
}

const compiled = new Map<string, RegExp>();

/** Whether a pattern holds for all that another does. */
export function covers(pattern: string, other: string): boolean {
  let test = compiled.get(pattern);
  if (test === undefined) {
    const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
    // One character is no `*` of the other pattern, which may be many.
    test = new RegExp(`^${literal.replaceAll("*", "[^]*").replaceAll("?", "[^*]")}$`);
    compiled.set(pattern, test);
  }
  return test.test(other);
}

/** Whether some text holds for both patterns. */
function meets(left: string, right: string): boolean {
  // Whether what follows in the one meets what follows in the other, from the end: a row for each character.
  let below: boolean[] = [];
  for (let i = left.length; i >= 0; i -= 1) {
    const row: boolean[] = [];
    for (let j = right.length; j >= 0; j -= 1) row[j] = meetsAt(left[i], right[j], { below, row, j });
    below = row;
  }
  return below[0] === true;
}

interface Rows {
  readonly below: readonly boolean[];
  readonly row: readonly boolean[];
  readonly j: number;
}

function meetsAt(one: string | undefined, other: string | undefined, { below, row, j }: Rows): boolean {
  if (one === undefined && other === undefined) return true;
  // A `*` is nothing, or takes up the next character of the other.
  if (one === "*" || other === "*") return below[j] === true || row[j + 1] === true;
  if (one === undefined || other === undefined) return false;
  return (one === other || one === "?" || other === "?") && below[j + 1] === true;
}
