import assert from "node:assert/strict";
import { Scene } from "./scene";

const orders = { "001-orders.sql": "CREATE TABLE orders (id integer PRIMARY KEY);\n" };

describe("The migration function", () => {
  let scene: Scene;
  const open = async (files: Record<string, string>) => {
    scene = await Scene.open(files);
    return scene;
  };
  afterEach(() => {
    scene.close();
  });

  it("applies the migrations of an untouched database in their order", async () => {
    await open({
      "002-lines.sql": "CREATE TABLE lines (of_order integer REFERENCES orders);",
      ...orders,
    });

    const result = await scene.migrate();

    assert.deepEqual(result, {
      applicationUser: scene.applicationUser,
      applied: ["001-orders.sql", "002-lines.sql"],
      total: 2,
      migrationsSha256: scene.request().migrationsSha256,
    });
    assert.deepEqual(await scene.tables(), ["lines", "orders"]);
    assert.deepEqual(await scene.ledger(), ["001-orders.sql", "002-lines.sql"]);
  });

  it("applies nothing twice", async () => {
    await open(orders);
    await scene.migrate();

    const again = await scene.migrate();

    assert.deepEqual([again.applied, again.total], [[], 1]);
  });

  it("applies what was added since the last time", async () => {
    await open(orders);
    await scene.migrate();
    scene.write({ ...orders, "002-lines.sql": "CREATE TABLE lines (id integer);" });

    assert.deepEqual((await scene.migrate()).applied, ["002-lines.sql"]);
  });

  it("prepares a database without migrations", async () => {
    await open({});

    assert.deepEqual((await scene.migrate()).applied, []);
  });

  it("applies each migration once however many run at the same time, indexes built concurrently included", async () => {
    await open({
      "001-orders.sql": "CREATE TABLE orders (id integer); SELECT pg_sleep(0.3);",
      "002-index.sql": "-- clothesline: no transaction\nCREATE INDEX CONCURRENTLY by_id ON orders (id);",
    });

    const results = await Promise.all([1, 2, 3].map(() => scene.migrate({ milliseconds: 8_000 })));

    assert.deepEqual(results.flatMap(({ applied }) => applied).sort(), ["001-orders.sql", "002-index.sql"]);
  });

  it("waits for another run no longer than it has time", async () => {
    await open({ "001-slow.sql": "SELECT pg_sleep(60)" });
    const other = scene.failure();
    await untilSleeping(scene);

    assert.match(await scene.failure({ milliseconds: 700 }), /Another run of the migrations has not finished/);

    await endSessions(scene);
    await other;
  });

  it("keeps the settings and the role of one migration from the next", async () => {
    await open({
      "001-settings.sql": "SET search_path = nowhere; SET ROLE pg_monitor;",
      "002-orders.sql": "CREATE TABLE orders (id integer);",
    });

    await scene.migrate();

    assert.deepEqual(await scene.tables(), ["orders"]);
  });

  it("leaves it to the server to end what waits or runs too long, or for nobody any more", async () => {
    const names = ["lock_timeout", "client_connection_check_interval", "statement_timeout"];
    const values = names.map((name) => `current_setting('${name}')`).join(", ");
    await open({ "001-settings.sql": `CREATE TABLE settings AS SELECT ARRAY[${values}] AS list;` });

    await scene.migrate();

    const [list] = await scene.look("SELECT array_to_string(list, ' ') FROM settings");
    assert.match(String(list), /^10s 5s [1-9]\d*ms$/);
  });

  it("refuses an archive with other migrations than those that were meant", async () => {
    await open(orders);
    const migrationsSha256 = "0".repeat(64);

    const failure = await scene.failure({ request: { migrationsSha256 } });

    assert.match(failure, /holds other migrations than the invocation means: got [1-9a-f][0-9a-f]{63}, allowed 0{64}/);
  });
});

