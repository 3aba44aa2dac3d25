import assert from "node:assert/strict";
import { AccountFile } from "../../sandbox/plugins/account/account-file";
import { complaintsOf } from "./events";
import { alone, deployed, patience, type TestStack } from "./workspace";

describe("users with their own files", function () {
  this.timeout(patience);
  const unprotected = (file: string) => file.replace("deletionProtection: true", "deletionProtection: false");
  const inAccount = (stack: TestStack) => new AccountFile(stack.accountFile).read().holdings;

  it("are gone with all that belongs to them, once nothing protects them any more", async () => {
    const stack = (await deployed("dev", alone("members"), unprotected)).copy().stack("dev", unprotected);
    assert.ok(inAccount(stack).some(({ type }) => type === "aws:cognito/riskConfiguration:RiskConfiguration"));
    const { code, stdout, events } = await stack.destroy();
    assert.equal(code, 0, stdout);
    assert.deepEqual(complaintsOf(events), []);
    // KMS only schedules the deletion of a key.
    const left = inAccount(stack).filter(({ pendingDeletion }) => pendingDeletion !== true);
    assert.deepEqual(
      left.map(({ type, id }) => [type, id]),
      [],
    );
  });
});
