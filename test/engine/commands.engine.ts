import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../sandbox/local/cache-folder";
import { stacksOf } from "../../sandbox/local/stacks";
import { fixture, program } from "./workspace";

describe("the commands of the local account", function () {
  this.timeout(180_000);
  let folder: string;
  let treeBefore: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clothesline-commands-"));
    treeBefore = tree();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  // The files at the top and those of the fixtures: the rest may be under somebody's hands.
  const tree = () =>
    execFileSync("git", ["status", "--porcelain", "--", ":(top,glob)*", "test/engine/fixtures"], {
      cwd: program,
      encoding: "utf8",
    });

  /** Runs a command as a person does who has nothing of Pulumi's in their home. */
  function local(...words: string[]) {
    const args = ["-r", "./typescript.cjs", "sandbox/local/main.ts", ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: program,
      encoding: "utf8",
      env: {
        ...process.env,
        HOME: folder,
        XDG_CACHE_HOME: dirname(cacheFolder()),
        CLOTHESLINE_LOCAL: join(folder, "local"),
      },
    });
    return { code: status, text: stdout + stderr };
  }

  function succeeds(...words: string[]): string {
    const { code, text } = local(...words);
    assert.equal(code, 0, text);
    assert.doesNotMatch(text, /warning/i);
    return text;
  }

  for (const stack of stacksOf(program)) {
    it(`bring ${stack} up, change nothing the second time, and take it down`, () => {
      assert.match(succeeds("up", stack), /Outputs:[^]*Resources:\n\s+\+ \d+ created\n/);
      assert.match(succeeds("up", stack), /Resources:\n\s+\d+ unchanged\n/);
      assert.match(succeeds("preview", stack, "--diff"), /Resources:\n\s+\d+ unchanged\n/);
      assert.match(succeeds("refresh", stack), /Resources:\n\s+\d+ unchanged\n/);
      assert.match(
        succeeds("teardown", stack),
        /\n(?:Nothing is left in the account\.|Left in the account:\n(?: {2}.+\n)+)\n?$/,
      );
      assert.equal(tree(), treeBefore);
      assert.ok(!existsSync(join(folder, ".pulumi")), "something was written to a person's own Pulumi home");
    });
  }

  it("take down a protected stack in the documented way, where a careless destroy fails", () => {
    const project = ["--cwd", fixture("stateful")];
    succeeds("up", "dev", ...project);
    const careless = local("destroy", "dev", ...project);
    assert.notEqual(careless.code, 0);
    assert.match(careless.text, /npm run teardown:local -- dev/);
    const steps = succeeds("teardown", "dev", ...project);
    assert.match(steps, /1 of 3: deletion protection off[^]*2 of 3: nothing protected[^]*3 of 3: everything deleted/);
    assert.match(succeeds("pulumi", "dev", "stack", "export", ...project), /"resources": \[\]|"metadata": \{\}\n/);
    assert.equal(tree(), treeBefore);
  });
});
