import assert from "node:assert/strict";
import { both } from "../policies/good-stack";
import { permitted, strangers } from "./permissions";
import { planned, type Change, type Plan } from "./planned";
import { wrongPolicies } from "./wrong-policies";

const strategies: Record<string, Change> = {
  cache: {},
  table: { myclothes: { sessionStrategy: "table" } },
  cookie: { myclothes: { sessionStrategy: "cookie" } },
  sticky: { myclothes: { sessionStrategy: "sticky", sessionLossAccepted: true } },
};
const stacks = [
  ...Object.entries(strategies).map(([strategy, change]) => ["dev", strategy, change] as const),
  ["prod", "table", strategies["table"] ?? {}] as const,
];

/** What is said of a resource whose name ends so. */
const about = (said: readonly string[], name: string): string[] => said.filter((each) => each.endsWith(` ${name}`));

describe("who may do what, as planned:", () => {
  for (const [stack, strategy, change] of stacks) {
    it(`nobody but whom each store is there for, whether values are known or not (${stack}, ${strategy})`, async () => {
      const said: string[][] = [];
      for (const knowledge of both) {
        const plan = await planned(stack, knowledge, change);
        assert.deepEqual(strangers(plan), []);
        said.push(permitted(plan));
      }
      const [preview = [], deployed] = said;
      assert.deepEqual(preview, deployed);
      assert.deepEqual(about(preview, "myclothes-releases-uploads"), [
        "function myclothes-releases-publisher reads bucket myclothes-releases-uploads",
      ]);
      assert.deepEqual(
        about(preview, "myclothes-session-table"),
        ["reads", "writes"]
          .filter(() => strategy === "table")
          .map((right) => `launch template myclothes-web ${right} table myclothes-session-table`),
      );
    });
  }

  for (const knowledge of both) {
    describe(`what is added to prod is found (${knowledge}):`, () => {
      let prod: Plan;
      before(async () => {
        prod = await planned("prod", knowledge, strategies["table"]);
      });

      for (const [what, { change, found }] of Object.entries(wrongPolicies)) {
        it(what, () => {
          const said = strangers(change(prod));
          assert.ok(said.length > 0);
          for (const sentence of found) assert.ok(said.includes(sentence), said.join("\n"));
        });
      }
    });
  }
});
