import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findEngine } from "../../../sandbox/local/engine";

describe("the engine of the local account", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clothesline-find-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A program that says its version, and nothing else. */
  function installed(name: string, version: string, place = name): string {
    const file = join(folder, place, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\necho '${version}'\n`);
    chmodSync(file, 0o755);
    return file;
  }

  const cachedPlace = join("cache", "clothesline", "pulumi-v3.259.0");

  function find(...onPath: string[]) {
    const said: string[] = [];
    const built: string[] = [];
    const engine = findEngine({
      environment: { PATH: onPath.map(dirname).join(delimiter), XDG_CACHE_HOME: join(folder, "cache") },
      say: (message) => said.push(message),
      build: ({ go, folder: into }) => built.push(`${go} ${into}`),
    });
    return { engine, said, built };
  }

  it("is the person's own, if that is new enough", () => {
    const own = installed("pulumi", "v3.248.0");
    assert.deepEqual(find(own), { engine: own, said: [], built: [] });
  });

  it("is the newer one of two on PATH", () => {
    const old = installed("pulumi", "v3.99.0", "old");
    const newer = installed("pulumi", "v3.300.1", "newer");
    assert.equal(find(old, newer).engine, newer);
  });

  it("is the one in the cache, where the person has none or an old one", () => {
    const cached = installed("pulumi", "v3.259.0", cachedPlace);
    assert.deepEqual(find(installed("pulumi", "v3.247.9")), { engine: cached, said: [], built: [] });
  });

  it("is built where there is none, and the person is told how long that takes", () => {
    const go = installed("go", "go1.25.11");
    const { engine, said, built } = find(go);
    assert.equal(engine, join(folder, cachedPlace, "pulumi"));
    assert.deepEqual(built, [`${go} ${join(folder, cachedPlace)}`]);
    assert.match(said.join("\n"), /built from its source, once: 3 to 7 minutes and 115 MB/);
  });

  it("cannot be had without the CLI and without Go: where both were sought is said, and what to install", () => {
    const old = installed("pulumi", "v3.100.0");
    const go = installed("go", "go1.24.1");
    assert.throws(() => find(old, go), {
      name: "Problem",
      message: [
        "The local account needs the Pulumi CLI, or Go to build it once; neither is here.",
        `  looked on PATH   for pulumi 3.248.0 or later: ${old} (3.100.0)`,
        `  looked in cache  for ${join(folder, cachedPlace, "pulumi")}: none`,
        `  looked on PATH   for go 1.25.11 or later: ${go} (1.24.1)`,
        "Install one of them: Pulumi (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/), then try again.",
      ].join("\n"),
    });
  });

  it("is none that cannot be started", () => {
    const broken = installed("pulumi", "v3.259.0");
    chmodSync(broken, 0o644);
    assert.throws(() => find(broken), /pulumi \(it does not say its version\)/);
  });
});
