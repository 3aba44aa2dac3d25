import assert from "node:assert/strict";
import { todoApi } from "../../../apps/mytodolist/client/todos";
import { startClient, uuid7, type Client } from "./api";

/** AWSManagedRulesCommonRuleSet refuses longer query strings; prod has it before the API. */
const firewallBytes = 2048;

describe("the client's writes side by side", () => {
  let api: Client;
  before(async () => {
    api = await startClient();
  });
  after(() => api.api.stop());

  const realFetch = globalThis.fetch;
  /** The query strings of what was sent, in turn. */
  let queries: string[];
  beforeEach(() => {
    queries = [];
    globalThis.fetch = (target, how) => {
      const { search } = new URL(target instanceof Request ? target.url : target);
      if (new Headers(how?.headers).has("authorization")) queries.push(search.slice(1));
      return realFetch(target, how);
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  let users = 0;
  const someone = () => {
    const user = `side-by-side-${(users += 1)}`;
    return todoApi(api.api.url, () => api.tokenFor({ user }));
  };
  type Call = ReturnType<typeof someone>;
  const create = (call: Call, title: string) => call("createTodo", { body: { token: uuid7(), title } });
  const times = (count: number) => Array.from({ length: count }, (_, place) => `todo ${place}`);

  async function titles(call: Call): Promise<string[]> {
    const first = await call("listTodos", { query: { limit: 100 } });
    const all = [...first.todos];
    for (let cursor = first.nextCursor; cursor !== undefined;) {
      const next = await call("listTodos", { query: { limit: 100, cursor } });
      all.push(...next.todos);
      cursor = next.nextCursor;
    }
    return all.map(({ title }) => title);
  }

  for (const [inTurn, atOnce] of [
    [30, 5],
    [0, 130],
    [39, 2],
  ] as const) {
    it(`leave it able to read and write, and its lists new: ${inTurn} in turn, then ${atOnce} at once`, async () => {
      const call = someone();
      assert.deepEqual(await titles(call), []);
      for (const title of times(inTurn)) {
        await create(call, title);
        await titles(call);
      }
      await Promise.all(times(atOnce).map((title) => create(call, title)));
      assert.equal((await titles(call)).length, inTurn + atOnce);
      const { todo } = await create(call, "one more");
      assert.equal((await titles(call))[0], "one more");
      await Promise.all([
        call("deleteTodo", { path: { todoId: todo.id }, query: { version: 1 } }),
        create(call, "the last"),
      ]);
      const last = await titles(call);
      assert.deepEqual([last.length, last[0]], [inTurn + atOnce + 1, "the last"]);
      const longest = Math.max(...queries.map((query) => query.length));
      assert.ok(longest < firewallBytes - 48, `${longest} bytes`);
    });
  }
});
