import assert from "node:assert/strict";
import { deleteStrays, straysOf } from "../../sandbox/local/strays";
import { AccountFile } from "../../sandbox/plugins/account/account-file";
import { deployed, Workspace, type TestStack } from "./workspace";

/** What is in the account, without the ids, which are made up anew with everything that is made again. */
function holdingsOf(stack: TestStack): string[] {
  const { holdings } = new AccountFile(stack.accountFile).read();
  return holdings.map(({ type, madeAs }) => `${type} ${madeAs.replace(/ #\d+$/, "")}`).sort();
}

describe("after an up that was cut short, docs/recovery.md", function () {
  this.timeout(300_000);
  let stack: TestStack;
  let undisturbed: string[];
  before(async () => {
    undisturbed = holdingsOf((await deployed("dev")).stack("dev"));
  });
  beforeEach(() => {
    stack = new Workspace().stack("dev");
  });

  const endsWell = async () => {
    const { code, stdout } = await stack.up();
    assert.equal(code, 0, stdout);
    assert.deepEqual(holdingsOf(stack), undisturbed);
    assert.deepEqual(straysOf(stack), []);
  };

  for (const fault of ["throttle", "refuse"]) {
    it(`asks for nothing but another up if AWS failed a request (${fault})`, async () => {
      stack.environment["CLOTHESLINE_FAULTS"] = `${fault}:create:9`;
      assert.notEqual((await stack.up()).code, 0);
      assert.deepEqual(straysOf(stack), []);
      delete stack.environment["CLOTHESLINE_FAULTS"];
      await endsWell();
    });
  }

  it("has what the provider made and did not tell of deleted, if the provider died", async () => {
    stack.environment["CLOTHESLINE_FAULTS"] = "crash-after:create:12";
    assert.notEqual((await stack.up()).code, 0);
    delete stack.environment["CLOTHESLINE_FAULTS"];
    assert.ok(deleteStrays(stack).length > 0);
    await endsWell();
  });

  it("unlocks the stack, has what was in flight deleted and forgotten, if the engine died", async () => {
    await stack.upKilledAfter(10);
    const locked = await stack.up();
    assert.notEqual(locked.code, 0);
    assert.match(locked.stdout + locked.stderr, /locked by 1 lock.*pulumi cancel/s);
    await stack.cli("cancel", "--yes", "--stack", stack.name);

    const inFlight = (stack.exported().pending_operations ?? []).map(({ resource }) => resource.urn);
    for (const { madeAs } of deleteStrays(stack)) assert.ok(inFlight.includes(madeAs), madeAs);
    const refresh = await stack.refresh("--clear-pending-creates");
    assert.equal(refresh.code, 0, refresh.stdout);
    assert.deepEqual(stack.exported().pending_operations ?? [], []);
    await endsWell();
  });
});
