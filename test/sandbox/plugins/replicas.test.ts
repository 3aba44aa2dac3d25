import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { text } from "../run";
import { database, useAccount } from "./account";
import type { State } from "./provider";

const primary: Properties = {
  ...database,
  backupRetentionPeriod: 7,
  engineVersion: "17.4",
  identifier: "users",
  skipFinalSnapshot: true,
};
const managed: Properties = { ...primary, manageMasterUserPassword: true, password: null };
const replica: Properties = { instanceClass: "db.t4g.micro", replicateSourceDb: "users", skipFinalSnapshot: true };

describe("the sandbox's RDS and read replicas", () => {
  const account = useAccount();
  const reader = (given: Properties = {}, name = "reader") => account.make("database", { ...replica, ...given }, name);
  const change = (made: State, given: Properties) => account.provider.update(made, given);

  it("a source whose password RDS manages has none, and its secret is told", async () => {
    const { outputs } = await account.make("database", managed);
    const [secret] = outputs["masterUserSecrets"] as [Properties];
    assert.match(text(secret["secretArn"]), /^arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-/);
    await account.refuses(() => reader(), /^InvalidDBInstanceState: You can't create a read replica of a source DB/);
  });

  it("a source that has replicas does not get a managed password, nor lose its backups", async () => {
    const source = await account.make("database", primary);
    await reader();
    await account.refuses(() => change(source, managed), /^InvalidDBInstanceState: You can't manage the master user/);
    await account.refuses(
      () => change(source, { ...primary, backupRetentionPeriod: 0 }),
      /^InvalidParameterCombination: Automated backups can't be disabled/,
    );
  });

  it("from managed to generated is one change in place, after which replicas can be made", async () => {
    const source = await account.make("database", managed);
    await change(source, primary);
    await reader();
  });

  it("fifteen replicas of one source and no sixteenth", async () => {
    await account.make("database", primary);
    for (let place = 1; place <= 15; place++) await reader({}, `reader-${String(place)}`);
    await account.refuses(() => reader({}, "reader-16"), /already has the maximum number of read replicas, 15\.$/);
  });

  it("a replica in its source's region is in its source's subnet group", async () => {
    const { outputs } = await account.make("database", primary);
    await account.make("subnetGroup", { name: "data", subnetIds: await twoZones() });
    const words = /^DBSubnetGroupNotAllowedFault: /;
    await account.refuses(() => reader({ dbSubnetGroupName: "data" }), words);
    await reader({ dbSubnetGroupName: "data", replicateSourceDb: outputs["arn"] ?? null });
  });

  it("an instance has the parameters of its own version", async () => {
    await account.make("databaseParameters", { family: "postgres16", name: "older" });
    await account.refuses(
      () => account.make("database", { ...primary, parameterGroupName: "older" }),
      /can't be used for this instance\. Please use a parameter group with DBParameterGroupFamily postgres17\.$/,
    );
    await account.make("databaseParameters", { family: "postgres17", name: "fitting" });
    await account.make("database", { ...primary, parameterGroupName: "fitting" });
  });

  it("a snapshot that is restored is there", async () => {
    const restored = { instanceClass: "db.t4g.micro", skipFinalSnapshot: true, snapshotIdentifier: "users-final" };
    await account.refuses(
      () => account.make("database", restored),
      "DBSnapshotNotFound: DBSnapshot not found: users-final",
    );
    const last = { ...primary, finalSnapshotIdentifier: "users-final", skipFinalSnapshot: false };
    await account.provider.remove(await account.make("database", last));
    await account.make("database", restored);
  });

  it("a failover that moved the primary changes nothing, and another zone replaces a replica", async () => {
    const given = { ...primary, multiAz: true };
    const source = await account.make("database", given);
    account.provider.edit(({ holdings }) => {
      for (const { computed } of holdings) if (computed) computed["availabilityZone"] = "eu-west-1c";
    });
    const moved = await account.provider.read(source);
    assert.equal(moved?.outputs["availabilityZone"], "eu-west-1c");
    assert.ok(moved);
    assert.equal((await account.provider.difference(moved, given)).changes, false);
    const made = await reader({ availabilityZone: "eu-west-1a" });
    const difference = await account.provider.difference(made, { ...replica, availabilityZone: "eu-west-1b" });
    assert.deepEqual(difference.replaces, ["availabilityZone"]);
  });

  const twoZones = async () => {
    const [one, other] = await account.subnets(await account.vpc());
    return [one.id, other.id];
  };
});
