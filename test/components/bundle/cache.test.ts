import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundling, freshFolder, project } from "./bundling";

/** With this in place of esbuild's program, nothing can be built. */
const withoutEsbuild = { ESBUILD_BINARY_PATH: "/bin/false" };

describe("the cache of bundles", () => {
  it("spares the build of what was bundled before, in any folder", async () => {
    const cache = { XDG_CACHE_HOME: freshFolder() };
    const folder = project();
    const built = await bundling(folder, cache);
    assert.equal(built.error, "");
    for (const again of [folder, project()]) {
      assert.deepEqual(await bundling(again, { ...cache, ...withoutEsbuild }), built);
    }
  });

  it("builds anew when a source has changed", async () => {
    const cache = { XDG_CACHE_HOME: freshFolder() };
    const folder = project();
    const built = await bundling(folder, cache);
    project({ "src/name.ts": 'export const name = "Grace";\n' }, folder);
    assert.notEqual((await bundling(folder, { ...cache, ...withoutEsbuild })).error, "");
    assert.notEqual((await bundling(folder, cache)).hash, built.hash);
  });

  it("serves many at once the same whole archive", async () => {
    const cache = { XDG_CACHE_HOME: freshFolder() };
    const folder = project();
    const all = await Promise.all(Array.from({ length: 6 }, () => bundling(folder, cache)));
    const [first] = all;
    assert.equal(first?.error, "");
    for (const one of all) assert.deepEqual(one, first);
    const names = readdirSync(join(cache.XDG_CACHE_HOME, "clothesline/bundles")).map((name) =>
      name.replace(/^.*\./, ""),
    );
    assert.deepEqual(names.sort(), ["json", "zip"], "no half file stays behind");
  });

  it("lies in the person's cache folder unless another is named", async () => {
    const home = freshFolder();
    const { path } = await bundling(project(), { HOME: home });
    assert.ok(path.startsWith(join(home, ".cache/clothesline/bundles/")), path);
  });

  it("is done without where nothing can be kept", async () => {
    const folder = project();
    const { hash } = await bundling(folder, { XDG_CACHE_HOME: freshFolder() });
    const file = join(freshFolder(), "a-file");
    writeFileSync(file, "");
    for (const XDG_CACHE_HOME of [file, "/dev/null/nowhere"]) {
      const { error, ...bundle } = await bundling(folder, { XDG_CACHE_HOME });
      assert.equal(error, "");
      assert.equal(bundle.hash, hash);
      assert.notEqual(bundle.bytes, "");
    }
  });

  it("does not believe a damaged file", async () => {
    const cache = { XDG_CACHE_HOME: freshFolder() };
    const folder = project();
    const built = await bundling(folder, cache);
    const bundles = join(cache.XDG_CACHE_HOME, "clothesline/bundles");
    for (const name of readdirSync(bundles)) {
      writeFileSync(join(bundles, name), "{");
      assert.deepEqual(await bundling(folder, cache), built, `with ${name} damaged`);
    }
  });
});
