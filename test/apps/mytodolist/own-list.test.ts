import assert from "node:assert/strict";
import fc from "fast-check";
import type { Sources } from "../../../apps/mytodolist/reading/fresh";
import { hasty } from "../../../apps/mytodolist/reading/hasty";
import { pageOf } from "../../../apps/mytodolist/reading/page";
import { readRevision, withWrite } from "../../../apps/mytodolist/reading/revision";
import type { Ask, How, Source, Stretch } from "../../../apps/mytodolist/reading/source";
import { idOf, isDeleted, keyOf, type Item } from "../../../apps/mytodolist/todos/item";
import { uuid7 } from "./api";

const user = "ada";
const keepSeconds = 300;
const start = Date.UTC(2027, 0, 31);
const ids = Array.from({ length: 6 }, (_, place) => uuid7(start + place));

type State = ReadonlyMap<string, Item>;

/** A table whose replicas lag: what is not asked consistently may come from any state since the lag. */
class LaggingTable implements Source {
  readonly states: { state: State; since: number }[] = [{ state: new Map(), since: 0 }];
  lag = 0;

  constructor(private readonly clock: { now: number }) {}

  get newest(): State {
    return this.states.at(-1)?.state ?? new Map<string, Item>();
  }

  write(item: Item): void {
    this.states.push({ state: new Map([...this.newest, [idOf(item), item]]), since: this.clock.now });
  }

  stretch({ limit, after }: Ask, { isConsistent = false }: How): Promise<Stretch> {
    const items = [...this.seen(isConsistent).values()]
      .sort((one, other) => (one.sk < other.sk ? 1 : -1))
      .filter((item) => after === undefined || idOf(item) < after);
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return Promise.resolve(
      page.length === limit && last !== undefined ? { items: page, next: idOf(last) } : { items: page },
    );
  }

  one(_user: string, id: string, { isConsistent = false }: How): Promise<Item | undefined> {
    return Promise.resolve(this.seen(isConsistent).get(id));
  }

  private seen(isConsistent: boolean): State {
    // Some writes behind, but never by more than the margin's minute.
    const everywhere = this.states.findLastIndex(({ since }) => since <= this.clock.now - 60_000);
    const lagging = this.states[Math.max(everywhere, this.states.length - 1 - this.lag, 0)];
    return isConsistent || lagging === undefined ? this.newest : lagging.state;
  }
}

/** A cache that hears of no write, keeps its answers as long as it says, and now and then fails or forgets. */
class Cache implements Source {
  private readonly kept = new Map<string, { answer: unknown; until: number }>();
  misses = 0;
  isFailing = false;

  constructor(
    private readonly table: Source,
    private readonly clock: { now: number },
  ) {}

  stretch = (ask: Ask, how: How) => this.keep(JSON.stringify([ask, how]), () => this.table.stretch(ask, {}));
  one = (_user: string, id: string) => this.keep(id, () => this.table.one(user, id, {}));

  forget(): void {
    this.kept.clear();
  }

  private async keep<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    if (this.isFailing) throw new Error("no route to the cluster");
    const known = this.kept.get(key);
    if (known !== undefined && known.until > this.clock.now) return known.answer as Answer;
    this.misses += 1;
    const answer = await ask();
    this.kept.set(key, { answer, until: this.clock.now + keepSeconds * 1000 });
    return answer;
  }
}

type Step =
  | { do: "write" | "delete"; place: number }
  | { do: "list"; limit: number }
  | { do: "wait"; seconds: number }
  | { do: "lag"; states: number }
  | { do: "fail" | "recover" | "forget" };

