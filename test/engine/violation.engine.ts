import assert from "node:assert/strict";
import { findingsOf } from "./events";
import { fixture, Workspace } from "./workspace";

const withoutOwner = (stackFile: string) => stackFile.replace(/^.*:owner:.*\n/m, "");

describe("a stack that violates a mandatory rule", function () {
  this.timeout(180_000);

  it("is stopped in preview, in the rule's own words", async () => {
    const stack = new Workspace(fixture("stateful")).stack("dev", withoutOwner);
    const { code, stdout, events } = await stack.preview();
    assert.notEqual(code, 0);
    const findings = findingsOf(events);
    assert.deepEqual(
      [...new Set(findings.map(({ policy, level }) => `${policy} ${level}`))],
      ["resources-are-tagged mandatory"],
    );
    for (const { message } of findings) {
      assert.match(message, /it lacks the tag Owner\. .*Set Owner in its tags/);
      assert.ok(stdout.includes(message), message);
    }
  });

  it("comes up to nothing, since up previews first", async () => {
    const stack = new Workspace(fixture("stateful")).stack("dev", withoutOwner);
    const { code, stdout } = await stack.upWithPreview();
    assert.notEqual(code, 0);
    assert.match(stdout, /it lacks the tag Owner/);
    assert.equal(stack.account(), "");
  });
});
