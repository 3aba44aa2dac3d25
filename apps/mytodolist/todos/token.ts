/**
 * A token is good for a week after it was made, so that a telephone may be offline that long before it sends. What is
 * deleted leaves its tombstone for longer than that: a late retry never brings it back.
 */
const tokenSeconds = 7 * 86_400;
export const tombstoneSeconds = tokenSeconds + 86_400;

/** The clocks of telephones are off; further off than a day, a list would be out of order for long. */
const aheadSeconds = 86_400;

/** The moment in a UUID of version 7: its first 48 bits are milliseconds since 1970 (RFC 9562, section 5.7). */
function madeAt(token: string): number {
  return parseInt(token.slice(0, 8) + token.slice(9, 13), 16);
}

/** What is wrong with a token's time, if anything. */
export function tokenProblem(token: string, now: number): string | undefined {
  const seconds = (now - madeAt(token)) / 1000;
  if (seconds > tokenSeconds) return "it was made more than a week ago. Allowed: a UUID of version 7, made since";
  if (seconds < -aheadSeconds) return "it will only be made in more than a day. Allowed: a UUID of version 7, made now";
  return undefined;
}
