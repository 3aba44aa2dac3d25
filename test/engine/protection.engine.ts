import assert from "node:assert/strict";
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
});
