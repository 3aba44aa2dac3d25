import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const root = join(__dirname, "..", "..", "..");
const bucket = { urn: "urn:pulumi:dev::test::aws:s3/bucket:Bucket::kept", type: "aws:s3/bucket:Bucket", custom: true };

describe("a teardown", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clothesline-teardown-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: test\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "config: {}\n");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs it as a person does, with a CLI that knows of these resources before and after a destroy. */
  function teardown(known: { before: object[]; after: object[] }, ...flags: string[]) {
    const [log, state, after] = ["log", "state.json", "after.json"].map((name) => join(folder, name));
    writeFileSync(String(state), JSON.stringify({ deployment: { resources: known.before } }));
    writeFileSync(String(after), JSON.stringify({ deployment: { resources: known.after } }));
    const cases = [
      "version*) echo v3.300.0 ;;",
      "'stack ls'*) echo '[]' ;;",
      "'stack init'*) echo 'encryptionsalt: made' > Pulumi.dev.yaml ;;",
      `'stack export'*) cat '${String(state)}' ;;`,
      `destroy*) cp '${String(after)}' '${String(state)}' ;;`,
    ];
    const cli = join(folder, "pulumi");
    writeFileSync(cli, `#!/bin/sh\necho "$*" >> '${String(log)}'\ncase "$*" in\n${cases.join("\n")}\nesac\n`);
    chmodSync(cli, 0o755);
    const args = ["-r", "./typescript.cjs", "sandbox/local/main.ts", "teardown", "dev", "--cwd", folder, ...flags];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: [folder, process.env["PATH"]].join(delimiter),
        CLOTHESLINE_LOCAL: join(folder, "l"),
      },
    });
    const told = existsSync(String(log)) ? readFileSync(String(log), "utf8") : "";
    return { code: status, stdout, stderr, told };
  }

  it("is over when the state is empty, and tells what is left in the account", () => {
    const { code, stdout, told } = teardown({ before: [bucket], after: [] }, "--parallel", "4");
    assert.match(stdout, /teardown 2 of 2: everything deleted\n\n\nNothing is left in the account\.\n$/);
    assert.match(told, /^state unprotect [^]*^destroy .* --yes --parallel 4$/m);
    assert.equal(code, 0);
  });

  it("that leaves something in the state has not done its work, and claims nothing of the account", () => {
    const { code, stdout, stderr } = teardown({ before: [bucket], after: [bucket] });
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^The stack dev still has these, so it is not taken down:\n {2}urn:\S+::kept\n.*npm run teardown/,
    );
    assert.doesNotMatch(stdout, /left in the account/i);
  });

  it("has nothing to take down of a stack that was never brought up", () => {
    const { code, stdout, told } = teardown({ before: [], after: [] });
    assert.equal(
      stdout,
      "There is nothing to take down: the stack dev has no resources.\n\nNothing is left in the account.\n",
    );
    assert.doesNotMatch(told, /unprotect|destroy/);
    assert.equal(code, 0);
  });

  for (const [flag, code] of Object.entries({ "--help": 0, "--preview-only": 2, "--parallel=four": 2 })) {
    it(`does nothing at all when it gets ${flag}, whether there is something to take down or not`, () => {
      for (const before of [[bucket], []]) {
        const run = teardown({ before, after: [] }, flag);
        assert.deepEqual([run.code, run.told], [code, ""], run.stderr);
        assert.match(run.stdout + run.stderr, flag === "--help" ? /^Usage: npm run/ : /Nothing was done\./);
      }
    });
  }
});
