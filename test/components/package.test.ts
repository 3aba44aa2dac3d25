import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { releaseRunnerScript } from "../../components/index";

type Versions = Record<string, string>;
interface Manifest {
  dependencies?: Versions;
  peerDependencies?: Versions;
  devDependencies?: Versions;
}

const manifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(__dirname, "../..", folder, "package.json"), "utf8")) as Manifest;

describe("the components' package", () => {
  const components = manifest("components");
  const sdks = Object.entries(manifest(".").dependencies ?? {}).filter(([name]) => name.startsWith("@pulumi/"));

  it("leaves Pulumi's SDKs to the program, since an output or a provider of another copy is not the same thing", () => {
    const own = Object.keys(components.dependencies ?? {});
    assert.deepEqual(
      own.filter((name) => name.startsWith("@pulumi/")),
      [],
    );
  });

  it("asks for no SDK older than the one it is tested with, and takes any newer one that is compatible", () => {
    assert.deepEqual(
      components.peerDependencies,
      Object.fromEntries(sdks.map(([name, tested]) => [name, `^${tested}`])),
    );
  });

  it("brings the tested SDKs where Pulumi installs it by itself, to serve other languages", () => {
    const installed = Object.entries(components.devDependencies ?? {}).filter(([name]) => name.startsWith("@pulumi/"));
    assert.deepEqual(installed, sdks);
  });
});

describe("the components as they are published", () => {
  const root = path.join(__dirname, "../..");
  let built = "";

  before(() => {
    built = mkdtempSync(path.join(tmpdir(), "clothesline-components-"));
    const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: path.join(root, "components") });
    run(require.resolve("typescript/bin/tsc"), "-p", "tsconfig.json", "--outDir", built);
    run("copy-scripts.mjs", built);
    // Where npm puts what a package needs.
    symlinkSync(path.join(root, "node_modules"), path.join(built, "node_modules"), "junction");
  });

  after(() => {
    rmSync(built, { recursive: true, force: true });
  });

  /** What a program that only has the compiled package prints. */
  const printed = (code: string) => execFileSync(process.execPath, ["-e", code], { cwd: built, encoding: "utf8" });

  it("have the scripts that instances boot with", () => {
    const settings = {
      fileSystemId: "fs-0123456789abcdef0",
      accessPointId: "fsap-0123456789abcdef0",
      port: 8080,
      healthPath: "/health",
      environment: {},
      secretArns: {},
    };
    const code = `process.stdout.write(require("./index").releaseRunnerScript(${JSON.stringify(settings)}))`;
    assert.equal(printed(code), releaseRunnerScript(settings));
  });

  for (const entry of ["release-share/function/main.js", "replicated-database/function/handler.js"]) {
    it(`have the function ${entry}, which can be bundled there`, () => {
      const code = `process.stdout.write(require("./bundle/bundle").bundleFunction(${JSON.stringify(entry)}).hash)`;
      assert.match(printed(code), /^[0-9a-f]{64}$/);
    });
  }
});