describe("A migration that was applied", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open({ ...orders, "002-lines.sql": "CREATE TABLE lines (id integer);\n" });
    await scene.migrate();
  });
  afterEach(() => {
    scene.close();
  });

  it("is refused with both hashes when it was altered since, and nothing after it is applied", async () => {
    scene.write({
      "001-orders.sql": "CREATE TABLE orders (id bigint PRIMARY KEY);\n",
      "002-lines.sql": "CREATE TABLE lines (id integer);\n",
      "003-more.sql": "CREATE TABLE more (id integer);",
    });

    const failure = await scene.failure();

    const [recorded] = await scene.look("SELECT sha256 FROM clothesline.migration WHERE number = 1");
    assert.match(failure, /001-orders\.sql: altered after it was applied, from ([0-9a-f]{64}) to (?!\1)[0-9a-f]{64}\./);
    assert.ok(failure.includes(`from ${String(recorded)}`));
    assert.deepEqual(await scene.tables(), ["lines", "orders"]);
  });

  it("is refused when it was removed since", async () => {
    scene.write(orders);

    assert.match(await scene.failure(), /002-lines\.sql: removed after it was applied/);
  });

  it("is refused when it was renamed since", async () => {
    scene.write({ ...orders, "002-order-lines.sql": "CREATE TABLE lines (id integer);\n" });

    assert.match(await scene.failure(), /002-lines\.sql: renamed to 002-order-lines\.sql after it was applied/);
  });

  it("is the same with other line endings and a byte order mark", async () => {
    scene.write({
      "001-orders.sql": "\uFEFFCREATE TABLE orders (id integer PRIMARY KEY);\r\n",
      "002-lines.sql": "CREATE TABLE lines (id integer);\r\n",
    });

    assert.deepEqual((await scene.migrate()).applied, []);
  });
});

describe("A migration that fails", () => {
  let scene: Scene;
  const open = async (files: Record<string, string>) => {
    scene = await Scene.open(files);
  };
  afterEach(() => {
    scene.close();
  });

  it("is told by file, line, statement and PostgreSQL's words", async () => {
    await open({
      "001-orders.sql":
        "-- What was bought.\nCREATE TABLE orders (id integer);\n\nCREATE TABLE\n  orders (id integer);\n",
    });

    const failure = await scene.failure();

    assert.match(
      failure,
      /^001-orders\.sql, line 4, statement 2 of 2: relation "orders" already exists\. \[42P07\]\nNothing of it stays\.$/,
    );
  });

  it("is told by the very line where PostgreSQL names a place", async () => {
    await open({ "001-orders.sql": "SELECT '😀😀😀😀',\n  '😀😀😀😀',\n  nowhere;" });

    assert.match(await scene.failure(), /^001-orders\.sql, line 3, statement 1 of 1: column "nowhere" does not exist/);
  });

  it("leaves nothing behind, while those before it stay", async () => {
    await open({ ...orders, "002-lines.sql": "CREATE TABLE lines (id integer); SELECT 1 / 0;" });

    const failure = await scene.failure();

    assert.match(failure, /division by zero.*Before it, 001-orders\.sql applied and stay\.$/s);
    assert.deepEqual(await scene.tables(), ["orders"]);
    assert.deepEqual(await scene.ledger(), ["001-orders.sql"]);
  });

  it("is applied once it is mended", async () => {
    await open({ ...orders, "002-lines.sql": "CREATE TABEL lines (id integer);" });
    await scene.failure();
    scene.write({ ...orders, "002-lines.sql": "CREATE TABLE lines (id integer);" });

    assert.deepEqual((await scene.migrate()).applied, ["002-lines.sql"]);
  });

  it("is undone even if a deferred constraint speaks up only at the commit", async () => {
    await open({
      "001-orders.sql":
        "CREATE TABLE orders (id integer PRIMARY KEY, parent integer REFERENCES orders DEFERRABLE INITIALLY DEFERRED);" +
        "INSERT INTO orders VALUES (1, 2);",
    });

    assert.match(await scene.failure(), /^001-orders\.sql: insert or update on table "orders" violates foreign key/);
    assert.deepEqual(await scene.tables(), []);
  });

  it("leaves nothing behind when its connection is cut, and is applied by the next run", async () => {
    await open({ "001-orders.sql": "CREATE TABLE orders (id integer); SELECT pg_sleep(60);" });
    const cut = scene.failure();
    await untilSleeping(scene);
    await endSessions(scene);
    assert.match(await cut, /^001-orders\.sql, line 1, statement 2 of 2: terminating connection/);
    assert.deepEqual(await scene.tables(), []);

    scene.write(orders);
    assert.deepEqual((await scene.migrate()).applied, ["001-orders.sql"]);
  });

  it("is ended when the time is up, whatever time it gave itself, and says what to do", async () => {
    await open({ "001-orders.sql": "SET LOCAL statement_timeout = 0; SELECT pg_sleep(60);" });

    const failure = await scene.failure({ milliseconds: 1_500 });

    assert.match(
      failure,
      /^001-orders\.sql, line 1, statement 2 of 2: .*The time was up\. Fix: give .* longer timeout/s,
    );
  });
});

/** Until a migration of the scene is in pg_sleep. */
async function untilSleeping(scene: Scene): Promise<void> {
  await scene.asMaster(async (client) => {
    for (;;) {
      const { rowCount } = await client.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
      );
      if (rowCount !== 0) return;
    }
  });
}

async function endSessions(scene: Scene): Promise<void> {
  await scene.look(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
}
