import assert from "node:assert/strict";
import { AccountFile } from "../../sandbox/plugins/account/account-file";
import type { Holding } from "../../sandbox/plugins/account/holding";
import { isObject } from "../../sandbox/values";
import { byHand } from "./by-hand";
import { countsOf, operationsOf } from "./events";
import { deployed, patience, tried, type Run, type TestStack } from "./workspace";

function tagsOf({ inputs }: Holding): Record<string, unknown> {
  return isObject(inputs["tags"]) ? inputs["tags"] : {};
}

function changesOf(run: Run): Record<string, number> {
  assert.equal(run.code, 0, run.stdout + run.stderr);
  return countsOf(run.events);
}

for (const { project, stack: name, title } of tried) {
  describe(`${title}, when somebody has changed its account`, function () {
    this.timeout(patience);
    let stack: TestStack;
    beforeEach(async () => {
      stack = (await deployed(name, project)).copy().stack(name);
    });

    it("shows a changed tag in refresh, and puts it right in up", async () => {
      const before = stack.account();
      byHand(stack, ({ holdings }) => {
        const [tagged] = holdings.filter((holding) => "Name" in tagsOf(holding));
        assert.ok(tagged);
        tagged.inputs["tags"] = { ...(tagged.inputs["tags"] as object), Name: "changed by hand" };
      });
      assert.deepEqual(changesOf(await stack.refresh()), { update: 1 });
      assert.deepEqual(changesOf(await stack.upUnjudged()), { update: 1 });
      assert.equal(stack.account(), before);
    });

    it("shows what was deleted in refresh, and makes it again in up", async () => {
      const before = new AccountFile(stack.accountFile).read().holdings.length;
      byHand(stack, (contents) => {
        // The last one made: nothing else hangs on it.
        contents.holdings.pop();
      });
      const refresh = await stack.refresh();
      assert.deepEqual(changesOf(refresh), { delete: 1 });
      const up = await stack.upUnjudged();
      assert.deepEqual(operationsOf(up.events)["create"], operationsOf(refresh.events)["delete"]);
      assert.equal(new AccountFile(stack.accountFile).read().holdings.length, before);
    });
  });
}
