import assert from "node:assert/strict";
import { buildStack } from "../../../policies/graph/stack";
import type { Knowledge } from "../../../sandbox";
import { planned, type Plan } from "../planned";
import { zonesIn } from "./outage";
import { lossesWithout, tiersOf } from "./tiers";
import { weakPlans, weakSettings } from "./weaknesses";

const lossesIn = (plan: Plan): string[] => zonesIn(plan).flatMap((zone) => lossesWithout(zone, plan));

function assertFound(losses: string[], found: readonly RegExp[]): void {
  for (const pattern of found)
    assert.ok(
      losses.some((loss) => pattern.test(loss)),
      `${String(pattern)} is not among:\n${losses.join("\n")}`,
    );
  const others = losses.filter((loss) => !found.some((pattern) => pattern.test(loss)));
  assert.deepEqual(others, [], "nothing else is lost");
}

describe("prod without a zone", () => {
  for (const knowledge of ["preview", "deployed"] as const satisfies Knowledge[]) {
    describe(`as planned (${knowledge})`, () => {
      let prod: Plan;
      before(async () => {
        prod = await planned("prod", knowledge);
      });

      for (const zone of ["eu-west-1a", "eu-west-1b", "eu-west-1c"]) {
        it(`has compute, data, mount targets and ways out in the other two (${zone})`, () => {
          assert.deepEqual(lossesWithout(zone, prod), []);
        });
      }

      it("has three zones, and tiers that stand in all of them with what they call", () => {
        assert.deepEqual(zonesIn(prod), ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
        const tiers = tiersOf(buildStack(prod));
        const byName = new Map(tiers.map(({ resource, ...tier }) => [resource.name, tier]));
        assert.equal(byName.get("myclothes-web")?.stores.length, 6);
        assert.ok(tiers.length >= 5);
        for (const { resource, subnets, stores } of tiers) {
          assert.equal(subnets.length, 3, resource.name);
          assert.ok(stores.length > 0, resource.name);
        }
      });

      for (const [what, { change, found }] of Object.entries(weakPlans)) {
        it(`loses something with ${what}`, () => {
          assertFound(lossesIn(change(prod)), found);
        });
      }
    });
  }

  for (const [what, { change, found }] of Object.entries(weakSettings)) {
    it(`loses something with ${what} in the configuration`, async () => {
      assertFound(lossesIn(await planned("prod", "preview", change)), found);
    });
  }

  it("is not dev, which waits for its zone", async () => {
    const losses = lossesIn(await planned("dev", "preview"));
    for (const pattern of [/no way to the internet over IPv4/, /has no standby/, /no node left/, /public subnets left/])
      assert.ok(
        losses.some((loss) => pattern.test(loss)),
        String(pattern),
      );
  });
});
