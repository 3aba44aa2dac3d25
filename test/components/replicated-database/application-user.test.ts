import assert from "node:assert/strict";
import { Scene } from "./scene";

const orders =
  "CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY, number serial, note text); CREATE TABLE audit (at text);";

describe("The application's user", () => {
  let scene: Scene;
  let files: Record<string, string>;
  const refused = async (statement: string) => {
    await assert.rejects(
      scene.asApplication((client) => client.query(statement)),
      /permission denied|must be owner/,
      statement,
    );
  };
  beforeEach(async () => {
    scene = await Scene.open();
    files = { "001-orders.sql": orders, "002-audit.sql": `REVOKE DELETE ON audit FROM ${scene.applicationUser};` };
    scene.write(files);
    await scene.migrate();
  });
  afterEach(() => {
    scene.close();
  });

  it("reads and writes the rows of tables that migrations made, with numbers from their sequences", async () => {
    const rows = await scene.asApplication(async (client) => {
      await client.query("INSERT INTO orders (note) VALUES ('a'), ('b'), ('c')");
      await client.query("DELETE FROM orders WHERE note = 'a'");
      await client.query("UPDATE orders SET note = 'd' WHERE note = 'c'");
      const { rows: found } = await client.query<{ id: number; number: number; note: string }>(
        "SELECT id, number, note FROM orders ORDER BY id",
      );
      return found;
    });

    assert.deepEqual(rows, [
      { id: 2, number: 2, note: "b" },
      { id: 3, number: 3, note: "d" },
    ]);
  });

  it("reads and writes the rows of tables that later migrations make", async () => {
    scene.write({ ...files, "003-stock.sql": "CREATE TABLE stock (id serial);" });
    await scene.migrate();

    const inserted = await scene.asApplication((client) => client.query("INSERT INTO stock DEFAULT VALUES"));

    assert.equal(inserted.rowCount, 1);
  });

  it("reads the tables of a database that was restored from a snapshot", async () => {
    const restored = await Scene.open();
    try {
      await restored.asMaster((client) => client.query("CREATE TABLE orders (id integer)"));
      await restored.migrate();

      const { rowCount } = await restored.asApplication((client) => client.query("SELECT FROM orders"));

      assert.equal(rowCount, 0);
    } finally {
      restored.close();
    }
  });

  it("makes, changes and empties no tables, and moves no sequence back", async () => {
    await refused("CREATE TABLE mine (id integer)");
    await refused("CREATE TEMPORARY TABLE mine (id integer)");
    await refused("CREATE SCHEMA mine");
    await refused("ALTER TABLE orders ADD COLUMN mine text");
    await refused("TRUNCATE orders");
    await refused("SELECT setval('orders_number_seq', 9)");
    await refused("DROP TABLE orders");
  });

  it("makes no tables in a database whose schema public is open to all, as they were before PostgreSQL 15", async () => {
    const old = await Scene.open();
    try {
      await old.asMaster((client) => client.query("GRANT CREATE ON SCHEMA public TO PUBLIC"));
      await old.migrate();

      await assert.rejects(
        old.asApplication((client) => client.query("CREATE TABLE mine (id integer)")),
        /permission denied for schema public/,
      );
    } finally {
      old.close();
    }
  });

  it("sees nothing of the ledger", async () => {
    await refused("SELECT * FROM clothesline.migration");
  });

  it("has no password, and signs in with IAM", async () => {
    const [found] = await scene.asSuperuser(
      async (client) =>
        (
          await client.query<{ password: boolean; iam: boolean }>(
            `SELECT rolpassword IS NOT NULL AS password, pg_has_role(rolname, 'rds_iam', 'USAGE') AS iam
             FROM pg_authid WHERE rolname = $1`,
            [scene.applicationUser],
          )
        ).rows,
    );

    assert.deepEqual(found, { password: false, iam: true });
  });

  it("lacks a right that a migration took back, after further runs too", async () => {
    await scene.migrate();

    await refused("DELETE FROM audit");
  });

  it("keeps everybody else out of the database", async () => {
    const other = await Scene.open();
    try {
      await other.migrate();
      const { applicationUser } = other;
      await assert.rejects(
        scene.asApplication((client) => client.query("SELECT 1"), applicationUser),
        /permission denied for database/,
      );
    } finally {
      other.close();
    }
  });
});

describe("A user that the application must not have", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open({ "001-orders.sql": "CREATE TABLE orders (id integer);" });
  });
  afterEach(() => {
    scene.close();
  });

  it("is the master user", async () => {
    const applicationUser = scene.server.master.username;

    assert.match(await scene.failure({ request: { applicationUser } }), /it is the master user/);
  });

  it("is one with rights over the whole server", async () => {
    await scene.asMaster((client) => client.query(`CREATE ROLE ${scene.applicationUser} CREATEDB CREATEROLE`));

    assert.match(await scene.failure(), /it exists and has CREATEROLE, CREATEDB\. Allowed: a user without such rights/);
    assert.deepEqual(await scene.tables(), []);
  });

  it("is one whose rights the master user inherits, since with rds_iam it would lose its password", async () => {
    const { applicationUser } = scene;
    const { username } = scene.server.master;
    await scene.asMaster((client) => client.query(`CREATE ROLE ${applicationUser}`));
    await scene.asSuperuser((client) => client.query(`GRANT ${applicationUser} TO ${username} WITH INHERIT TRUE`));

    assert.match(await scene.failure(), /the master user inherits its rights/);
  });

  it("is any who may make tables, where the schema is another's and open to all", async () => {
    await scene.asSuperuser(async (client) => {
      await client.query("ALTER SCHEMA public OWNER TO postgres");
      await client.query("GRANT CREATE ON SCHEMA public TO PUBLIC");
    });

    assert.match(await scene.failure(), /it may create tables in the schema public, and the master user cannot forbid/);
  });

  it("is any where the server has no rds_iam", async () => {
    await scene.asSuperuser((client) => client.query("ALTER ROLE rds_iam RENAME TO elsewhere"));
    try {
      assert.match(await scene.failure(), /the server has no role rds_iam, so it is not RDS for PostgreSQL/);
    } finally {
      await scene.asSuperuser((client) => client.query("ALTER ROLE elsewhere RENAME TO rds_iam"));
    }
  });
});
