import assert from "node:assert/strict";
import { bothStates, stackOf } from "../stack";
import * as scene from "./database-scene";
import { networkIn } from "../network-in";
import { instanceType, shop, twoReplicas, written } from "./database-scene";

const zone = (letter: string) => ({ zoneName: `eu-west-1${letter}` });

describe("a database's replicas", () => {
  for (const knowledge of bothStates) {
    it(`copy the primary, each in the zone that it states (${knowledge})`, async () => {
      const { one, namesBehind } = await stackOf(shop({ replicas: twoReplicas }), knowledge);
      for (const [name, letter] of [
        ["shop-one", "a"],
        ["shop-two", "b"],
      ] as const) {
        const replica = one(instanceType, name);
        assert.deepEqual(namesBehind(replica, "replicateSourceDb"), ["shop"]);
        assert.equal(replica.inputs["availabilityZone"], `eu-west-1${letter}`);
      }
    });
  }

  it("name their source by its identifier, and leave to it what RDS takes from there or refuses in them", async () => {
    const { one, all } = await stackOf(shop({ replicas: twoReplicas }), "deployed");
    const { identifier } = one(instanceType, "shop").inputs;
    for (const { inputs } of all(instanceType).filter(({ name }) => name !== "shop")) {
      assert.equal(inputs["replicateSourceDb"], identifier);
      assert.equal(inputs["skipFinalSnapshot"], true);
      const refused = ["password", "manageMasterUserPassword", "username", "dbName", "finalSnapshotIdentifier"];
      const inherited = ["dbSubnetGroupName", "allocatedStorage", "kmsKeyId", "engine", "backupRetentionPeriod"];
      for (const argument of [...refused, ...inherited]) assert.ok(!(argument in inputs), argument);
    }
  });

  it("are made anew beside a new primary, since the provider gives no replica another source", async () => {
    const { one } = await stackOf(shop({ replicas: twoReplicas }));
    assert.deepEqual(one(instanceType, "shop-one").replaceOnChanges, ["replicateSourceDb"]);
  });

  it("stay as they are when others come and go, the first or one in the middle", async () => {
    const three = { one: zone("a"), two: zone("b"), three: zone("c") };
    const all = written(await stackOf(shop({ replicas: three }), "deployed"));
    for (const gone of ["one", "two", "three"]) {
      const replicas = Object.fromEntries(Object.entries(three).filter(([name]) => name !== gone));
      const rest = written(await stackOf(shop({ replicas }), "deployed"));
      assert.deepEqual(
        rest,
        all.filter((resource) => !resource.includes(`::shop-${gone}`)),
      );
      assert.ok(rest.length < all.length);
    }
  });

  it("change nothing of the primary and its migrations", async () => {
    const none = written(await stackOf(shop(), "deployed"));
    const two = new Set(written(await stackOf(shop({ replicas: twoReplicas }), "deployed")));
    assert.deepEqual(
      none.filter((resource) => !two.has(resource)),
      [],
    );
  });

  it("are as large as the primary unless one states its own class", async () => {
    const replicas = { one: zone("a"), large: { ...zone("b"), instanceClass: "db.r8g.large" } };
    const { one } = await stackOf(shop({ instanceClass: "db.m8g.large", replicas }));
    assert.equal(one(instanceType, "shop-one").inputs["instanceClass"], "db.m8g.large");
    assert.equal(one(instanceType, "shop-large").inputs["instanceClass"], "db.r8g.large");
  });

  it("take the next minor version before the primary, with nothing else changed", async () => {
    const before = { replicas: twoReplicas, engineVersion: "17.5" };
    const now = await stackOf(shop({ ...before, replicaEngineVersion: "17.6" }), "deployed");
    assert.equal(now.one(instanceType, "shop").inputs["engineVersion"], "17.5");
    assert.equal(now.one(instanceType, "shop-one").inputs["engineVersion"], "17.6");
    const same = new Set(written(await stackOf(shop(before), "deployed")));
    const changed = written(now).filter((resource) => !same.has(resource));
    assert.equal(changed.length, 2);
    assert.ok(changed.every((resource) => resource.includes(`${instanceType}::shop-`)));
  });

  it("may share a zone when there are more of them than zones", async () => {
    const replicas = { one: zone("a"), two: zone("b"), three: zone("a") };
    const { all } = await stackOf(shop({ network: networkIn("ab"), replicas }));
    assert.equal(all(instanceType).length, 4);
  });

  it("may share the zone that is left beside a primary without a standby", async () => {
    const replicas = { one: zone("b"), two: zone("b") };
    const args = { network: networkIn("ab"), multiAz: false, zoneName: "eu-west-1a", replicas };
    assert.equal((await stackOf(shop(args))).all(instanceType).length, 3);
  });

  it("can be fifteen", async () => {
    const replicas = Object.fromEntries(Array.from("abcabcabcabcabc", (letter, index) => [`r${index}`, zone(letter)]));
    const { all } = await stackOf(shop({ replicas }));
    assert.equal(all(instanceType).length, 16);
  });

  it("are in the primary's security group, behind the same port", async () => {
    const { all, one } = await stackOf(shop({ replicas: twoReplicas, port: 6432 }), "deployed");
    for (const { inputs } of all(instanceType)) {
      assert.deepEqual(inputs["vpcSecurityGroupIds"], [one(scene.groupType, "shop").id]);
      assert.equal(inputs["port"], 6432);
    }
  });
});
