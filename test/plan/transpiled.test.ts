import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./project-folder";
import { root } from "./run";

const sources = {
  "plan/hello.ts": 'import { word } from "../sandbox/deep/word";\nconsole.log(word satisfies string);\n',
  "sandbox/deep/word.ts": 'export const word: string = "hello";\n',
  "sandbox/word.d.ts": "export declare const word: string;\n",
  "components/dist/built.ts": "export const built = true;\n",
};

describe("what npm ci keeps beforehand", () => {
  it("is every source that a plan loads, so that the first plan has nothing to transpile", () => {
    inProject(sources, (folder) => {
      for (const file of ["typescript.cjs", "tsconfig.json"]) copyFileSync(join(root, file), join(folder, file));
      const kept = join(folder, "node_modules", ".cache", "clothesline-transpiled");
      mkdirSync(join(folder, "node_modules"));
      for (const name of ["typescript", "ts-node"]) {
        symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
      }
      const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });

      node("typescript.cjs");
      const beforehand = readdirSync(kept);
      assert.equal(beforehand.length, 2);
      assert.equal(node("-r", "./typescript.cjs", "plan/hello.ts"), "hello\n");
      assert.deepEqual(readdirSync(kept), beforehand);
    });
  });
});
