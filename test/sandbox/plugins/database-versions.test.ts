import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { database, useAccount, versionsOf } from "./account";
import type { State } from "./provider";

const primary: Properties = {
  ...database,
  backupRetentionPeriod: 7,
  engineVersion: "17.4",
  identifier: "users",
  skipFinalSnapshot: true,
};
const replica: Properties = {
  engineVersion: "17.4",
  identifier: "reader",
  instanceClass: "db.t4g.micro",
  replicateSourceDb: "users",
  skipFinalSnapshot: true,
};
const allowed = { allowMajorVersionUpgrade: true };
const replicasFirst =
  "DBUpgradeDependencyFailure: One or more of the DB Instance's read replicas need to be upgraded: reader";

describe("the sandbox's RDS and the versions of a database's engine", () => {
  const account = useAccount();
  const make = (given: Properties, name = "users") => account.make("database", given, name);
  const change = (made: State, given: Properties) => account.provider.update(made, given);

  /** As RDS raises what there is in a maintenance window. */
  function raise(to: string): void {
    account.provider.edit(({ holdings }) => {
      for (const { inputs } of holdings) if (inputs) inputs["engineVersion"] = to;
    });
  }

  it("within a major version replicas are upgraded first", async () => {
    const source = await make(primary);
    const made = await make(replica, "reader");
    const newer = { ...primary, engineVersion: "17.6" };
    await account.refuses(() => change(source, newer), replicasFirst);
    await change(made, { ...replica, engineVersion: "17.6" });
    await change(source, newer);
  });

  it("to another major version goes only who says so, and nobody goes back", async () => {
    const source = await make(primary);
    const major = { ...primary, engineVersion: "18.1" };
    await account.refuses(() => change(source, major), /^InvalidParameterCombination: The AllowMajorVersionUpgrade/);
    const older = { ...primary, engineVersion: "17.2" };
    await account.refuses(() => change(source, older), /Cannot upgrade postgres from 17\.4 to 17\.2$/);
    await change(source, { ...major, ...allowed });
  });

  it("to another major version a primary takes its replicas along, and none goes before it", async () => {
    const source = await make(primary);
    const made = [
      await make(replica, "reader"),
      await make({ ...replica, engineVersion: null, identifier: "other" }, "other"),
    ];
    const major = { ...replica, ...allowed, engineVersion: "18.1" };
    await account.refuses(
      () => change(made[0] ?? assert.fail(), major),
      "InvalidParameterValue: Major Version Upgrade not supported for Postgres Read Replica DB Instances",
    );
    await change(source, { ...primary, ...allowed, engineVersion: "18.1" });
    for (const one of made) assert.deepEqual(versionsOf(await account.found(one)), ["18.1", "18.1"]);
    await change(made[0] ?? assert.fail(), major);
  });

  it("alone, a former replica goes to another major version", async () => {
    await make(primary);
    const made = await make(replica, "reader");
    const own = { ...replica, ...allowed, backupRetentionPeriod: 7, replicateSourceDb: null };
    await change(await change(made, own), { ...own, engineVersion: "18.1" });
  });

  it("to another major version of MySQL, too, replicas go first", async () => {
    const source = await make({ ...primary, engine: "mysql", engineVersion: "8.0.41" });
    const made = await make({ ...replica, engineVersion: "8.0.41" }, "reader");
    const newer = { ...allowed, engineVersion: "8.4.5" };
    await account.refuses(() => change(source, { ...primary, engine: "mysql", ...newer }), replicasFirst);
    await change(made, { ...replica, ...newer });
    await change(source, { ...primary, engine: "mysql", ...newer });
  });

  it("a new replica runs its source's version, and the one that was asked for is a difference", async () => {
    await make(primary);
    for (const [name, engineVersion] of Object.entries({ minor: "17.6", major: "18.1" })) {
      const given = { ...replica, engineVersion, identifier: name };
      const made = await make(given, name);
      assert.deepEqual(versionsOf(made), ["17.4", "17.4"]);
      assert.deepEqual(versionsOf(await account.found(made)), ["17.4", "17.4"]);
      const { details } = await account.provider.difference(made, given);
      assert.deepEqual(details, { engineVersion: "UPDATE" });
    }
  });

  it("a new replica of a line runs what its source became", async () => {
    await make({ ...primary, engineVersion: "17" });
    raise("17.7");
    const made = await make({ ...replica, engineVersion: "17" }, "reader");
    assert.deepEqual(versionsOf(made), ["17", "17.7"]);
  });

  it("a release that RDS raised is what runs", async () => {
    const made = await make(primary);
    raise("17.6");
    assert.deepEqual(versionsOf(await account.found(made)), ["17.6", "17.6"]);
  });

  describe("a whole line", () => {
    const line = { ...primary, engineVersion: "17" };

    it("stays what is asked for when RDS raises the version", async () => {
      const made = await make(line);
      assert.deepEqual(versionsOf(made), ["17", "17.4"]);
      raise("17.7");
      const raised = await account.found(made);
      assert.deepEqual(versionsOf(raised), ["17", "17.7"]);
      assert.equal((await account.provider.difference(raised, line)).changes, false);
    });

    it("asked for instead of one release is a change, which raises it to the line's default or leaves it", async () => {
      for (const [release, actual] of [
        ["17.7", "17.7"],
        ["17.2", "17.4"],
      ]) {
        const given = { ...primary, engineVersion: release ?? "", identifier: `users-${actual?.slice(-1) ?? ""}` };
        const made = await make(given, `users-${release?.slice(-1) ?? ""}`);
        const news = { ...given, engineVersion: "17" };
        assert.deepEqual((await account.provider.difference(made, news)).details, { engineVersion: "UPDATE" });
        const changed = await change(made, news);
        assert.deepEqual(versionsOf(changed), ["17", actual]);
        assert.deepEqual(versionsOf(await account.found(changed)), ["17", actual]);
        assert.equal((await account.provider.difference(changed, news)).changes, false);
      }
    });

    it("is not left for one of its releases that is older than what runs", async () => {
      const made = await make(line);
      raise("17.7");
      await account.refuses(
        () => change(made, { ...line, engineVersion: "17.6" }),
        "InvalidParameterCombination: Cannot upgrade postgres from 17.7 to 17.6",
      );
      await change(made, { ...line, engineVersion: "17.7" });
    });
  });
});
