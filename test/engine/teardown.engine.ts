import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readAccount } from "../../sandbox/local/account";
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
});
