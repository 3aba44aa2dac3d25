import assert from "node:assert/strict";
import { deleteStrays, straysOf } from "../../sandbox/local/strays";
import { outcomeOf, type Outcome } from "./likeness";
import { deployed, patience, Workspace, type TestStack } from "./workspace";

// Faults of every kind are in faults.engine.ts; here is what a person sees of the worst one, step by step.
describe("after an up that was cut short, docs/recovery.md", function () {
  this.timeout(patience);
  let stack: TestStack;
  let undisturbed: Outcome;
  before(async () => {
    undisturbed = outcomeOf((await deployed("dev")).stack("dev"));
  });
  beforeEach(() => {
    stack = new Workspace().stack("dev");
  });

  it("unlocks the stack, has what was in flight deleted and forgotten, if the engine died", async () => {
    await stack.upKilledAfter(10);
    const locked = await stack.up();
    assert.notEqual(locked.code, 0);
    assert.match(locked.stdout + locked.stderr, /locked by 1 lock.*pulumi cancel/s);
    const cancel = await stack.cli("cancel", "--yes", "--stack", stack.name);
    assert.equal(cancel.code, 0, cancel.stderr);

    const inFlight = (stack.exported().pending_operations ?? []).map(({ resource }) => resource.urn);
    for (const { madeAs } of deleteStrays(stack)) assert.ok(inFlight.includes(madeAs), madeAs);
    const refresh = await stack.refresh("--clear-pending-creates");
    assert.equal(refresh.code, 0, refresh.stdout);
    assert.deepEqual(stack.exported().pending_operations ?? [], []);
    const up = await stack.up();
    assert.equal(up.code, 0, up.stdout);
    assert.deepEqual(outcomeOf(stack), undisturbed);
    assert.deepEqual(straysOf(stack), []);
  });
});
