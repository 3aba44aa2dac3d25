import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./project-folder";
import { root } from "./run";

const sources = {
  "plan/hello.ts": 'import { word } from "../sandbox/deep/word";\nconsole.log(word satisfies string);\n',
  "sandbox/deep/word.ts": 'export const word: string = "hello";\n',
  "sandbox/word.d.ts": "export declare const word: string;\n",
  "components/dist/built.ts": "export const built = true;\n",
};

interface House {
  folder: string;
  /** Runs Node in the house, and gives all that it says. */
  node: (...args: string[]) => string;
  /** Takes the compiler away, and leaves word of its version. */
  withoutCompiler: () => void;
}

/** A house of these files beside typescript.cjs. */
function inHouse(files: Record<string, string>, use: (house: House) => void): void {
  inProject(files, (folder) => {
    for (const file of ["typescript.cjs", "tsconfig.json"]) copyFileSync(join(root, file), join(folder, file));
    const compiler = join("node_modules", "typescript");
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, compiler), join(folder, compiler), "junction");
    const node = (...args: string[]): string => {
      const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      return stdout + stderr;
    };
    const withoutCompiler = () => {
      rmSync(join(folder, compiler));
      mkdirSync(join(folder, compiler));
      copyFileSync(join(root, compiler, "package.json"), join(folder, compiler, "package.json"));
    };
    use({ folder, node, withoutCompiler });
  });
}

function run(files: Record<string, string>): string {
  let said = "";
  inHouse(files, ({ node }) => {
    said = node("-r", "./typescript.cjs", "index.ts");
  });
  return said;
}

describe("what npm ci keeps beforehand", () => {
  it("is every source that a plan loads, so that the first plan has nothing to transpile", () => {
    inHouse(sources, ({ folder, node, withoutCompiler }) => {
      assert.equal(node("typescript.cjs"), "");
      const kept = join(folder, "node_modules", ".cache", "clothesline-transpiled");
      assert.equal(readdirSync(kept).length, 2);
      withoutCompiler();
      assert.equal(node("-r", "./typescript.cjs", "plan/hello.ts"), "hello\n");
    });
  });

  it("is not taken for a source that has changed since", () => {
    inHouse(sources, ({ folder, node }) => {
      node("typescript.cjs");
      writeFileSync(join(folder, "sandbox", "deep", "word.ts"), 'export const word: string = "goodbye";\n');
      assert.equal(node("-r", "./typescript.cjs", "plan/hello.ts"), "goodbye\n");
    });
  });
});

describe("a source that Node runs", () => {
  it("is told of by its own lines in a stack trace", () => {
    const thrown =
      "interface Gone {\n  one: 1;\n  two: 2;\n  three: 3;\n}\nexport function fail(): never {\n  throw new Error('here');\n}\n";
    const said = run({ "index.ts": "import { fail } from './thrown';\nfail();\n", "thrown.ts": thrown });
    assert.match(said, /^Error: here\n {4}at fail \(.*thrown\.ts:7:9\)\n {4}at .*index\.ts:2:\d+\)$/m);
  });

  it("may be TypeScript of CommonJS by its name", () => {
    const files = {
      "index.ts": "require('./word.cts');\n",
      "word.cts": "const word: string = 'common';console.log(word)",
    };
    assert.equal(run(files), "common\n");
  });

  it("is refused with its place where it is not TypeScript", () => {
    const said = run({ "index.ts": "require('./broken');\n", "broken.ts": "const one = 1;\nconst two = ;\n" });
    assert.match(said, /TypeScript cannot read it:\nbroken\.ts\(2,13\): error TS1109: Expression expected\.\n {4}at /);
  });

  it("is refused where a package.json says that it is a module", () => {
    const module = { "modules/package.json": '{"type": "module"}', "modules/deep/one.ts": "export const one = 1;" };
    const said = run({ "index.ts": "require('./modules/deep/one');\n", ...module });
    assert.match(said, /modules\/deep\/one\.ts is a module, as the package\.json above it says/);
  });
});
