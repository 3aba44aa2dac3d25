import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { program, Workspace } from "./workspace";

/** The tool reads a schema and writes it anew: without what is empty, and without a word that it does not know. */
function meaningOf(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const members = Object.entries(schema).map(([key, member]) => [key, meaningOf(member)] as const);
  return Object.fromEntries(
    members.filter(([key, member]) => !isEmpty(member) && !(key === "optional" && member === true)),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

describe("the components for programs in other languages", function () {
  this.timeout(180_000);

  it("have the schema in the real tool that was reviewed", async () => {
    const { code, stdout, stderr } = await new Workspace().stack("dev").cli("package", "get-schema", "./components");
    assert.equal(code, 0, stderr);
    const reviewed = readFileSync(join(program, "test/components/fixtures/schema.json"), "utf8");
    assert.deepEqual(meaningOf(JSON.parse(stdout)), meaningOf(JSON.parse(reviewed)));
  });
});
