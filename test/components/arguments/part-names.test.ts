import assert from "node:assert/strict";
import { partNameProblems } from "../../../components/arguments/part-names";

const refused = (name: string) =>
  partNameProblems("stores", { [name]: {} }, { example: "database", taken: { names: ["share"] } }).map(
    ({ argument }) => argument,
  );

describe("the name of a part", () => {
  for (const name of ["a", "database", "my-sql-8", "a".repeat(30)])
    it(`may be ${name}`, () => {
      assert.deepEqual(refused(name), []);
    });

  for (const name of ["", "Database", "8-sql", "-sql", "my_sql", "a".repeat(31), "share"])
    it(`may not be ${JSON.stringify(name)}`, () => {
      assert.deepEqual(refused(name), [`stores[${JSON.stringify(name)}]`]);
    });
});
