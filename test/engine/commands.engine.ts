import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../sandbox/local/cache-folder";
import { stacksOf } from "../../sandbox/local/stacks";
import { configurationOf, fixture, patience, program } from "./workspace";

/** What a person may have set for their real stacks. Each of it would lead a command astray, or fail it. */
const theirs = {
  PULUMI_ACCESS_TOKEN: "made-up-token",
  PULUMI_BACKEND_URL: "https://backend.invalid",
  PULUMI_STACK: "their-stack",
  PULUMI_CONFIG_PASSPHRASE: "made-up-passphrase",
  PULUMI_DIY_BACKEND_GZIP: "true",
};

const tags = { Project: "small", Environment: "dev", Owner: "test" };

/** A table whose protection is not in the stack's file, and which says which of those variables reached the program. */
const smallProgram = `
import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";

const table = new aws.dynamodb.Table("table", {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
  deletionProtectionEnabled: new Config().require("keep") === "yes",
  tags: new Config().getObject<Record<string, string>>("tags") ?? {},
}, { protect: true });
export const tableName = table.name;
export const seen = ${JSON.stringify(Object.keys(theirs))}.filter((key) => /made-up/.test(process.env[key] ?? "")).join() || "nothing";
// ts-node's register() leaves itself there.
export const transpiler = Symbol.for("ts-node.register.instance") in process ? "ts-node" : "another";
`;

/** What a stack that held data leaves behind, each for a while or as a copy: AWS deletes none of it at once. */
const whatAwsKeeps = [
  /^ {2}aws:kms\/key:Key .* waits for its deletion$/m,
  /^ {2}aws:elasticache\/snapshot:Snapshot {2}\S+-final-[0-9a-f]{8} /m,
  /^ {2}aws:rds\/snapshot:Snapshot {2}\S+-final-[0-9a-f]{8} /m,
  /^ {2}aws:secretsmanager\/deletedSecret:DeletedSecret /m,
];

/** What one stack of an account sets for all of it, and leaves to the others: the role that API Gateway logs with. */
const accountSettings = [
  /^ {2}aws:apigateway\/account:Account {2}api-gateway-account /m,
  /^ {2}aws:iam\/role:Role {2}platform-api-gateway-logs-/m,
  /^ {2}aws:iam\/rolePolicyAttachment:RolePolicyAttachment {2}platform-api-gateway-logs-/m,
];
const keptBy = (stack: string) =>
  configurationOf(stack).includes("apiGatewayLogs: true") ? [...whatAwsKeeps, ...accountSettings] : whatAwsKeeps;

