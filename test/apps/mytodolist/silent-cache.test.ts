import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { mock } from "node:test";
import type { Source } from "../../../apps/mytodolist/reading/source";
import { hasty } from "../../../apps/mytodolist/reading/hasty";
import type { Page } from "../../../apps/mytodolist/reading/page";
import { logger, metrics } from "../../../apps/mytodolist/answers/telemetry";
import { startClient, type Client } from "./api";

/** A promise's state, once all that is ready has run. */
async function settled<Value>(promise: Promise<Value>): Promise<Value | "pending"> {
  for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
  return Promise.race([promise, Promise.resolve("pending" as const)]);
}

describe("a cache that does not answer", () => {
  let asked: number;
  let answer: () => Promise<{ items: [] }>;
  const source: Source = {
    stretch: () => {
      asked += 1;
      return answer();
    },
    one: () => Promise.resolve(undefined),
  };
  const ask = { user: "ada", limit: 1 };
  const made = () => hasty(source, { timeoutMilliseconds: 300, restMilliseconds: 5000 });

  beforeEach(() => {
    asked = 0;
    answer = () => new Promise(() => undefined);
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it("is waited for as long as the setting says, and no longer", async () => {
    const read = made().stretch(ask, {});
    mock.timers.tick(299);
    assert.equal(await settled(read), "pending");
    mock.timers.tick(1);
    assert.equal(await settled(read), "no answer");
  });

  it("is left alone for a while, and then asked again", async () => {
    const cache = made();
    const first = cache.stretch(ask, {});
    mock.timers.tick(300);
    assert.equal(await first, "no answer");
    assert.equal(await cache.stretch(ask, {}), "no answer");
    mock.timers.tick(4999);
    assert.equal(await cache.stretch(ask, {}), "no answer");
    assert.equal(asked, 1);
    mock.timers.tick(1);
    answer = () => Promise.resolve({ items: [] });
    assert.deepEqual(await cache.stretch(ask, {}), { items: [] });
    assert.deepEqual(await cache.stretch(ask, {}), { items: [] });
    assert.equal(asked, 3);
  });

  it("because it fails is not waited for at all", async () => {
    answer = () => Promise.reject(new Error("no route to the cluster"));
    assert.equal(await settled(made().stretch(ask, {})), "no answer");
  });

  it("and fails after the bound disturbs nobody", async () => {
    let fail: (error: Error) => void = () => undefined;
    answer = () =>
      new Promise((_, reject) => {
        fail = reject;
      });
    const read = made().stretch(ask, {});
    mock.timers.tick(300);
    assert.equal(await read, "no answer");
    // Unheard, it would end the process.
    fail(new Error("too late"));
    await settled(read);
  });
});

describe("a DAX that accepts connections and says nothing", () => {
  const sockets: Socket[] = [];
  let silent: Server;
  let client: Client;

  before(async () => {
    silent = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
    await new Promise<void>((resolve) => {
      silent.listen(0, "127.0.0.1", resolve);
    });
    const { port } = silent.address() as AddressInfo;
    client = await startClient({ daxEndpoint: `dax://127.0.0.1:${port}`, daxTimeoutMilliseconds: 100 });
  });
  after(async () => {
    await client.api.stop();
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it("keeps no read from its answer", async () => {
    const { todo, revision } = await client.write("Here");
    // By DAX's own timeouts each of them would take many seconds.
    for (let reads = 0; reads < 20; reads += 1) {
      assert.deepEqual(await client.ok<Page>(`GET /todos?revision=${revision}`), { todos: [todo] });
      assert.deepEqual(await client.ok(`GET /todos/${todo.id}?revision=${revision}`), todo);
    }
    assert.notEqual(sockets.length, 0);
  });
});

describe("a DAX for which no client can be made", () => {
  let client: Client;
  before(async () => {
    // Its client takes no such port, and says so when it is made.
    client = await startClient({ daxEndpoint: "daxs://127.0.0.1:99999999" });
    mock.method(logger, "error", () => undefined);
  });
  after(async () => {
    mock.restoreAll();
    await client.api.stop();
  });

  it("keeps no read from its answer, and counts as one that fails", async () => {
    const failures = mock.method(metrics, "addMetric", (what: string) => what);
    const { todo, revision } = await client.write("Here");
    assert.deepEqual(await client.ok<Page>(`GET /todos?revision=${revision}`), { todos: [todo] });
    assert.deepEqual(await client.ok(`GET /todos/${todo.id}?revision=${revision}`), todo);
    const counted = failures.mock.calls.map(({ arguments: [what] }) => what);
    assert.equal(counted.filter((what) => what === "CacheFailures").length, 2);
  });
});
