import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundleApplication, bundleFunction, bundleFunctions } from "../../../components/bundle/bundle";
import { unpacked } from "../../unpacked";
import { freshFolder, project, smallProject } from "./bundling";

const entry = "src/index.ts";
const functionIn = (folder: string) => bundleFunction(join(folder, entry));

describe("a bundle", () => {
  before(() => {
    process.env["XDG_CACHE_HOME"] = freshFolder();
  });

  it("of a function runs alone, under index.handler", async () => {
    const folder = await unpacked(functionIn(project()).path, freshFolder());
    const loaded = createRequire(join(folder, "x.js"))("./index.js") as { handler: () => string };
    assert.equal(loaded.handler(), "Hello, Ada");
  });

  it("of an application has a start that can be run, and runs it", async () => {
    const folder = project({ ...smallProject, [entry]: 'import { name } from "./name";\nconsole.log(name);\n' });
    const release = await unpacked(bundleApplication(join(folder, entry)).path, freshFolder());
    assert.equal(statSync(join(release, "start")).mode & 0o777, 0o755);
    assert.equal(statSync(join(release, "server.js")).mode & 0o777, 0o644);
    const { stdout } = spawnSync(join(release, "start"), { cwd: release, encoding: "utf8" });
    assert.equal(stdout, "Ada\n");
  });

  it("takes further files along", async () => {
    const files = { "migrations/1.sql": "create table carts ();\n", "größe.txt": "12" };
    const folder = await unpacked(bundleFunction(join(project(), entry), { files }).path, freshFolder());
    assert.equal(readFileSync(join(folder, "migrations/1.sql"), "utf8"), "create table carts ();\n");
    assert.equal(readFileSync(join(folder, "größe.txt"), "utf8"), "12");
  });

  it("leaves the clients of the AWS SDK to Lambda's runtime", async () => {
    const code = 'import { S3Client } from "@aws-sdk/client-s3";\nexport const handler = () => S3Client;\n';
    const folder = await unpacked(functionIn(project({ ...smallProject, [entry]: code })).path, freshFolder());
    assert.match(readFileSync(join(folder, "index.js"), "utf8"), /require\("@aws-sdk\/client-s3"\)/);
  });

  it("has the hash of its archive", () => {
    const { hash, path } = functionIn(project());
    assert.equal(createHash("sha256").update(readFileSync(path)).digest("hex"), hash);
  });

  it("has the same hash in another folder and on another day", () => {
    const [here, there] = [project(), project()];
    utimesSync(join(there, entry), new Date(0), new Date(0));
    const first = functionIn(here).hash;
    process.env["XDG_CACHE_HOME"] = freshFolder();
    assert.equal(functionIn(there).hash, first);
  });

  it("does not hang on a tsconfig.json that lies nearby", () => {
    const folder = project();
    const first = functionIn(folder).hash;
    process.env["XDG_CACHE_HOME"] = freshFolder();
    project({ "tsconfig.json": '{ "compilerOptions": { "alwaysStrict": true } }' }, folder);
    assert.equal(functionIn(folder).hash, first);
  });

  const changes: { what: string; files: Record<string, string> }[] = [
    { what: "its entry", files: { [entry]: 'export const handler = () => "Bye";\n' } },
    { what: "a file that it imports", files: { "src/name.ts": 'export const name = "Grace";\n' } },
    { what: "a dependency", files: { "node_modules/greetings/main.js": 'exports.greeting = () => "Good evening";\n' } },
    {
      what: "where a dependency's name leads",
      files: {
        "node_modules/greetings/package.json": '{ "name": "greetings", "main": "other.js" }',
        "node_modules/greetings/other.js": 'exports.greeting = () => "Good morning";\n',
      },
    },
    { what: "a new file that takes another's place", files: { "src/name.tsx": 'export const name = "Mary";\n' } },
  ];
  for (const { what, files } of changes) {
    it(`changes with ${what}`, () => {
      const folder = project();
      const before = functionIn(folder).hash;
      project(files, folder);
      assert.notEqual(functionIn(folder).hash, before);
    });
  }

  it("changes with the files it takes along and with what it leaves out", () => {
    const file = join(project(), entry);
    const hashes = [{}, { files: { a: "1" } }, { files: { a: "2" } }, { external: ["greetings"] }].map(
      (options) => bundleFunction(file, options).hash,
    );
    assert.equal(new Set(hashes).size, 4);
  });
});

