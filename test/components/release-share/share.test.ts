import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Network } from "../../../components/index";
import { ReleaseShare, type ReleaseShareArgs } from "../../../components/release-share/release-share";
import type { ReleaseShareAccess } from "../../../components/stateful-web-tier/store-access";
import { bothStates, stackOf } from "../stack";
import { release } from "./archive";
import { networkIn } from "../network-in";
import { fileWith, shopWithShare, types, usualShare } from "./share-program";

const untaggable = new Set<string>([
  ...[types.alias, types.backup, types.bucketPolicy, types.egress, types.encryption, types.fileSystemPolicy],
  ...[types.ingress, types.invocation, types.lifecycle, types.logging, types.mountTarget, types.notification],
  ...[types.permission, types.publicAccess, types.rolePolicy, types.versioning],
]);

describe("a release share", () => {
  let full: Partial<ReleaseShareArgs>;

  before(async () => {
    full = {
      releaseArchivePath: fileWith(await release("1")),
      accessLogBucketName: "shop-logs",
      alarmTopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
    };
  });

  for (const kind of ["that begins empty", "with a release and all else that there is"]) {
    it(`makes the same resources whether values are known or not (${kind})`, async () => {
      const args = kind === "that begins empty" ? {} : full;
      const [preview, deployed] = await Promise.all(
        bothStates.map(async (state) =>
          (await stackOf(shopWithShare(args), state)).resources.map(({ urn }) => urn).sort(),
        ),
      );
      assert.ok((preview?.length ?? 0) > 25);
      assert.deepEqual(deployed, preview);
      assert.equal(new Set(preview).size, preview?.length);
    });
  }

  it("owns everything it makes, under its own name", async () => {
    const { resources, one } = await stackOf(shopWithShare(full));
    const share = one("clothesline:index:ReleaseShare", "shop-releases");
    const traffic = one("clothesline:index:Traffic", "shop-releases-publisher-to-share");
    assert.equal(traffic.parent, share.urn);
    for (const { type, name, parent } of resources.filter((resource) => resource.type.startsWith("aws:"))) {
      assert.ok(parent === share.urn || parent === traffic.urn, `${type} ${name}`);
      assert.match(name, /^shop-releases(-|$)/);
    }
  });

  it("names whatever can have tags as its own resource is named", async () => {
    for (const { type, name, inputs } of (await stackOf(shopWithShare(full))).resources) {
      if (type.startsWith("aws:") && !untaggable.has(type)) {
        assert.deepEqual(inputs["tags"], { Name: name }, `${type} ${name}`);
      }
    }
  });

  it("can be mounted in every zone, in the data tier", async () => {
    const { all, namesBehind } = await stackOf(shopWithShare({ network: networkIn("cab") }));
    assert.deepEqual(
      all(types.mountTarget).map(({ name, inputs }) => [name, inputs["subnetId"]]),
      ["a", "b", "c"].map((zone) => [`shop-releases-${zone}`, `subnet-0${zone}000000000000003`]),
    );
    for (const target of all(types.mountTarget)) {
      assert.deepEqual(namesBehind(target, "fileSystemId"), ["shop-releases"]);
      assert.deepEqual(namesBehind(target, "securityGroups"), ["shop-releases"]);
    }
  });

  it("keeps the mount targets it has when zones are added or reordered", async () => {
    const targetsIn = async (letters: string) =>
      (await stackOf(shopWithShare({ network: networkIn(letters) })))
        .all(types.mountTarget)
        .map(({ urn, inputs }) => JSON.stringify([urn, inputs["subnetId"]]));
    const four = await targetsIn("dbac");
    assert.equal(four.length, 4);
    for (const target of await targetsIn("ab")) assert.ok(four.includes(target), target);
  });

  it("is encrypted with a key of its own that AWS replaces every year", async () => {
    const { one, namesBehind } = await usualShare();
    const fileSystem = one(types.fileSystem, "shop-releases");
    assert.equal(fileSystem.inputs["encrypted"], true);
    assert.deepEqual(namesBehind(fileSystem, "kmsKeyId"), ["shop-releases"]);
    assert.equal(one(types.key, "shop-releases").inputs["enableKeyRotation"], true);
  });

  it("is as fast as its load asks, and moves what nobody runs to cheap storage and back", async () => {
    const { inputs } = (await usualShare()).one(types.fileSystem, "shop-releases");
    assert.equal(inputs["throughputMode"], "elastic");
    assert.deepEqual(inputs["lifecyclePolicies"], [
      { transitionToIa: "AFTER_30_DAYS" },
      { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
    ]);
  });

  it("is backed up", async () => {
    const { one, namesBehind } = await usualShare();
    const backup = one(types.backup, "shop-releases");
    assert.deepEqual(backup.inputs["backupPolicy"], { status: "ENABLED" });
    assert.deepEqual(namesBehind(backup, "fileSystemId"), ["shop-releases"]);
  });

  it("protects what it stores and the keys to it, and nothing else, unless told otherwise", async () => {
    const protectedBy = async (args: Partial<ReleaseShareArgs>) =>
      (await stackOf(shopWithShare(args))).resources
        .filter(({ protect }) => protect)
        .map(({ type, name }) => `${type} ${name}`)
        .sort();
    const kept = [
      `${types.fileSystem} shop-releases`,
      `${types.bucket} shop-releases-uploads`,
      ...["shop-releases", "shop-releases-uploads"].flatMap((name) => [
        `${types.key} ${name}`,
        `${types.alias} ${name}`,
      ]),
    ].sort();
    assert.deepEqual(await protectedBy(full), kept);
    assert.deepEqual(await protectedBy({ ...full, deletionProtection: false }), []);
  });

  it("tells what it is reached by, in its outputs and in the stack's state", async () => {
    const { outputs, one } = await usualShare("deployed");
    assert.deepEqual(one("clothesline:index:ReleaseShare", "shop-releases").outputs, outputs);
    const fileSystem = one(types.fileSystem, "shop-releases");
    const reader = one(types.accessPoint, "shop-releases-reader");
    const { readiness, ...rest } = outputs;
    assert.equal(typeof readiness, "string");
    assert.deepEqual(rest, {
      fileSystemId: fileSystem.id,
      fileSystemArn: fileSystem.outputs["arn"],
      accessPointId: reader.id,
      accessPointArn: reader.outputs["arn"],
      securityGroupId: one(types.securityGroup, "shop-releases").id,
      port: 2049,
      bucketName: one(types.bucket, "shop-releases-uploads").id,
      uploadPrefix: "releases/",
      publisherName: one(types.function, "shop-releases-publisher").outputs["name"],
    });
  });

  it("is as it stands what a web tier asks for", async () => {
    const { outputs } = await stackOf(() => {
      const access: ReleaseShareAccess = new ReleaseShare("shop-releases", { network: networkIn("ab") });
      return { ready: pulumi.output(access.readiness).apply((value) => value !== "") };
    }, "deployed");
    assert.equal(outputs["ready"], true);
  });

  it("takes a network of ours, and waits for its routes where the program says so", async () => {
    const { all, one } = await stackOf(() => {
      const network = new Network("shop", { zoneNames: ["eu-west-1a", "eu-west-1b"] });
      new ReleaseShare("shop-releases", { network }, { dependsOn: network });
    });
    assert.equal(all(types.mountTarget).length, 2);
    const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    const { dependencies } = one("clothesline:index:ReleaseShare", "shop-releases");
    assert.ok(dependencies.includes(one(association, "shop-app-a").urn));
  });
});
