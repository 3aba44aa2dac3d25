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
  ...["cache", "table", "cookie"].map((strategy) => ["prod", strategy, strategies[strategy] ?? {}] as const),
];
/** The previous, the current and the next key of the first generation. */
const cookieKeys = [0, 1, 2].map((generation) => `myclothes-web-session-key-${generation}`);

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
      const [preview = [], deployed = []] = said;
      // What of their files the signed-in are denied is only known with the bucket's ARN.
      assert.deepEqual(
        preview.map((each) => each.replace(/^perhaps (.* bucket mytodolist-users-files)$/, "$1")).sort(),
        deployed,
      );
      assert.deepEqual(about(preview, "myclothes-releases-uploads"), [
        "function myclothes-releases-publisher reads bucket myclothes-releases-uploads",
      ]);
      assert.deepEqual(
        about(preview, "myclothes-session-table"),
        ["reads", "writes"]
          .filter(() => strategy === "table")
          .map((right) => `launch template myclothes-web ${right} table myclothes-session-table`),
      );
      assert.deepEqual(
        preview.filter((sentence) => sentence.includes(" secret ")),
        [
          "function myclothes-users-migrations reads secret myclothes-users-master",
          ...cookieKeys
            .filter(() => strategy === "cookie")
            .map((key) => `launch template myclothes-web reads secret ${key}`),
        ],
      );
    });
  }

  for (const knowledge of both) {
    describe(`what is added to prod is found (${knowledge}):`, () => {
      const plans = new Map<string, Plan>();
      before(async () => {
        for (const strategy of ["table", "cookie"]) {
          plans.set(strategy, await planned("prod", knowledge, strategies[strategy]));
        }
      });

      for (const [what, { change, found, strategy = "table" }] of Object.entries(wrongPolicies)) {
        it(what, () => {
          const said = strangers(change(plans.get(strategy) ?? assert.fail(strategy)));
          assert.ok(said.length > 0);
          for (const sentence of found) assert.ok(said.includes(sentence), said.join("\n"));
        });
      }
    });
  }
});
