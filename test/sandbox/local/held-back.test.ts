import assert from "node:assert/strict";
import { isHeldBack } from "../../../sandbox/local/held-back";

const resource = (type: string, inputs: Record<string, unknown>, protect = false) => ({
  ...{ urn: `urn:pulumi:dev::test::${type}::a`, type, custom: true, inputs, protect },
});

describe("before a destroy, an up has to let go", () => {
  const held = {
    "of what Pulumi protects": resource("aws:kms/key:Key", {}, true),
    "of what AWS protects by a switch": resource("aws:rds/instance:Instance", { deletionProtection: true }),
    "of a table, whose switch has another name": resource("aws:dynamodb/table:Table", {
      deletionProtectionEnabled: true,
    }),
    "of a user pool, whose switch is a word": resource("aws:cognito/userPool:UserPool", {
      deletionProtection: "ACTIVE",
    }),
  };
  for (const [what, one] of Object.entries(held)) {
    it(what, () => {
      assert.equal(isHeldBack(one), true);
    });
  }

  it("of nothing else", () => {
    const free = [
      resource("aws:rds/instance:Instance", { deletionProtection: false }),
      resource("aws:cognito/userPool:UserPool", { deletionProtection: "INACTIVE" }),
      resource("aws:s3/bucket:Bucket", { forceDestroy: false }),
    ];
    assert.deepEqual(free.filter(isHeldBack), []);
  });
});