describe("the commands of the local account", function () {
  this.timeout(patience);
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
        ...theirs,
        PULUMI_HOME: join(folder, "their-home"),
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
      const [, left = ""] = succeeds("teardown", stack).split("\nLeft in the account:\n");
      const lines = left.split("\n").filter((line) => line !== "");
      assert.deepEqual(
        lines.filter((line) => !keptBy(stack).some((kept) => kept.test(line))),
        [],
      );
      for (const kept of keptBy(stack)) assert.ok(kept.test(left), `nothing is left that is ${String(kept)}`);
      assert.equal(tree(), treeBefore);
      for (const home of [".pulumi", "their-home"]) {
        assert.ok(!existsSync(join(folder, home)), "something was written to a person's own Pulumi home");
      }
    });
  }

  it("take down a protected stack in the documented way, where a careless destroy fails", () => {
    const project = ["--cwd", fixture("stateful")];
    succeeds("up", "dev", ...project);
    const careless = local("destroy", "dev", ...project);
    assert.notEqual(careless.code, 0);
    const nothing =
      /^Nothing of dev was deleted, and it has .* npm run teardown:local -- dev --cwd \S*fixtures\/stateful$/m;
    assert.match(careless.text, nothing);
    const half = local("destroy", "dev", "--skip-preview", "--continue-on-error", ...project);
    assert.notEqual(half.code, 0);
    assert.match(
      half.text,
      /^dev is half deleted: \d+ of its \d+ resources are left, .* npm run teardown:local -- dev/m,
    );
    const steps = succeeds("teardown", "dev", ...project);
    assert.match(steps, /1 of 3: deletion protection off[^]*2 of 3: nothing protected[^]*3 of 3: everything deleted/);
    assert.match(steps, /\n\nLeft in the account:\n {2}aws:rds\/snapshot:Snapshot {2}orders-final {2}eu-west-1\n$/);
    assert.match(succeeds("pulumi", "dev", "stack", "export", ...project), /"resources": \[\]|"metadata": \{\}\n/);
    assert.equal(tree(), treeBefore);
  });

  /** A project somewhere else, as small as can be. */
  function small(settings: Record<string, unknown> = { keep: "no", tags }): { file: string; project: string[] } {
    const elsewhere = join(folder, "small");
    mkdirSync(elsewhere, { recursive: true });
    symlinkSync(join(program, "node_modules"), join(elsewhere, "node_modules"));
    writeFileSync(join(elsewhere, "Pulumi.yaml"), "name: small\nruntime: nodejs\n");
    writeFileSync(join(elsewhere, "package.json"), JSON.stringify({ name: "small", private: true }));
    writeFileSync(join(elsewhere, "index.ts"), smallProgram);
    const file = join(elsewhere, "Pulumi.dev.yaml");
    configure(file, settings);
    return { file, project: ["--cwd", elsewhere] };
  }

  function configure(file: string, settings: Record<string, unknown>): void {
    const entries = Object.entries(settings).map(([key, value]) => [`small:${key}`, value] as const);
    writeFileSync(file, JSON.stringify({ config: { "aws:region": "eu-west-1", ...Object.fromEntries(entries) } }));
  }

  it("are judged by the policies: neither preview nor up lets a violation pass", () => {
    const { project } = small({ keep: "yes" });
    for (const command of ["preview", "up"]) {
      const { code, text } = local(command, "dev", ...project);
      assert.notEqual(code, 0, text);
      assert.match(text, /\[mandatory\] {2}resources-are-tagged[^]*it has no tags\./, command);
    }
    assert.doesNotMatch(succeeds("pulumi", "dev", "stack", "export", ...project), /dynamodb/);
  });

  it("let nothing in of what a person has set for their real stacks", () => {
    const { project } = small({ keep: "yes", tags });
    assert.match(succeeds("up", "dev", ...project), / {4}seen +: "nothing"\n/);
    assert.ok(existsSync(join(folder, "local", "state", ".pulumi", "stacks", "small", "dev.json")));
  });

  it("have ts-node transpile what lies elsewhere, as Pulumi's own host does; also the program itself", () => {
    const { project } = small({ keep: "yes", tags });
    assert.match(succeeds("preview", "dev", ...project), / {4}transpiler *: "ts-node"\n/);
    const linked = join(folder, "linked");
    mkdirSync(linked);
    for (const name of readdirSync(program)) symlinkSync(join(program, name), join(linked, name));
    const made = (...flags: string[]) => {
      const lines = succeeds("preview", "dev", ...flags).split("\n");
      return lines.filter((line) => line.endsWith(" create ")).sort();
    };
    const here = made();
    assert.ok(here.length > 200, here.join("\n"));
    assert.deepEqual(made("--cwd", linked), here);
  });

  it("make a stack anew that was removed", () => {
    const { project } = small({ keep: "yes", tags });
    succeeds("up", "dev", ...project);
    succeeds("pulumi", "dev", "stack", "rm", "--force", "--yes", ...project);
    assert.match(succeeds("up", "dev", ...project), /Resources:\n\s+\+ \d+ created\n/);
  });

  it("say what to do if the account protects what no line of the stack's file does", () => {
    const { file, project } = small({ keep: "yes", tags });
    succeeds("up", "dev", ...project);
    const stopped = local("teardown", "dev", ...project);
    assert.notEqual(stopped.code, 0);
    assert.match(stopped.text, /AWS still protects these from deletion:\n {2}aws:dynamodb\/table:Table {2}table-/);
    assert.match(stopped.text, /Turn it off where it is set, and run teardown:local again/);
    configure(file, { keep: "no", tags });
    assert.match(succeeds("teardown", "dev", ...project), /\nNothing is left in the account\.\n$/);
  });

  it("say what is wrong with an account file or a folder, and show no stack trace", () => {
    const { project } = small();
    succeeds("pulumi", "dev", "stack", "ls", ...project);
    writeFileSync(join(folder, "local", "stacks", "dev", "account.json"), "{");
    for (const command of ["strays", "teardown"]) {
      const { code, text } = local(command, "dev", ...project);
      assert.deepEqual([code, /^\s+at /m.test(text)], [2, false], text);
      assert.match(text, /The account file .*account\.json is not JSON; correct what was changed there, or delete it/);
    }
    rmSync(join(folder, "local"), { recursive: true });
    writeFileSync(join(folder, "local"), "");
    const { code, text } = local("up", "dev", ...project);
    assert.deepEqual([code, /^\s+at /m.test(text)], [2, false], text);
  });
});
