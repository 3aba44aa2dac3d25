import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leftToRuntime } from "../../../infra/todo-handlers";
import { bundleFunction } from "../../../components/bundle/bundle";

const folder = join(__dirname, "../../../apps/mytodolist/functions");
const readers = ["listTodos", "readTodo"];

describe("MyTodoList's bundles", () => {
  let cache: string;
  before(() => {
    cache = mkdtempSync(join(tmpdir(), "clothesline-mytodolist-"));
    process.env["XDG_CACHE_HOME"] = cache;
  });
  after(() => {
    delete process.env["XDG_CACHE_HOME"];
    rmSync(cache, { recursive: true });
  });

  for (const file of readdirSync(folder)) {
    const reads = readers.includes(file.replace(/\.ts$/, ""));
    it(`${file} is of ${reads ? "850 KB at most, with" : "450 KB at most, without"} DAX's client`, () => {
      const code = readFileSync(bundleFunction(join(folder, file), { external: leftToRuntime }).path);
      assert.ok(code.length <= (reads ? 850 : 450) * 1024, `${code.length} bytes`);
      assert.equal(code.includes("DaxClientError"), reads);
    });
  }
});