const place = fc.nat({ max: ids.length - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("write" as const), place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("delete" as const), place }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("list" as const),
      limit: fc.integer({ min: 1, max: 7 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.nat({ max: 400 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("lag" as const), states: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("fail" as const, "recover" as const, "forget" as const) }) },
);

/** One writer, with a cache and a table behind it. */
function scene() {
  const clock = { now: start };
  const table = new LaggingTable(clock);
  const cache = new Cache(table, clock);
  const patience = { timeoutMilliseconds: 60_000, restMilliseconds: 1000, now: () => clock.now };
  const counts: Record<string, number> = {};
  const sources: Sources = {
    table,
    cache: hasty(cache, patience),
    count: (what) => (counts[what] = (counts[what] ?? 0) + 1),
  };
  let revision = "";

  return {
    clock,
    table,
    cache,
    sources,
    counts,
    put: (id: string, deleted: boolean) => {
      const version = (table.newest.get(id)?.version ?? 0) + 1;
      const fields = { ...keyOf(user, id), version };
      const todo = { title: `${version}`, attachments: [], createdAt: "", updatedAt: "", madeOf: "" };
      const item: Item = deleted ? { ...fields, deleted: true, expiresAt: 0 } : { ...fields, ...todo };
      table.write(item);
      const before = readRevision(revision, clock.now);
      revision = withWrite(before, { id, version }, clock.now, keepSeconds).text;
    },
    whole: async (limit: number, sent = revision) => {
      const read = readRevision(sent, clock.now);
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await pageOf(sources, { user, limit, after }, read);
        seen.push(...page.todos.map(({ id, version }) => `${id} ${version}`));
        after = page.nextCursor;
      } while (after !== undefined);
      return seen;
    },
    truth: () =>
      [...table.newest.values()]
        .filter((item) => !isDeleted(item))
        .map((item) => `${idOf(item)} ${item.version}`)
        .sort()
        .reverse(),
  };
}

describe("the own list", () => {
  it("is never older than the last write, however cached and fresh answers mix", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { clock, table, cache, put, whole, truth } = scene();
        for (const each of steps) {
          if (each.do === "write") put(ids[each.place] ?? "", false);
          if (each.do === "delete" && table.newest.has(ids[each.place] ?? "")) put(ids[each.place] ?? "", true);
          if (each.do === "wait") {
            clock.now += each.seconds * 1000;
          }
          if (each.do === "lag") table.lag = each.states;
          if (each.do === "fail" || each.do === "recover") cache.isFailing = each.do === "fail";
          if (each.do === "forget") cache.forget();
          if (each.do === "list") assert.deepEqual(await whole(each.limit), truth());
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("without a revision is as old as the cache keeps answers, and no older", async () => {
    const { clock, put, whole, truth } = scene();
    assert.deepEqual(await whole(9), []);
    put(ids[0] ?? "", false);
    clock.now += keepSeconds * 1000 - 1;
    assert.deepEqual(await whole(9, ""), []);
    clock.now += 1;
    assert.deepEqual(await whole(9, ""), truth());
  });

  it("is not old either when another device had the cache keep a lagging replica's answer", async () => {
    const { clock, table, put, whole, truth } = scene();
    put(ids[0] ?? "", false);
    table.lag = 1;
    clock.now += 59_000;
    assert.deepEqual(await whole(9, ""), []);
    clock.now += keepSeconds * 1000 - 1;
    assert.deepEqual(await whole(9), truth());
  });

  it("is whole after more writes than a revision has room for", async () => {
    const { table, put, whole, truth } = scene();
    for (let writes = 0; writes < 41; writes += 1) put(uuid7(start + writes), false);
    table.lag = 3;
    assert.deepEqual(await whole(100), truth());
    assert.equal(truth().length, 41);
  });

  it("costs the table one read after a write, not one for as long as the cache is old", async () => {
    const { put, whole, cache, counts } = scene();
    put(ids[0] ?? "", false);
    await whole(9);
    put(ids[0] ?? "", false);
    const { misses } = cache;
    for (let reads = 0; reads < 50; reads += 1) await whole(9);
    assert.equal(cache.misses - misses, 1);
    assert.equal(counts["OlderAnswers"], undefined);
  });
});
