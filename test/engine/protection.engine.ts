import assert from "node:assert/strict";
import { AccountFile } from "../../sandbox/plugins/account/account-file";
import { fixture, deployed, type TestStack } from "./workspace";

describe("a stack with protected resources", function () {
  this.timeout(180_000);
  let stack: TestStack;
  beforeEach(async () => {
    const workspace = await deployed("dev", fixture("stateful"));
    stack = workspace.copy().stack("dev");
  });

  it("survives a careless destroy: nothing is deleted, and it says what to do", async () => {
    const before = { account: stack.account(), known: stack.exported().resources };
    const { code, stdout } = await stack.destroy();
    assert.notEqual(code, 0);
    assert.match(stdout, /cannot be deleted/);
    assert.match(stdout, /pulumi state unprotect/);
    assert.deepEqual({ account: stack.account(), known: stack.exported().resources }, before);
  });

  it("keeps what AWS protects, even if somebody has taken Pulumi's protection off and skips the preview", async () => {
    const types = ["aws:rds/instance:Instance", "aws:dynamodb/table:Table", "aws:cognito/userPool:UserPool"];
    const held = () =>
      new AccountFile(stack.accountFile).read().holdings.filter(({ type }) => types.includes(type)).length;
    assert.equal(held(), types.length);
    assert.equal((await stack.cli("state", "unprotect", "--all", "--yes", "--stack", stack.name)).code, 0);
    const { code, stdout } = await stack.destroy("--skip-preview", "--continue-on-error");
    assert.notEqual(code, 0);
    assert.match(stdout, /deletion protection/i);
    assert.equal(held(), types.length);
  });
});
