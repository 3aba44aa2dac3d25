/**
 * What this client has lately written, as the API told it: a revision's parts by what they are about, which is a todo, or
 * everything. reading/revision.ts makes revisions; a test holds the two together.
 */
export type Writes = ReadonlyMap<string, Part>;

interface Part {
  text: string;
  version: number;
  /** Until when it counts, in seconds since 1970. */
  until: number;
}

/**
 * The firewall's AWSManagedRulesCommonRuleSet refuses query strings of more than 2,048 bytes (WAF developer guide,
 * "Baseline rule groups", SizeRestrictions_QUERYSTRING), long before the API's own 4,096 characters. The longest that
 * stands beside a revision, a limit and a cursor, takes 60.
 */
const mostBytes = 1900;

/** Instead of a todo's id: whoever sends this part is answered by the table, not by a cache. */
const everything = "all";

export const noWrites: Writes = new Map();

/**
 * What is known after the answer to a write. Parts that were sent and are not in the answer have expired: the API's clock
 * says so, while this machine's may be wrong. Meanwhile other writes may have been answered, with parts of the same todos.
 */
export function withAnswer(known: Writes, sent: Writes, revision: string): Writes {
  const next = new Map(partsOf(revision).map((part) => [aboutOf(part), part]));
  for (const [about, part] of known) {
    const told = next.get(about);
    if (told === undefined && sent.get(about)?.text === part.text) continue;
    next.set(about, told === undefined || isLater(part, told) ? part : told);
  }
  return bounded(next);
}

/** What is left to send after the API did not take what was sent: as safe as can be, and nothing in the end. */
export function afterRefusal(known: Writes, sent: Writes): Writes {
  if (![...sent.keys()].every((about) => about === everything)) return ofEverything(known);
  return new Map([...known].filter(([about, { text }]) => sent.get(about)?.text !== text));
}

export function revisionOf(writes: Writes): string {
  return [...writes.values()].map(({ text }) => text).join(".");
}

function bounded(writes: Writes): Writes {
  const least = writes.get(everything)?.until ?? -1;
  const needed = new Map([...writes].filter(([about, { until }]) => about === everything || until > least));
  // As it is sent: a tilde takes three bytes there.
  const { length } = new URLSearchParams({ revision: revisionOf(needed) }).toString();
  return length > mostBytes ? ofEverything(needed) : needed;
}

/** One part in place of all: it makes reads dearer while it counts, but none of them older. */
function ofEverything(writes: Writes): Writes {
  const until = Math.max(...[...writes.values()].map((part) => part.until));
  return new Map([[everything, { text: `${everything}~${until.toString(36)}`, version: 0, until }]]);
}

function partsOf(revision: string): Part[] {
  return revision.split(".").map((text) => {
    const [, version = "0", until = "0"] = /(?:~([0-9a-z]+))?~([0-9a-z]+)$/.exec(text) ?? [];
    return { text, version: parseInt(version, 36), until: parseInt(until, 36) };
  });
}

function aboutOf({ text }: Part): string {
  return text.replace(/~.*/, "");
}

function isLater(one: Part, other: Part): boolean {
  return one.version === other.version ? one.until > other.until : one.version > other.version;
}
