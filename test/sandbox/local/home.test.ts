import assert from "node:assert/strict";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeHome } from "../../../sandbox/local/home";

describe("the Pulumi home of the local account", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clothesline-home-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A CLI in the one place, and on PATH only a symlink to it. */
  function linked(target: string, text = "the CLI"): string {
    for (const place of ["installed", "path"]) mkdirSync(join(folder, place), { recursive: true });
    const cli = join(folder, "installed", "pulumi");
    writeFileSync(cli, text);
    chmodSync(cli, 0o755);
    const link = join(folder, "path", "pulumi");
    symlinkSync(target === "absolute" ? cli : join("..", "installed", "pulumi"), link);
    return link;
  }

  const makeIn = (engine: string) => makeHome(join(folder, "home"), engine);

  for (const kind of ["relative", "absolute"]) {
    it(`has the program behind a ${kind} symlink, so that the engine finds the language host beside itself`, () => {
      const { cli } = makeIn(linked(kind));
      assert.ok(!lstatSync(cli).isSymbolicLink());
      assert.equal(readFileSync(cli, "utf8"), "the CLI");
    });

    it(`puts right a home whose CLI is such a symlink (${kind})`, () => {
      const engine = linked(kind);
      const { cli } = makeIn(engine);
      rmSync(cli);
      symlinkSync(kind === "absolute" ? join(folder, "installed", "pulumi") : engine, cli);
      makeIn(engine);
      assert.ok(!lstatSync(cli).isSymbolicLink());
    });
  }

  it("takes the CLI that the symlink leads to now", () => {
    const engine = linked("relative");
    makeIn(engine);
    rmSync(join(folder, "path"), { recursive: true });
    rmSync(join(folder, "installed"), { recursive: true });
    const { cli } = makeIn(linked("relative", "the next version of the CLI"));
    assert.equal(readFileSync(cli, "utf8"), "the next version of the CLI");
  });
});
