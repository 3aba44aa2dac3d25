import assert from "node:assert/strict";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { byHand } from "./by-hand";
import { edited } from "./edited";
import { complaintsOf, countsOf, operationsOf } from "./events";
import { assertLostOnly } from "./lost";
import { alone, deployed, patience, type Run, type TestStack, type Workspace } from "./workspace";

// Where a person then does it in two steps, the first of them is a row of the table of changes, or here.
describe("a change that is refused", function () {
  this.timeout(patience);

  describe("carts move away from the protected table of prod", () => {
    const onTable = (file: string) => file.replace("sessionStrategy: cache", "sessionStrategy: table");
    /** In the shop's own block. */
    const unprotected = (file: string) =>
      file.replace(/( {2}clothesline:myclothes:\n(?: {4}.*\n)*? {4}deletionProtection:) true/, "$1 false");
    let workspace: Workspace;
    const inCache = () => workspace.stack("prod");
    beforeEach(async () => {
      workspace = (await deployed("prod", undefined, onTable)).copy();
    });

    it("which changes nothing at all, and names what is protected", async () => {
      const stack = inCache();
      const before = { account: stack.account(), known: stack.exported().resources };
      const { code, stdout } = await stack.upWithPreview();
      assert.notEqual(code, 0);
      // The engine stops at the first that it comes to: the table, its key or the key's alias.
      assert.match(stdout, /::myclothes-session-table"? cannot be deleted\s+because it is protected/);
      assert.deepEqual({ account: stack.account(), known: stack.exported().resources }, before);
    });

    it("and is done in two steps: its protection off, then the new word with protection", async () => {
      const off = await changed(workspace.stack("prod", (file) => unprotected(onTable(file))));
      assert.deepEqual(Object.keys(operationsOf(off.run.events)), ["update"]);
      assertLostOnly([], off.outcome);
      const moved = await changed(inCache());
      assertLostOnly(["Key myclothes-session-table", "Table myclothes-session-table"], moved.outcome);
      const { resources = [] } = inCache().exported();
      const kept = resources.filter(({ type }) => /ReplicationGroup$|rds.*Instance$|FileSystem$/.test(type));
      assert.deepEqual(
        kept.filter(
          ({ protect, urn, inputs }) =>
            protect !== true && inputs?.["replicateSourceDb"] === undefined && !urn.endsWith("lookaside"),
        ),
        [],
      );
      assert.deepEqual(countsOf((await inCache().preview()).events), {});
    });
  });

  describe("the protected keys of prod's sealed carts", () => {
    const sealed = (generation: number) => (file: string) =>
      file.replace(
        "sessionStrategy: cache",
        `sessionStrategy: cookie\n    sessionCookieKeyGeneration: ${String(generation)}`,
      );
    let workspace: Workspace;
    beforeEach(async () => {
      workspace = (await deployed("prod", undefined, sealed(4))).copy();
    });

    for (const [what, edit] of [
      ["another strategy", undefined],
      ["a slip in the generation", sealed(6)],
    ] as const) {
      it(`are not given up for ${what}, which changes nothing at all`, async () => {
        const stack = workspace.stack("prod", edit);
        const before = { account: stack.account(), known: stack.exported().resources };
        const { code, stdout } = await stack.upWithPreview();
        assert.notEqual(code, 0);
        assert.match(stdout, /::myclothes-web-session-key-[45]"? cannot be deleted\s+because it is protected/);
        assert.deepEqual({ account: stack.account(), known: stack.exported().resources }, before);
      });
    }

    it("are rotated in one step, which takes the oldest alone", async () => {
      const { outcome } = await changed(workspace.stack("prod", sealed(5)));
      const key = "myclothes-web-session-key-3";
      assertLostOnly([`RandomBytes ${key}`, `Secret ${key}`, `SecretVersion ${key}`], outcome);
    });
  });

  it("a zone together with the replica in it, by RDS, which loses nothing: the replica is laid elsewhere first", async () => {
    const workspace = (await deployed("prod", undefined, withoutDax)).copy();
    const edit = (file: string) => withoutDax(noReplicaInC(noZoneC(file)));
    const { run, outcome } = await attempted(workspace.stack("prod", edit));
    assert.notEqual(run.code, 0);
    assert.match(complaintsOf(run.events).join("\n"), /SubnetAlreadyInUse/);
    assertLostOnly([], outcome);
  });

  describe("the zone of prod's primary, by RDS", () => {
    const noStandby = edited("multiAz: true", "multiAz: false");
    let workspace: Workspace;
    const primaryIn = (zone: string) => {
      byHand(workspace.stack("prod"), ({ holdings }) => {
        const primary = holdings.find(({ inputs }) => inputs["multiAz"] === true);
        assert.ok(primary);
        primary.computed["availabilityZone"] = `eu-west-1${zone}`;
      });
    };
    beforeEach(async () => {
      workspace = (await deployed("prod", undefined, noReplicaInC)).copy();
      primaryIn("c");
    });

    it("which loses nothing", async () => {
      await changed(workspace.stack("prod", (file) => withoutDax(noReplicaInC(file))));
      const edit = (file: string) => withoutDax(noZoneC(noReplicaInC(file)));
      const { run, outcome } = await attempted(workspace.stack("prod", edit));
      assert.notEqual(run.code, 0);
      assert.match(complaintsOf(run.events).join("\n"), /SubnetAlreadyInUse/);
      assertLostOnly([], outcome);
    });

    it("and goes after a failover in steps: DAX away, the standby, then the zone, with both in others", async () => {
      primaryIn("a");
      await changed(workspace.stack("prod", (file) => withoutDax(noReplicaInC(file))));
      const single = await changed(workspace.stack("prod", (file) => noStandby(withoutDax(noReplicaInC(file)))));
      assert.deepEqual(Object.keys(operationsOf(single.run.events)), ["update"]);
      assertLostOnly([], single.outcome);
      const smaller = workspace.stack("prod", (file) => noZoneC(noReplicaInC(file)));
      const { outcome } = await changed(smaller);
      assertLostOnly([], outcome);
      assert.deepEqual(countsOf((await smaller.preview()).events), {});
    });
  });

  it("a newer minor version for the primary and its replicas at once, by RDS, which changes nothing", async () => {
    const stack = (await deployed("dev", alone("database")))
      .copy()
      .stack("dev", (file) => file.replaceAll('"17.5"', '"17.6"'));
    const account = stack.account();
    const { code, events } = await stack.upUnjudged();
    assert.notEqual(code, 0);
    assert.match(complaintsOf(events).join("\n"), /DBUpgradeDependencyFailure: .*read replicas need to be upgraded: /);
    assert.equal(stack.account(), account);
  });

  it("a newer major version that nobody has allowed, by RDS, which loses nothing", async () => {
    const stack = (await deployed("dev", alone("database")))
      .copy()
      .stack("dev", (file) => file.replaceAll('"17.5"', '"18.1"'));
    const { run, outcome } = await attempted(stack);
    assert.notEqual(run.code, 0);
    assert.match(complaintsOf(run.events).join("\n"), /AllowMajorVersionUpgrade flag must be present/);
    assertLostOnly([], outcome);
  });
});

const noReplicaInC = edited("orders: c", "orders: a");
const noZoneC = edited("zones: [a, b, c]", "zones: [a, b]");
/** Its nodes hold a zone as well, and would be told of in the place of the database. */
const withoutDax = (file: string) => file.replace(/ {4}accelerator: .*\n/, "");

interface Attempt {
  run: Run;
  outcome: { events: Run["events"]; before: CheckpointResource[]; after: CheckpointResource[] };
}

async function attempted(stack: TestStack): Promise<Attempt> {
  const before = stack.exported().resources ?? [];
  const run = await stack.upUnjudged();
  return { run, outcome: { events: run.events, before, after: stack.exported().resources ?? [] } };
}

async function changed(stack: TestStack): Promise<Attempt> {
  const attempt = await attempted(stack);
  assert.equal(attempt.run.code, 0, attempt.run.stdout + attempt.run.stderr);
  return attempt;
}
