import assert from "node:assert/strict";
import { statementsOf } from "../../../components/replicated-database/function/statements";
import { Scene } from "./scene";

const texts = (sql: string) => statementsOf(sql).map(({ text }) => text);

// What holds a semicolon that ends nothing.
const whole = [
  ["a string", "SELECT 'a;''b;'"],
  ["a string that ends in a backslash", String.raw`SELECT 'a\', ';'`],
  ["a string with escapes", String.raw`SELECT E'a\';b', e'\\'`],
  ["a quoted name", 'SELECT 1 AS "a;""b"'],
  ["a dollar-quoted body", "DO $$ BEGIN PERFORM 1; END $$"],
  ["a body in named dollars", "DO $a$ BEGIN PERFORM '$$;'; END; $a$"],
  ["a name with dollars", "SELECT 1 AS a$$b"],
  ["a comment to the line's end", "SELECT 1 -- a;b\n + 1"],
  ["a comment in a comment", "SELECT 1 /* a; /* b; */ c; */ + 1"],
  ["parentheses", "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)"],
  [
    "a function's body in standard SQL",
    "CREATE OR REPLACE FUNCTION f(a int) RETURNS int\nBEGIN ATOMIC\n SELECT 1; SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END;\nEND",
  ],
  ["a procedure's body in standard SQL", "CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1; END"],
] as const;

describe("A file of SQL", () => {
  it("is cut at its semicolons, each statement with its line", () => {
    assert.deepEqual(
      statementsOf("\n-- one\nSELECT 1;\n\n/* two */ SELECT\n 2;;\nSELECT 3").map(({ text, line }) => [line, text]),
      [
        [3, "SELECT 1"],
        [5, "SELECT\n 2"],
        [7, "SELECT 3"],
      ],
    );
  });

  for (const [what, statement] of whole) {
    it(`is not cut inside ${what}`, () => {
      assert.deepEqual(texts(`SELECT 0;${statement};SELECT 9;`), ["SELECT 0", statement, "SELECT 9"]);
    });
  }

  it("is cut into what PostgreSQL takes for statements", async () => {
    const scene = await Scene.open({
      "001-t.sql": ["CREATE TABLE t (a int)", ...whole.map(([, statement]) => statement), ""].join(";\n"),
    });
    try {
      assert.deepEqual((await scene.migrate()).applied, ["001-t.sql"]);
    } finally {
      scene.close();
    }
  });

  for (const unfinished of ["SELECT 'a; b", 'SELECT "a; b', "SELECT $$a; b", "SELECT 1 /* a; b"]) {
    it(`is left to PostgreSQL to refuse where it does not end: ${unfinished}`, () => {
      assert.equal(texts(unfinished).length, 1);
    });
  }
});
