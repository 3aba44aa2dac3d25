import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { operations } from "../../../apps/mytodolist/local/document";
import { handlers } from "../../../apps/mytodolist/local/handlers";
import document from "../../../apps/mytodolist/openapi.json";

interface Described {
  operationId: string;
  security?: Record<string, string[]>[];
  "x-clothesline-cache"?: { seconds: number; perUser: boolean };
  parameters?: { name: string; in: string; required: boolean }[];
}

const folder = join(__dirname, "../../../apps/mytodolist/functions");
const described = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Described>).map(([method, operation]) => ({ method, path, ...operation })),
);

describe("MyTodoList's document", () => {
  const ids = described.map(({ operationId }) => operationId).sort();

  it("names each operation after a file of functions/, and no file is left over", () => {
    assert.deepEqual(
      ids,
      readdirSync(folder)
        .map((file) => file.replace(/\.ts$/, ""))
        .sort(),
    );
  });

  it("is served locally with every handler", () => {
    assert.deepEqual(Object.keys(handlers).sort(), ids);
    assert.deepEqual(operations.map(({ id }) => id).sort(), ids);
  });

  it("asks a scope of every caller: to read for a GET, to write for all else", () => {
    for (const { operationId, method, security } of described) {
      assert.deepEqual(security, [{ users: [method === "get" ? "todos/read" : "todos/write"] }], operationId);
    }
  });

  it("has nothing cached but the templates, which are the same for everybody", () => {
    const cached = described.filter((each) => "x-clothesline-cache" in each);
    assert.deepEqual(
      cached.map(({ operationId, "x-clothesline-cache": cache }) => [operationId, cache]),
      [["listTemplates", { seconds: 300, perUser: false }]],
    );
  });

  it("declares every parameter of its paths, and takes none from headers", () => {
    for (const { path, parameters = [], operationId } of described) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((each) => each.in === "path").map(({ name }) => name);
      assert.deepEqual(declared, named, operationId);
      // A browser would have to be allowed to send it, by every gateway in between.
      assert.ok(!parameters.some((each) => each.in === "header"), operationId);
    }
  });

  it("speaks of nothing of AWS's", () => {
    assert.doesNotMatch(JSON.stringify(document), /x-amazon|arn:/);
  });
});