describe("bundles of several functions at once", () => {
  const other = 'import { greeting } from "greetings";\nexport const handler = () => greeting("Mary");\n';
  const two = () => project({ ...smallProject, "src/other.ts": other });
  const functionsIn = (folder: string) =>
    ["src/index.ts", "src/other.ts"].map((name) => ({ entry: join(folder, name) }));
  const together = (folder: string) => bundleFunctions(functionsIn(folder)).map(({ bundle }) => bundle.hash);
  beforeEach(() => {
    process.env["XDG_CACHE_HOME"] = freshFolder();
  });

  it("are what each would be alone, whichever was there before", () => {
    const folder = two();
    const alone = functionsIn(folder).map((one) => bundleFunction(one.entry).hash);
    for (const before of [[], functionsIn(folder).slice(0, 1), functionsIn(folder).slice(1), functionsIn(folder)]) {
      process.env["XDG_CACHE_HOME"] = freshFolder();
      for (const one of before) bundleFunction(one.entry);
      assert.deepEqual(together(folder), alone);
    }
  });

  it("leave out what each is to leave out, and keep what else was said of it", async () => {
    const [index, otherOne] = functionsIn(two());
    assert.ok(index && otherOne);
    const made = bundleFunctions([
      { ...index, external: ["greetings"], note: "one" },
      { ...otherOne, note: "two" },
    ]);
    assert.deepEqual(
      made.map(({ note }) => note),
      ["one", "two"],
    );
    const codes = made.map(async ({ bundle }) => {
      const folder = await unpacked(bundle.path, freshFolder());
      return readFileSync(join(folder, "index.js"), "utf8").includes('require("greetings")');
    });
    assert.deepEqual(await Promise.all(codes), [true, false]);
  });

  it("change each with what it imports, and with nothing of the other", () => {
    const folder = two();
    const [index, unchanged] = together(folder);
    project({ "src/name.ts": 'export const name = "Grace";\n' }, folder);
    const [later, still] = together(folder);
    assert.notEqual(later, index);
    assert.equal(still, unchanged);
    project({ "node_modules/greetings/main.js": 'exports.greeting = () => "Bye";\n' }, folder);
    const last = together(folder);
    assert.ok(last[0] !== later && last[1] !== still);
  });

  it("tell which of them cannot be made", () => {
    const folder = project({ "src/other.ts": 'import "nowhere";\n' }, two());
    assert.throws(
      () => together(folder),
      /src\/other\.ts cannot be bundled:\n {2}.*src\/other\.ts:1:8: Could not resolve/,
    );
  });
});

describe("what cannot be bundled", () => {
  const message = (code: string | undefined) => {
    const folder = project(code === undefined ? {} : { ...smallProject, [entry]: code });
    try {
      functionIn(folder);
    } catch (error) {
      assert.ok(error instanceof Error);
      assert.equal(error.stack, "", "a person is shown no stack");
      return error.message;
    }
    return assert.fail("it was bundled");
  };

  it("is told with file, line and what is wrong", () => {
    const told = message('export const a = 1;\nexport const handler = () => { return "\n};\n');
    assert.match(
      told,
      /index\.ts cannot be bundled:\n {2}.*src\/index\.ts:2:\d+: Unterminated string literal\n {6}export/,
    );
  });

  it("is told when an import leads nowhere, each by itself", () => {
    const told = message('import "nowhere";\nimport "./neither";\n');
    assert.match(told, /src\/index\.ts:1:8: Could not resolve "nowhere"/);
    assert.match(told, /src\/index\.ts:2:8: Could not resolve "\.\/neither"/);
  });

  it("is told when there is no entry", () => {
    assert.match(message(undefined), /src\/index\.ts cannot be bundled:\n {2}there is no such file/);
  });
});
