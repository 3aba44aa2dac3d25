import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

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
    assert.deepEqual(components.devDependencies, Object.fromEntries(sdks));
  });
});
