import assert from "node:assert/strict";
import { isProtected } from "../../sandbox/plugins/account/holding";
import { readAccount } from "../../sandbox/local/account";
import { configurationOf, deployed, patience, tried, type TestStack } from "./workspace";

for (const { project, stack: name, title } of tried) {
  const protects = configurationOf(name, project).includes("deletionProtection: true");

  describe(`a careless destroy of ${title}`, function () {
    this.timeout(patience);
    let stack: TestStack;
    beforeEach(async () => {
      stack = (await deployed(name, project)).copy().stack(name);
    });

    if (!protects) {
      it("meets nothing that is protected", () => {
        assert.ok((stack.exported().resources ?? []).every(({ protect = false }) => !protect));
        assert.deepEqual(readAccount(stack.accountFile).holdings.filter(isProtected), []);
      });
      return;
    }

    it("is survived: nothing is deleted, and it says what to do", async () => {
      const before = { account: stack.account(), known: stack.exported().resources };
      const { code, stdout } = await stack.destroy();
      assert.notEqual(code, 0);
      assert.match(stdout, /cannot be deleted/);
      assert.match(stdout, /pulumi state unprotect/);
      assert.deepEqual({ account: stack.account(), known: stack.exported().resources }, before);
    });

    it("leaves what AWS protects, even if somebody has taken Pulumi's protection off and skips the preview", async () => {
      const held = () => readAccount(stack.accountFile).holdings.filter(isProtected);
      const before = held();
      assert.ok(before.length > 0);
      assert.equal((await stack.cli("state", "unprotect", "--all", "--yes", "--stack", stack.name)).code, 0);
      const { code, stdout } = await stack.destroy("--skip-preview", "--continue-on-error");
      assert.notEqual(code, 0);
      assert.match(stdout, /deletion protection/i);
      assert.deepEqual(held(), before);
    });
  });
}
