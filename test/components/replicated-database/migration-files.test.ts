import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf, readMigrations } from "../../../components/replicated-database/function/migrations";

describe("A folder of migrations", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "migrations-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (files: Record<string, string | Buffer>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };
  const problems = (files: Record<string, string | Buffer>) => {
    write(files);
    return readMigrations(folder).problems;
  };

  it("is read in the order of the numbers, and leaves other files alone", () => {
    write({ "010-ten.sql": "SELECT 10", "README.md": "…" });
    for (let number = 1; number < 10; number += 1) write({ [`00${number}-n.sql`]: `SELECT ${number}` });

    const { migrations } = readMigrations(folder);

    assert.deepEqual(
      migrations.map((migration) => migration.number),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.deepEqual(readMigrations(folder).problems, []);
  });

  it("may be missing", () => {
    assert.deepEqual(readMigrations(join(folder, "nowhere")), { migrations: [], problems: [] });
  });

  it("may leave out no number", () => {
    assert.match(problems({ "001-a.sql": "SELECT 1", "003-c.sql": "SELECT 3" }).join(), /^002: missing/);
  });

  it("may not have a number twice", () => {
    const found = problems({ "001-a.sql": "SELECT 1", "001-b.sql": "SELECT 2" });

    assert.match(found.join(), /^001-a\.sql and 001-b\.sql: one number twice/);
  });

  it("begins at 001", () => {
    assert.match(problems({ "000-a.sql": "SELECT 1" }).join(), /^000-a\.sql: got 000\. Allowed: numbers from 001/);
  });

  it("has names of one form", () => {
    const found = problems({ "1-a.sql": "SELECT 1", "001_b.sql": "SELECT 2", "001-C.SQL": "SELECT 3" });

    assert.deepEqual(found.map((problem) => problem.split(":")[0]).sort(), ["001-C.SQL", "001_b.sql", "1-a.sql"]);
  });

  it("tells all that is wrong at once", () => {
    assert.equal(problems({ "002-b.sql": "", "x.sql": "SELECT 1" }).length, 3);
  });

  it("has a digest that changes with a name and with a content, and with nothing else", () => {
    const digest = (files: Record<string, string>) => {
      write(files);
      const found = digestOf(readMigrations(folder).migrations);
      for (const name of Object.keys(files)) rmSync(join(folder, name));
      return found;
    };
    const one = digest({ "001-a.sql": "SELECT 1;\nSELECT 2;\n" });

    assert.equal(digest({ "001-a.sql": "SELECT 1;\r\nSELECT 2;\r\n" }), one);
    assert.notEqual(digest({ "001-b.sql": "SELECT 1;\nSELECT 2;\n" }), one);
    assert.notEqual(digest({ "001-a.sql": "SELECT 1;\nSELECT 3;\n" }), one);
  });

  it("holds no file without a statement", () => {
    assert.match(problems({ "001-a.sql": "-- later\n;\n" }).join(), /^001-a\.sql: holds no statement/);
  });

  it("holds UTF-8", () => {
    assert.match(problems({ "001-a.sql": Buffer.from("SELECT 'é'", "latin1") }).join(), /^001-a\.sql: not UTF-8/);
  });

  for (const ending of [
    "BEGIN",
    "start transaction",
    "Commit",
    "END",
    "ROLLBACK",
    "ABORT",
    "PREPARE TRANSACTION 'x'",
  ]) {
    it(`leaves transactions to the function: ${ending}`, () => {
      const found = problems({ "001-a.sql": `SELECT 1;\n/* then */ ${ending};\n` });

      assert.match(found.join(), /^001-a\.sql, line 2: got [A-Z]+, but the function begins and ends the transaction/);
    });
  }

  it("may go back to a savepoint", () => {
    const file = "SAVEPOINT a;\nSELECT 1;\nROLLBACK TO a;\nROLLBACK TO SAVEPOINT a;\nRELEASE a;\n";

    assert.deepEqual(problems({ "001-a.sql": file }), []);
  });

  it("marks a file without a transaction in its first line", () => {
    write({ "001-a.sql": "-- clothesline: no transaction\r\nVACUUM;\n", "002-b.sql": "SELECT 1" });

    const { migrations } = readMigrations(folder);

    assert.deepEqual(
      migrations.map(({ transactional }) => transactional),
      [false, true],
    );
  });

  for (const [why, file] of [
    ["misspelt", "-- clothesline: no transactions\nVACUUM;"],
    ["further down", "VACUUM;\n-- clothesline: no transaction\n"],
    ["twice", "-- clothesline: no transaction\n-- clothesline: no transaction\nVACUUM;"],
  ] as const) {
    it(`refuses a mark that is ${why}`, () => {
      assert.match(
        problems({ "001-a.sql": file }).join(),
        /^001-a\.sql: a line "-- clothesline: …" that means nothing/,
      );
    });
  }
});
