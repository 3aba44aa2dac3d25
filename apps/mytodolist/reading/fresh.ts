import { idOf, type Item } from "../todos/item";
import type { Revision } from "./revision";
import type { Ask, Source, Stretch } from "./source";

/** A cache that may fail to answer, and the table. */
export interface Sources {
  cache?: Hasty;
  table: Source;
  /** Told of what came of a read. */
  count: (what: "CacheAnswers" | "CacheFailures" | "OlderAnswers") => void;
}

/** A cache that answers soon or not at all. */
export interface Hasty {
  stretch: (...asked: Parameters<Source["stretch"]>) => Promise<Stretch | "no answer">;
  one: (...asked: Parameters<Source["one"]>) => Promise<Item | undefined | "no answer">;
}

/** A stretch of a list in which nothing is older than what the reader has written. */
export async function freshStretch(sources: Sources, ask: Ask, revision: Revision): Promise<Stretch> {
  return fresh(
    sources,
    revision,
    (stretch) => isOlder(stretch, ask, revision),
    (cache) => cache.stretch(ask, { revision: revision.text }),
    (table, isConsistent) => table.stretch(ask, { isConsistent }),
  );
}

/** A todo that is not older than what the reader has written of it. */
export async function freshOne(
  sources: Sources,
  user: string,
  id: string,
  revision: Revision,
): Promise<Item | undefined> {
  const written = revision.versions.get(id);
  return fresh(
    sources,
    revision,
    (item) => (item?.version ?? 0) < (written ?? 0),
    // What somebody has not written is what the cache has for everybody.
    (cache) => cache.one(user, id, written === undefined ? {} : { revision: revision.text }),
    (table, isConsistent) => table.one(user, id, { isConsistent }),
  );
}

async function fresh<Answer>(
  { cache, table, count }: Sources,
  { isEverything }: Revision,
  isTooOld: (answer: Answer) => boolean,
  fromCache: (cache: Hasty) => Promise<Answer | "no answer">,
  fromTable: (table: Source, isConsistent: boolean) => Promise<Answer>,
): Promise<Answer> {
  if (isEverything) return fromTable(table, true);
  const cached = cache === undefined ? "no answer" : await fromCache(cache);
  if (cache !== undefined) count(cached === "no answer" ? "CacheFailures" : "CacheAnswers");
  // Half the price of a consistent read, and mostly as new.
  const seen = cached === "no answer" ? await fromTable(table, false) : cached;
  if (!isTooOld(seen)) return seen;
  count("OlderAnswers");
  return fromTable(table, true);
}

/**
 * Whether a stretch lacks a write that belongs into it. What is deleted is there too, as a tombstone, so each todo that
 * the reader has written must be seen, in its version or a later one, if its place is within the stretch.
 */
function isOlder({ items, next = "" }: Stretch, { after }: Ask, { versions }: Revision): boolean {
  const seen = new Map(items.map((item) => [idOf(item), item.version]));
  return [...versions].some(([id, version]) => {
    const isWithin = (after === undefined || id < after) && id >= next;
    return isWithin && (seen.get(id) ?? 0) < version;
  });
}
