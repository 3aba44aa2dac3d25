import assert from "node:assert/strict";
import type { Page } from "../../../apps/mytodolist/reading/page";
import type { Todo } from "../../../apps/mytodolist/todos/item";
import { startClient, uuid7, type Client, type Written } from "./api";
import { readsOfTable, type TableReads } from "./table-reads";

describe("with a cache between the handlers and the table", () => {
  let client: Client;
  before(async () => {
    client = await startClient();
  });
  after(() => client.api.stop());
  beforeEach(() => {
    client.api.cache.expire();
  });

  let users = 0;
  const someone = () => `writer-${(users += 1)}`;
  const titles = async (user: string, revision = "") => {
    const page = await client.ok<Page>(`GET /todos?revision=${revision}`, { user });
    return page.todos.map(({ title, version, completedAt }) => `${title} ${version}${completedAt ? " done" : ""}`);
  };

  /** One write of each kind to the todo, and what the list says then. */
  const writes: [what: string, write: (todo: Todo, user: string) => Promise<{ revision: string }>, list: string[]][] = [
    ["creation", (_, user) => client.write("Second", {}, user), ["Second 1", "First 1"]],
    [
      "change",
      ({ id }, user) =>
        client.ok(`PUT /todos/${id}`, { user, body: { version: 1, title: "Changed", completed: false } }),
      ["Changed 2"],
    ],
    ["completion", ({ id }, user) => client.ok(`POST /todos/${id}/complete`, { user }), ["First 2 done"]],
    ["deletion", ({ id }, user) => client.ok(`DELETE /todos/${id}?version=1`, { user }), []],
  ];

  for (const [what, write, list] of writes) {
    it(`a list after a ${what} is fresh for its writer, and old for others until the cache forgets`, async () => {
      const user = someone();
      const { todo } = await client.write("First", {}, user);
      const old = ["First 1"];
      assert.deepEqual(await titles(user), old);
      const { revision } = await write(todo, user);
      assert.deepEqual(await titles(user, revision), list);
      assert.deepEqual(await titles(user, revision), list);
      assert.deepEqual(await titles(user), old);
      client.api.cache.expire();
      assert.deepEqual(await titles(user), list);
    });
  }

  it("a single todo is fresh for its writer too", async () => {
    const user = someone();
    const { todo } = await client.write("First", {}, user);
    const read = (revision = "") => client.call(`GET /todos/${todo.id}?revision=${revision}`, { user });
    assert.equal((await read()).body["version"], 1);
    const { revision } = await client.ok<Written>(`POST /todos/${todo.id}/complete`, { user });
    assert.equal((await read()).body["version"], 1);
    assert.equal((await read(revision)).body["version"], 2);
    const gone = await client.ok<Written>(`DELETE /todos/${todo.id}?version=2&revision=${revision}`, { user });
    assert.equal((await read(gone.revision)).status, 404);
  });

  it("a revision goes on with the writes that it is sent to, and revisions of writes side by side are joined", async () => {
    const user = someone();
    assert.deepEqual(await titles(user), []);
    const create = (title: string, revision: string) =>
      client.ok<Written>(`POST /todos?revision=${revision}`, { user, body: { token: uuid7(), title } });
    const { revision } = await create("one", "");
    const both = await Promise.all([create("two", revision), create("three", revision)]);
    const joined = both.map((each) => each.revision).join(".");
    assert.deepEqual((await titles(user, joined)).sort(), ["one 1", "three 1", "two 1"]);
  });

  describe("costs the table a tenth of the reads at most, nineteen after each write,", () => {
    const rounds = 10;
    const readsPerWrite = 19;
    let reads: TableReads;
    before(() => {
      reads = readsOfTable(client.api.tableUrl);
    });
    after(() => {
      reads.stop();
    });

    it("of the own list", async () => {
      const user = someone();
      const before = reads.count;
      let revision = "";
      for (let round = 0; round < rounds; round += 1) {
        const body = { token: uuid7(), title: `todo ${round}` };
        ({ revision } = await client.ok<Written>(`POST /todos?revision=${revision}`, { user, body }));
        for (let read = 0; read < readsPerWrite; read += 1) {
          assert.equal((await titles(user, revision)).length, round + 1);
        }
      }
      const cost = reads.count - before;
      // A count of nothing would be one that counts elsewhere.
      assert.ok(cost > 0 && cost <= readsPerWrite, `${cost} of ${rounds * readsPerWrite}`);
    });

    it("of a todo that one has changed oneself", async () => {
      const user = someone();
      const { todo } = await client.write("todo 0", {}, user);
      const read = (revision: string) => client.ok<Todo>(`GET /todos/${todo.id}?revision=${revision}`, { user });
      let revision = "";
      await read(revision);
      const before = reads.count;
      for (let version = 1; version <= rounds; version += 1) {
        const body = { version, title: `todo ${version}`, completed: false };
        ({ revision } = await client.ok<Written>(`PUT /todos/${todo.id}?revision=${revision}`, { user, body }));
        for (let again = 0; again < readsPerWrite; again += 1) {
          assert.equal((await read(revision)).version, version + 1);
        }
      }
      const cost = reads.count - before;
      assert.ok(cost > 0 && cost <= readsPerWrite, `${cost} of ${rounds * readsPerWrite}`);
    });
  });
});
