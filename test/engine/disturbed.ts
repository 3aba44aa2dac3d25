import assert from "node:assert/strict";
import { disturbances, disturbedUp, inWords, recover, type Length } from "./disturbances";
import { outcomeOf, type Outcome } from "./likeness";
import { deployed, isMade, patience, tried, upFromNothing, Workspace } from "./workspace";

/** Declares tests of every stack whose up goes wrong at points chosen by a seed: whoever recovers has lost nothing. */
export function recoversFromFaults(seed: number, count: number): void {
  for (const { project, stack: name, title } of tried) {
    describe(`${title}, when something goes wrong in up (seed ${String(seed)})`, function () {
      this.timeout(patience);
      let begun: Workspace;
      let undisturbed: Outcome;
      let length: Length;

      before(async () => {
        begun = new Workspace(project);
        begun.stack(name);
        undisturbed = outcomeOf((await deployed(name, project)).stack(name));
        length = {
          creates: undisturbed.account.length,
          made: (await upFromNothing(name, project)).stdout.split("\n").filter(isMade).length,
        };
      });

      // How long the up of a stack is, is known once it has been up.
      for (let place = 0; place < count; place += 1) {
        it(`ends as if nothing had happened, ${String(place + 1)} of ${String(count)}`, async function () {
          const disturbance = disturbances(seed, count, length)[place];
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
