import assert from "node:assert/strict";
import { DatabaseInsights } from "../../../components/replicated-database/insights";
import { MasterSecret } from "../../../components/replicated-database/master-secret";
import { Secret } from "../../../sandbox";
import { stackOf, text } from "../stack";
import * as scene from "./database-scene";
import { networkIn } from "../network-in";
import { instanceType, shop, twoReplicas } from "./database-scene";

const urns = async (...args: Parameters<typeof stackOf>) =>
  (await stackOf(...args)).resources.map(({ urn }) => urn).sort();

describe("a replicated database", () => {
  it("makes the same resources whether values are known or not", async () => {
    for (const args of [{}, { replicas: twoReplicas }, { multiAz: false, masterSecret: MasterSecret.Managed }]) {
      const preview = await urns(shop(args), "preview");
      assert.ok(preview.length > 30);
      assert.equal(new Set(preview).size, preview.length);
      assert.deepEqual(await urns(shop(args), "deployed"), preview);
    }
  });

  it("owns everything it makes, under its own name", async () => {
    const { resources, one } = await stackOf(shop({ replicas: twoReplicas }));
    const owners = ["clothesline:index:ReplicatedDatabase", "clothesline:index:Traffic"];
    const owned = resources.filter(({ parent }) => parent !== undefined && parent !== resources[0]?.urn);
    for (const { type, name, parent } of owned) {
      assert.ok(
        owners.some((owner) => parent?.includes(owner)),
        `${type} ${name}`,
      );
      assert.match(name, /^shop(-|$)/);
    }
    assert.ok(owned.length > 40);
    assert.ok(one("clothesline:index:ReplicatedDatabase", "shop"));
  });

  it("has a standby in another zone, and leaves the zones to AWS, so that a failover changes nothing", async () => {
    const { inputs } = (await stackOf(shop())).one(instanceType, "shop");
    assert.equal(inputs["multiAz"], true);
    assert.ok(!("availabilityZone" in inputs));
  });

  it("lies in the stated zone without a standby", async () => {
    const { inputs } = (await stackOf(shop({ multiAz: false, zoneName: "eu-west-1b" }))).one(instanceType, "shop");
    assert.deepEqual([inputs["multiAz"], inputs["availabilityZone"]], [false, "eu-west-1b"]);
  });

  it("lies in the data subnets, and no address of it is public", async () => {
    const { one, all } = await stackOf(shop({ replicas: twoReplicas }), "deployed");
    const group = one("aws:rds/subnetGroup:SubnetGroup", "shop");
    assert.deepEqual(group.inputs["subnetIds"], networkIn("abc").dataSubnetIds);
    assert.equal(one(instanceType, "shop").inputs["dbSubnetGroupName"], group.outputs["name"]);
    for (const { inputs } of all(instanceType)) assert.equal(inputs["publiclyAccessible"], false);
  });

  it("takes nothing but TLS, by parameters of its own version's family", async () => {
    for (const [engineVersion, family] of [
      ["17", "postgres17"],
      ["16.9", "postgres16"],
    ] as const) {
      const { one, all, namesBehind } = await stackOf(shop({ engineVersion, replicas: twoReplicas }));
      const { inputs } = one(scene.parameterGroupType, "shop");
      assert.equal(inputs["family"], family);
      assert.deepEqual(inputs["parameters"], [{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }]);
      assert.equal(all(instanceType).length, 3);
      for (const instance of all(instanceType)) {
        assert.deepEqual(namesBehind(instance, "parameterGroupName"), ["shop"]);
        assert.equal(instance.inputs["caCertIdentifier"], "rds-ca-rsa2048-g1");
      }
    }
  });

  it("lets the application sign in with IAM, on each instance by that instance's own id", async () => {
    const { all, outputs } = await stackOf(shop({ replicas: twoReplicas, applicationUser: "web" }), "deployed");
    const instances = all(instanceType);
    for (const { inputs } of instances) assert.equal(inputs["iamDatabaseAuthenticationEnabled"], true);
    const ids = instances.map(({ outputs: { resourceId } }) => text(resourceId));
    assert.equal(new Set(ids).size, 3);
    assert.deepEqual(
      outputs["connectArns"],
      ids.map((id) => `arn:aws:rds-db:eu-west-1:123456789012:dbuser:${id}/web`),
    );
  });

  it("encrypts its storage, its insights and its secret with a key of its own, which is changed every year", async () => {
    const { one, namesBehind } = await stackOf(shop());
    const primary = one(instanceType, "shop");
    assert.deepEqual([primary.inputs["storageEncrypted"], primary.inputs["storageType"]], [true, "gp3"]);
    assert.deepEqual(namesBehind(primary, "kmsKeyId"), ["shop"]);
    assert.deepEqual(namesBehind(primary, "performanceInsightsKmsKeyId"), ["shop"]);
    assert.deepEqual(namesBehind(one(scene.secretType, "shop-master"), "kmsKeyId"), ["shop"]);
    const key = one(scene.keyType, "shop");
    assert.deepEqual([key.inputs["enableKeyRotation"], key.inputs["deletionWindowInDays"]], [true, 30]);
  });

  it("is protected, with its key and with nothing else, unless told otherwise", async () => {
    for (const [deletionProtection, names] of [
      [true, ["aws:kms/alias:Alias shop", "aws:kms/key:Key shop", "aws:rds/instance:Instance shop"]],
      [false, []],
    ] as const) {
      const { resources, one, all } = await stackOf(shop({ deletionProtection, replicas: twoReplicas }));
      const guarded = resources.filter(({ protect }) => protect).map(({ type, name }) => `${type} ${name}`);
      assert.deepEqual(guarded.sort(), names);
      assert.equal(one(instanceType, "shop").inputs["deletionProtection"], deletionProtection);
      const replicas = all(instanceType).filter(({ name }) => name !== "shop");
      assert.ok(replicas.every(({ inputs }) => inputs["deletionProtection"] !== true));
    }
  });

  it("keeps backups, and what they are called by stays with them", async () => {
    const { inputs } = (await stackOf(shop({ backupRetentionDays: 21 }))).one(instanceType, "shop");
    assert.deepEqual([inputs["backupRetentionPeriod"], inputs["copyTagsToSnapshot"]], [21, true]);
    assert.equal(inputs["deleteAutomatedBackups"], false);
  });

  it("leaves a final snapshot with a name of its own, the same in every run, unless told not to", async () => {
    const nameIn = async (args = {}) =>
      (await stackOf(shop(args), "deployed")).one(instanceType, "shop").inputs["finalSnapshotIdentifier"];
    const first = text(await nameIn());
    assert.match(first, /^shop-final-[0-9a-f]{8}$/);
    assert.equal(await nameIn(), first);
    assert.equal(await nameIn({ backupRetentionDays: 7, multiAz: false }), first);
    assert.equal(await nameIn({ finalSnapshot: false }), undefined);
  });

  it("takes another name only with what makes it another instance, so that both can be there at once", async () => {
    const keepersIn = async (args = {}) =>
      (await stackOf(shop(args))).one("random:index/randomId:RandomId", "shop").inputs["keepers"];
    const first = await keepersIn();
    for (const args of [
      { databaseName: "carts" },
      { masterUsername: "owner" },
      { snapshotIdentifier: "shop-final-1a2b3c4d" },
    ]) {
      assert.notDeepEqual(await keepersIn(args), first);
    }
    const other = { multiAz: false, zoneName: "eu-west-1a", engineVersion: "18.1", instanceClass: "db.r8g.large" };
    assert.deepEqual(await keepersIn(other), first);
  });

  it("begins with a snapshot where one is given, under the snapshot's key", async () => {
    const { inputs } = (await stackOf(shop({ snapshotIdentifier: "shop-final-1a2b3c4d" }))).one(instanceType, "shop");
    assert.equal(inputs["snapshotIdentifier"], "shop-final-1a2b3c4d");
    assert.ok(!("kmsKeyId" in inputs));
    assert.equal(inputs["storageEncrypted"], true);
  });

  it("lets its storage grow by itself", async () => {
    const sizesIn = async (args = {}) => {
      const { inputs } = (await stackOf(shop(args))).one(instanceType, "shop");
      return [inputs["allocatedStorage"], inputs["maxAllocatedStorage"]];
    };
    assert.deepEqual(await sizesIn(), [20, 100]);
    assert.deepEqual(await sizesIn({ allocatedStorageGib: 400 }), [400, 2000]);
    assert.deepEqual(await sizesIn({ allocatedStorageGib: 400, maxAllocatedStorageGib: 500 }), [400, 500]);
    assert.deepEqual(await sizesIn({ allocatedStorageGib: 100, maxAllocatedStorageGib: 110 }), [100, 110]);
    assert.deepEqual(await sizesIn({ allocatedStorageGib: 59_578 }), [59_578, 65_536]);
  });

  it("has no limit to grow to where none is a tenth above its storage", async () => {
    for (const allocatedStorageGib of [59_579, 65_536]) {
      const { all } = await stackOf(shop({ allocatedStorageGib, replicas: twoReplicas }));
      assert.equal(all(instanceType).length, 3);
      for (const { inputs } of all(instanceType)) assert.ok(!("maxAllocatedStorage" in inputs));
    }
  });

  it("lets AWS raise the minor version where none is written, and stays with one that is", async () => {
    for (const [engineVersion, automatic] of [
      ["17", true],
      ["17.6", false],
    ] as const) {
      for (const { inputs } of (await stackOf(shop({ engineVersion, replicas: twoReplicas }))).all(instanceType)) {
        assert.deepEqual([inputs["engineVersion"], inputs["autoMinorVersionUpgrade"]], [engineVersion, automatic]);
      }
    }
  });

  it("raises the major version only when that is allowed", async () => {
    for (const allowMajorVersionUpgrade of [false, true]) {
      const { all } = await stackOf(shop({ allowMajorVersionUpgrade, replicas: twoReplicas }));
      for (const { inputs } of all(instanceType)) {
        assert.equal(inputs["allowMajorVersionUpgrade"], allowMajorVersionUpgrade);
      }
    }
  });

  it("shows its load for a week, and for as long as AWS wants where more is asked for", async () => {
    for (const [insights, days] of [
      [DatabaseInsights.Standard, 7],
      [DatabaseInsights.Advanced, 465],
    ] as const) {
      for (const { inputs } of (await stackOf(shop({ insights, replicas: twoReplicas }))).all(instanceType)) {
        assert.equal(inputs["databaseInsightsMode"], insights);
        assert.equal(inputs["performanceInsightsEnabled"], true);
        assert.equal(inputs["performanceInsightsRetentionPeriod"], days);
      }
    }
  });

  it("measures its operating system by a role that RDS may take for this account alone", async () => {
    const { one, all } = await stackOf(shop({ monitoringIntervalSeconds: 15 }), "deployed");
    const { inputs } = one(instanceType, "shop");
    const role = one("aws:iam/role:Role", "shop-monitoring");
    assert.deepEqual([inputs["monitoringInterval"], inputs["monitoringRoleArn"]], [15, role.outputs["arn"]]);
    const trust = text(role.inputs["assumeRolePolicy"]);
    assert.match(trust, /"aws:SourceAccount":"123456789012"/);
    assert.match(trust, /monitoring\.rds\.amazonaws\.com/);
    assert.ok(scene.waitsFor(one(instanceType, "shop")).includes("shop-monitoring"));
    assert.equal(all("aws:iam/rolePolicyAttachment:RolePolicyAttachment").length, 1);

    const none = await stackOf(shop({ monitoringIntervalSeconds: 0 }));
    assert.deepEqual(none.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment"), []);
    assert.ok(!("monitoringRoleArn" in none.one(instanceType, "shop").inputs));
  });

  it("writes its logs to groups that are there before it, and are kept as long as was asked", async () => {
    const { all } = await stackOf(shop({ replicas: twoReplicas, logRetentionDays: 90 }), "deployed");
    const groups = all(scene.logGroupType);
    for (const { inputs } of groups) assert.equal(inputs["retentionInDays"], 90);
    for (const instance of all(instanceType)) {
      const exported = instance.inputs["enabledCloudwatchLogsExports"];
      assert.deepEqual(exported, ["postgresql", "upgrade", "iam-db-auth-error"]);
      for (const log of ["postgresql", "upgrade", "iam-db-auth-error"]) {
        const name = `/aws/rds/instance/${text(instance.inputs["identifier"])}/${log}`;
        const group = groups.find(({ inputs }) => inputs["name"] === name);
        assert.ok(group, name);
        assert.ok(instance.dependencies.includes(group.urn), name);
      }
    }
  });

  it("tells its endpoints as AWS names them, since no other name is in the certificate", async () => {
    const { one, outputs } = await stackOf(shop({ replicas: twoReplicas, port: 6432 }), "deployed");
    const addressOf = (name: string) => one(instanceType, name).outputs["address"];
    assert.equal(outputs["host"], addressOf("shop"));
    assert.deepEqual(outputs["readerHosts"], [addressOf("shop-one"), addressOf("shop-two")]);
    assert.deepEqual(outputs["readerHostsByName"], { one: addressOf("shop-one"), two: addressOf("shop-two") });
    assert.equal(outputs["port"], 6432);
    assert.equal(outputs["securityGroupId"], one(scene.groupType, "shop").id);
    assert.deepEqual((await stackOf(shop(), "deployed")).outputs["readerHosts"], []);
  });

  it("does not know how many endpoints there are any later than the program does", async () => {
    const { outputs } = await stackOf(shop({ replicas: twoReplicas }), "preview");
    assert.equal((outputs["readerHosts"] as unknown[]).length, 2);
    assert.equal((outputs["connectArns"] as unknown[]).length, 3);
  });

  it("keeps the password out of everything that is not a secret", async () => {
    const { resources, outputs, one } = await stackOf(shop({ replicas: twoReplicas }), "deployed");
    const { result } = one("random:index/randomPassword:RandomPassword", "shop-master").outputs;
    assert.ok(result instanceof Secret);
    const shown = JSON.stringify([resources, outputs], (_key, value: unknown) =>
      value instanceof Secret ? "(a secret)" : value,
    );
    assert.ok(!shown.includes(JSON.stringify(result.value).slice(1, -1)));
    assert.ok(shown.includes('"password":"(a secret)"'));
  });
});
