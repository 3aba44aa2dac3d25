/**
 * Patterns as IAM has them: `*` is any text and `?` one character (IAM user guide, "IAM JSON policy elements: Resource").
 * A policy variable such as `${aws:username}` is some text that only the request knows.
 */
const variable = /\$\{[^}]*\}/g;

/** Whether a pattern of ARNs holds for all that another does. A variable holds for nothing, since nobody knows for what. */
export const arnCovers = (pattern: string, other: string): boolean =>
  pairs(pattern.replaceAll(variable, "\0"), other).every(([one, another]) => covers(one, another));

/** Whether some ARN holds for both patterns. A variable may be any text. */
export const arnsMeet = (one: string, other: string): boolean =>
  pairs(one.replaceAll(variable, "*"), other.replaceAll(variable, "*")).every(([left, right]) => meets(left, right));

/** A wildcard does not reach beyond a colon (the same page), but for those in the last part, which is the service's own. */
function pairs(one: string, other: string): readonly (readonly [string, string])[] {
  const right = partsOf(other);
  return partsOf(one).map((part, index) => [part, right[index] ?? ""]);
}

/** An ARN's six parts. What ends earlier, such as `arn:aws:s3` and `*`, is for any of those that are missing (the same page). */
function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  const rest = parts.slice(5);
  return [0, 1, 2, 3, 4].map((place) => parts[place] ?? "*").concat(rest.length === 0 ? "*" : rest.join(":"));
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
