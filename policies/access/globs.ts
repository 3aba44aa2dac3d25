/**
 * Patterns as IAM has them: `*` is any text and `?` one character (IAM user guide, "IAM JSON policy elements: Resource").
 * A policy variable such as `${aws:username}` is some text that only the request knows.
 */
const variable = /\$\{[^}]*\}/g;

const compiled = new Map<string, RegExp>();

/** Whether a pattern holds for all that another does. A variable holds for nothing, since nobody knows for what. */
export function covers(pattern: string, other: string): boolean {
  let test = compiled.get(pattern);
  if (test === undefined) {
    const literal = pattern.replaceAll(variable, "\0").replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
    // One character is no `*` of the other pattern, which may be many.
    test = new RegExp(`^${literal.replaceAll("*", "[^]*").replaceAll("?", "[^*]")}$`);
    compiled.set(pattern, test);
  }
  return test.test(other);
}

/** Whether some text holds for both patterns. A variable may be any text. */
export function meets(one: string, other: string): boolean {
  const [left, right] = [one.replaceAll(variable, "*"), other.replaceAll(variable, "*")];
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
