/**
 * What a client has lately written, so that it never reads what is older. Opaque to the client, and plain underneath:
 * parts joined by dots, so that two revisions joined by a dot are one. A part names a todo, the version that it got, and
 * until when a cache could still answer without it.
 *
 * Whoever forges one only makes the own reads dearer: a part names no user.
 */
export interface Revision {
  /** Version by todo. */
  versions: ReadonlyMap<string, number>;
  /** Whether there was more to name than there is room for: then only the table answers. */
  isEverything: boolean;
  /** The parts that still count, in order. The same for the same set of writes. */
  text: string;
}

interface Part {
  id: string;
  version: number;
  until: number;
}

/**
 * A cached answer may be a little older than the moment when it was cached (the table's own replicas lag, and the clocks
 * of two functions differ), so a part counts for longer than the cache keeps answers.
 */
const marginSeconds = 60;

/**
 * The longest that any cache keeps answers. What was written when this one kept them for longer must still count, so
 * that its end is not held to what is kept now.
 */
const longestCacheSeconds = 86_400;

/** A part takes some 33 characters, and API Gateway takes 10,240 bytes of request line and headers in all. */
const mostParts = 40;

const everything = "all";
const part = /^([A-Za-z0-9_-]{22})~([0-9a-z]{1,6})~([0-9a-z]{1,8})$/;
const all = /^all~([0-9a-z]{1,8})$/;

export function isRevision(text: string): boolean {
  return text === "" || text.split(".").every((each) => part.test(each) || all.test(each));
}

/** Reads what a client sent. Parts that no cache can be older than any more are dropped. */
export function readRevision(text: string, now: number): Revision {
  const seconds = Math.floor(now / 1000);
  const latest = seconds + longestCacheSeconds + marginSeconds;
  const parts = new Map<string, Part>();
  for (const each of text.split(".")) {
    const read = partOf(each);
    // Nobody was told of a later end than this.
    if (read === undefined || read.until <= seconds || read.until > latest) continue;
    const known = parts.get(read.id);
    if (known === undefined || read.version >= known.version) parts.set(read.id, read);
  }
  return revisionOf([...parts.values()]);
}

/** The revision after one more write. */
export function withWrite(
  before: Revision,
  { id, version }: { id: string; version: number },
  now: number,
  cacheSeconds: number,
): Revision {
  const until = Math.floor(now / 1000) + cacheSeconds + marginSeconds;
  const kept = before.text.split(".").flatMap((each) => partOf(each) ?? []);
  const parts = [...kept.filter((each) => each.id !== id), { id, version, until }];
  return revisionOf(parts.length > mostParts ? [{ id: everything, version: 0, until }] : parts);
}

function revisionOf(parts: Part[]): Revision {
  const named = parts.filter(({ id }) => id !== everything);
  return {
    versions: new Map(named.map(({ id, version }) => [id, version])),
    isEverything: named.length < parts.length,
    text: parts.map(textOf).sort().join("."),
  };
}

function partOf(text: string): Part | undefined {
  const [, end] = all.exec(text) ?? [];
  if (end !== undefined) return { id: everything, version: 0, until: parseInt(end, 36) };
  const [, id, version, until] = part.exec(text) ?? [];
  if (id === undefined || version === undefined || until === undefined) return undefined;
  return { id: uuid(id), version: parseInt(version, 36), until: parseInt(until, 36) };
}

function textOf({ id, version, until }: Part): string {
  if (id === everything) return `${everything}~${until.toString(36)}`;
  const short = Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
  return `${short}~${version.toString(36)}~${until.toString(36)}`;
}

function uuid(short: string): string {
  const hex = Buffer.from(short, "base64url").toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
