import assert from "node:assert/strict";
import { networks, plannedOn } from "./other-networks";
import { planned, type Plan } from "./planned";
import { doubtful, graphOf, leaks, missing, strangers, wrongDoors } from "./reachability";
import { wrongRules } from "./wrong-rules";

const checks = { wrongDoors, strangers, leaks, missing, doubtful };
type Findings = Record<string, string[]>;

/** What is wrong with who reaches whom: nothing in a plan that is right. */
function findingsIn(plan: Plan): Findings {
  const graph = graphOf(plan);
  const found = Object.entries(checks).map(([name, check]) => [name, check(graph)] as const);
  return Object.fromEntries(found.filter(([, findings]) => findings.length > 0));
}

const strategies = { dev: ["cache", "table", "cookie", "sticky"], prod: ["cache", "table", "cookie"] } as const;

describe("who reaches whom, as planned:", () => {
  for (const [stack, chosen] of Object.entries(strategies)) {
    for (const strategy of chosen) {
      for (const knowledge of ["preview", "deployed"] as const) {
        it(`the world load balancers only, stores their own web tier and functions only (${stack}, ${strategy}, ${knowledge})`, async () => {
          const settings = { sessionStrategy: strategy, sessionLossAccepted: strategy === "sticky" };
          const plan = await planned(stack, knowledge, { myclothes: settings });
          assert.ok(graphOf(plan).reaches.length > 10);
          assert.deepEqual(findingsIn(plan), {});
        });
      }
    }
  }

  for (const [how, network] of Object.entries(networks)) {
    for (const knowledge of ["preview", "deployed"] as const) {
      it(`the same on a network that ${how} (${knowledge})`, async () => {
        assert.deepEqual(findingsIn(await plannedOn(network, knowledge)), {});
      });
    }
  }

  for (const knowledge of ["preview", "deployed"] as const) {
    describe(`what is added to prod is found (${knowledge}):`, () => {
      let prod: Plan;
      before(async () => {
        prod = await planned("prod", knowledge);
      });

      for (const [what, { change, found }] of Object.entries(wrongRules)) {
        it(what, () => {
          const findings = findingsIn(change(prod));
          assert.deepEqual(Object.keys(findings).sort(), Object.keys(found).sort());
          for (const [check, pattern] of Object.entries(found)) {
            const sentences = findings[check] ?? [];
            assert.ok(
              sentences.some((sentence) => pattern.test(sentence)),
              `${check}: ${sentences.join("; ")}`,
            );
          }
        });
      }
    });
  }
});
