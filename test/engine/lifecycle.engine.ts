import assert from "node:assert/strict";
import { complaintsOf, countsOf } from "./events";
import { tried, Workspace, type Run, type TestStack } from "./workspace";

/** Asserts that the engine ended well and had nothing to complain of, and says how many resources it changed. */
function changesOf(run: Run): Record<string, number> {
  assert.equal(run.code, 0, run.stdout + run.stderr);
  assert.deepEqual(complaintsOf(run.events), []);
  return countsOf(run.events);
}

for (const { project, stack: name, title } of tried) {
  describe(`${title} in the real engine`, function () {
    this.timeout(180_000);
    let runs: Record<"preview" | "up" | "again" | "refresh", Run>;
    let accountAfterPreview: string;
    let stack: TestStack;

    before(async () => {
      stack = new Workspace(project).stack(name);
      const preview = await stack.preview();
      accountAfterPreview = stack.account();
      runs = { preview, up: await stack.up(), again: await stack.up(), refresh: await stack.refresh() };
    });

    it("is previewed as something new, and nothing is made", () => {
      assert.deepEqual(Object.keys(changesOf(runs.preview)), ["create"]);
      assert.equal(accountAfterPreview, "");
    });

    it("comes up as previewed", () => {
      assert.deepEqual(changesOf(runs.up), changesOf(runs.preview));
    });

    it("is not changed by a second up", () => {
      assert.deepEqual(changesOf(runs.again), {});
    });

    it("has not drifted", () => {
      assert.deepEqual(changesOf(runs.refresh), {});
    });
  });
}
