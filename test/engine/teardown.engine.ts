import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readAccount } from "../../sandbox/local/account";
import { resourceModels } from "../../sandbox/aws";
import { isProtected, type Holding } from "../../sandbox/plugins/account/holding";
import { byHand } from "./by-hand";
import { deployed, fixture, patience, program, type TestStack } from "./workspace";

describe("a teardown that was cut short", function () {
  this.timeout(patience);

  /** As a person runs it. */
  function teardown(stack: TestStack, faults = "") {
    const { folder, project } = stack.place;
    const args = ["-r", "./typescript.cjs", "sandbox/local/main.ts", "teardown", stack.name, "--cwd", project];
    const env = { ...process.env, CLOTHESLINE_LOCAL: folder, CLOTHESLINE_FAULTS: faults };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: program, encoding: "utf8", env });
    return { code: status, text: stdout + stderr };
  }

  it("is finished by another, which makes nothing anew", async () => {
    const stack = (await deployed("dev", fixture("stateful"))).copy().stack("dev");
    const account = () => readAccount(stack.accountFile);
    const before = account().holdings.length;
    assert.notEqual(teardown(stack, "crash-after:delete:4").code, 0);
    const { holdings, made } = account();
    assert.ok(holdings.length < before, "nothing was deleted before it was cut short");
    const { code, text } = teardown(stack);
    assert.equal(code, 0, text);
    assert.match(text, /teardown 1 of 2: nothing protected any more/);
    assert.deepEqual(account().made, made);
    assert.match(text, /\n\nLeft in the account:\n {2}aws:rds\/snapshot:Snapshot {2}orders-final {2}eu-west-1\n$/);
    assert.deepEqual(stack.exported().resources ?? [], []);
  });

  it("makes nothing anew either where AWS protects the rest, once that is off and the state knows", async () => {
    const stack = (await deployed("dev", fixture("stateful"))).copy().stack("dev");
    const account = () => readAccount(stack.accountFile);
    const isDatabase = ({ type }: Holding) => type === "aws:rds/instance:Instance";
    switchOff(stack, isDatabase);
    assert.equal((await stack.cli("state", "unprotect", "--all", "--yes", "--stack", stack.name)).code, 0);
    assert.notEqual((await stack.destroy("--skip-preview", "--continue-on-error")).code, 0);
    const { holdings, made } = account();
    assert.deepEqual(holdings.filter(isDatabase), []);
    assert.equal(holdings.filter(isProtected).length, 2);
    switchOff(stack);
    assert.equal((await stack.refresh()).code, 0);
    const { code, text } = teardown(stack);
    assert.equal(code, 0, text);
    assert.deepEqual(account().made, made);
    assert.match(text, /\n\nLeft in the account:\n {2}aws:rds\/snapshot:Snapshot {2}orders-final {2}eu-west-1\n$/);
  });
});

/** As a person does at the console, for what AWS protects. */
function switchOff(stack: TestStack, which: (holding: Holding) => boolean = () => true): void {
  byHand(stack, ({ holdings }) => {
    for (const holding of holdings.filter(isProtected).filter(which)) {
      const { argument = "" } = resourceModels[holding.type]?.protection ?? {};
      holding.inputs[argument] = typeof holding.inputs[argument] === "string" ? "INACTIVE" : false;
    }
  });
}
