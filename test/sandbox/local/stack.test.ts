import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { runEngine } from "../../../sandbox/local/run";
import { LocalStack } from "../../../sandbox/local/stack";

describe("a local stack", () => {
  let folder: string;
  let cli: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clothesline-stack-"));
    cli = join(folder, "pulumi");
    writeFileSync(join(folder, "Pulumi.yaml"), "name: test\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "config: {}\n");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const stack = () => new LocalStack({ project: folder, home: { cli, folder }, folder: join(folder, "local") }, "dev");

  /** A CLI that answers so, in the language of the shell. */
  function engine(answers: { ls?: string; init?: string }): void {
    const made = "echo 'encryptionsalt: made' > Pulumi.dev.yaml";
    const cases = [`ls) ${answers.ls ?? "echo '[]'"} ;;`, `init) ${answers.init ?? made} ;;`];
    writeFileSync(cli, `#!/bin/sh\ncase $2 in\n${cases.join("\n")}\nesac\n`);
    chmodSync(cli, 0o755);
  }

  const configured = () => readFileSync(stack().prepare().configFile, "utf8");

  it("has an AWS SDK find no credentials, wherever it looks", () => {
    const theirs = { AWS_ACCESS_KEY_ID: "made up", AWS_PROFILE: "theirs", AWS_CONFIG_FILE: "/theirs", HOME: "/theirs" };
    const place = { project: folder, home: { cli, folder }, folder: join(folder, "local") };
    const { environment } = new LocalStack(place, "dev", theirs);
    assert.deepEqual(Object.fromEntries(Object.entries(environment).filter(([key]) => key.startsWith("AWS_"))), {
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    });
  });

  it("is made once", () => {
    engine({});
    assert.match(configured(), /^encryptionsalt: made$/m);
    engine({ ls: `echo '[{"name":"dev"}]'`, init: "exit 1" });
    assert.match(configured(), /^encryptionsalt: made$/m);
  });

  it("is made anew if it was removed", () => {
    engine({});
    configured();
    engine({ init: "echo 'encryptionsalt: again' > Pulumi.dev.yaml" });
    assert.match(configured(), /^encryptionsalt: again$/m);
  });

  it("that another run is making is waited for", () => {
    engine({ init: "echo \"error: stack 'organization/test/dev' already exists\" >&2; exit 255" });
    assert.throws(() => stack().prepare(), {
      name: "Problem",
      message:
        /^The local stack dev could not be made:\nerror: stack .* already exists\nAnother run may be making it: wait for it/,
    });
  });

  it("that cannot be made has the engine's reason told, and no guess", () => {
    engine({ init: "echo 'error: the disk is full' >&2; exit 255" });
    assert.throws(() => stack().prepare(), {
      name: "Problem",
      message: "The local stack dev could not be made:\nerror: the disk is full",
    });
  });

  it("whose CLI cannot be run says which one, and how to get another", async () => {
    const said = { name: "Problem", message: /could not be run: .*ENOENT\. Delete .*pulumi, which is made anew/ };
    assert.throws(() => stack().prepare(), said);
    assert.throws(() => stack().exported(), said);
    await assert.rejects(runEngine(stack(), ["version"]), said);
  });
});
