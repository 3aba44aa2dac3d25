import assert from "node:assert/strict";
import { Scene } from "./scene";

describe("A migration without a transaction", () => {
  const index = (text: string) => `-- clothesline: no transaction\n${text}`;
  const table = {
    "001-users.sql":
      "CREATE TABLE users (email text);\nINSERT INTO users VALUES ('a@example.org'), ('a@example.org');\n",
  };
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open(table);
    await scene.migrate();
  });
  afterEach(() => {
    scene.close();
  });

  const mendRows = () =>
    scene.asMaster((client) => client.query("DELETE FROM users WHERE ctid IN (SELECT max(ctid) FROM users)"));

  it("that fails is not in the ledger as applied, and says that what it did stays, without quoting rows", async () => {
    scene.write({ ...table, "002-index.sql": index("CREATE UNIQUE INDEX CONCURRENTLY one ON users (email);") });

    const failure = await scene.failure();

    assert.match(failure, /^002-index\.sql, line 2, .*could not create unique index "one".*what it did before stays/s);
    assert.doesNotMatch(failure, /example\.org/);
    assert.deepEqual(await scene.ledger(), ["001-users.sql"]);
  });

  it("begins again from its top after a failure, and may be changed until it has finished", async () => {
    scene.write({ ...table, "002-index.sql": index("CREATE UNIQUE INDEX CONCURRENTLY one ON users (email);") });
    await scene.failure();
    await mendRows();
    const steps = "DROP INDEX CONCURRENTLY IF EXISTS one;\nCREATE UNIQUE INDEX CONCURRENTLY one ON users (email);";
    scene.write({ ...table, "002-index.sql": index(steps) });

    assert.deepEqual((await scene.migrate()).applied, ["002-index.sql"]);
    assert.deepEqual((await scene.migrate()).applied, []);
  });

  it("is not taken as applied while it leaves an invalid index behind", async () => {
    scene.write({ ...table, "002-index.sql": index("CREATE UNIQUE INDEX CONCURRENTLY one ON users (email);") });
    await scene.failure();
    await mendRows();
    const skips = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one ON users (email);";
    scene.write({ ...table, "002-index.sql": index(skips) });

    assert.match(await scene.failure(), /^002-index\.sql: the index public\.one is invalid/);
    assert.deepEqual(await scene.ledger(), ["001-users.sql"]);
  });
});
