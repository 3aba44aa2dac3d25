import assert from "node:assert/strict";
import { text } from "../../sandbox/aws/model";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { byHand } from "./by-hand";
import { countsOf } from "./events";
import { deployed, patience, type TestStack } from "./workspace";

const database = "aws:rds/instance:Instance";

describe("a failover of prod's database, in which AWS makes the standby the primary", function () {
  this.timeout(patience);
  let stack: TestStack;
  let account: string;
  beforeEach(async () => {
    stack = (await deployed("prod")).copy().stack("prod");
    byHand(stack, ({ holdings }) => {
      const primary = holdings.find(({ type, inputs }) => type === database && inputs["multiAz"] === true);
      assert.ok(primary);
      const from = text(primary.computed["availabilityZone"]);
      primary.computed["availabilityZone"] = "eu-west-1b";
      assert.notEqual(from, "eu-west-1b");
    });
    account = stack.account();
  });

  it("is nothing that an up has to change", async () => {
    const up = await stack.upUnjudged();
    assert.equal(up.code, 0, up.stdout + up.stderr);
    assert.deepEqual(countsOf(up.events), {});
    assert.equal(stack.account(), account);
  });

  it("is learnt by a refresh, and is nothing to change after it, either", async () => {
    const refresh = await stack.refresh();
    assert.equal(refresh.code, 0, refresh.stdout + refresh.stderr);
    assert.equal(zoneOf(stack.exported().resources), "eu-west-1b");
    const up = await stack.upUnjudged();
    assert.deepEqual(countsOf(up.events), {});
    assert.equal(stack.account(), account);
  });
});

/** Where the engine takes the primary to be. */
function zoneOf(resources: readonly CheckpointResource[] = []): unknown {
  return resources.find(({ type, inputs }) => type === database && inputs?.["multiAz"] === true)?.outputs?.[
    "availabilityZone"
  ];
}
