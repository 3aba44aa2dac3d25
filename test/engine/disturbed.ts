import assert from "node:assert/strict";
import { disturbances, disturbedUp, inWords, recover } from "./disturbances";
import { outcomeOf, type Outcome } from "./likeness";
import { deployed, tried, Workspace } from "./workspace";

/** Declares tests of every stack whose up goes wrong at points chosen by a seed: whoever recovers has lost nothing. */
export function recoversFromFaults(seed: number, count: number): void {
  for (const { project, stack: name, title } of tried) {
    describe(`${title}, when something goes wrong in up (seed ${String(seed)})`, function () {
      this.timeout(300_000);
      let begun: Workspace;
      let undisturbed: Outcome;
      let creates: number;

      before(async () => {
        begun = new Workspace(project);
        begun.stack(name);
        undisturbed = outcomeOf((await deployed(name, project)).stack(name));
        creates = undisturbed.account.length;
      });

      // How many creates a stack has is known once it has been up.
      for (let place = 0; place < count; place += 1) {
        it(`ends as if nothing had happened, ${String(place + 1)} of ${String(count)}`, async function () {
          const disturbance = disturbances(seed, count, creates)[place];
          assert.ok(disturbance);
          if (this.test) this.test.title += `: ${inWords(disturbance)}`;
          const stack = begun.copy().stack(name);
          const { inFlight } = await disturbedUp(stack, disturbance);
          const { leftOver } = await recover(stack, disturbance);
          if (this.test && leftOver.length > 0) this.test.title += `, ${String(leftOver.length)} left over`;
          assert.deepEqual(
            leftOver.filter((urn) => !inFlight.includes(urn)),
            [],
            "more is left over than was in flight",
          );
          const up = await stack.upUnjudged();
          assert.equal(up.code, 0, up.stdout + up.stderr);
          assert.deepEqual(outcomeOf(stack), undisturbed);
        });
      }
    });
  }
}
