/** The candidate that the word was most likely meant to be; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  return candidates
    .filter((candidate) => isNear(lastPart(word), lastPart(candidate)))
    .map((candidate) => ({ candidate, slips: slips(plain(word), plain(candidate)) }))
    .sort((one, other) => one.slips - other.slips)
    .at(0)?.candidate;
}

// "aws:owner" is meant to be "clothesline:owner": the name decides, and the namespace only between equal names.
function lastPart(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}

function isNear(word: string, candidate: string): boolean {
  const [one, other] = [plain(word), plain(candidate)];
  const longer = Math.max(one.length, other.length);
  const tolerance = Math.max(1, Math.floor(longer / 3));
  return Math.abs(one.length - other.length) <= tolerance && slips(one, other) <= tolerance;
}

// per-zone, per_zone and PERZONE are all perZone.
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9:]/g, "");
}

/** How many slips of the keyboard part two words: a letter too many, missing or wrong, or two swapped. */
function slips(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
