import assert from "node:assert/strict";
import { stackOf, text } from "../stack";
import { shopWithShare, types, usualShare } from "./share-program";
import { statementsOf, verdict } from "./share-policy";

const name = "shop-releases-uploads";

describe("the bucket for uploads", () => {
  it("is encrypted with a key of its own", async () => {
    const { one, namesBehind } = await usualShare("deployed");
    const encryption = one(types.encryption, name);
    assert.deepEqual(encryption.inputs["rules"], [
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: one(types.key, name).outputs["arn"],
        },
        bucketKeyEnabled: true,
      },
    ]);
    assert.deepEqual(namesBehind(encryption, "bucket"), [name]);
  });

  it("keeps what is overwritten or deleted for 90 days, and nothing of uploads that were broken off", async () => {
    const { one } = await usualShare();
    assert.deepEqual(one(types.versioning, name).inputs["versioningConfiguration"], { status: "Enabled" });
    assert.deepEqual(one(types.lifecycle, name).inputs["rules"], [
      {
        id: "old-versions",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        expiration: { expiredObjectDeleteMarker: true },
      },
      {
        id: "unfinished-uploads",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    assert.ok(one(types.lifecycle, name).dependencies.includes(one(types.versioning, name).urn));
  });

  it("cannot be made public", async () => {
    const { one, namesBehind } = await usualShare();
    const block = one(types.publicAccess, name);
    assert.deepEqual(namesBehind(block, "bucket"), [name]);
    for (const way of ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]) {
      assert.equal(block.inputs[way], true, way);
    }
  });

  it("is reached over TLS alone, and allows nothing by itself", async () => {
    const { one } = await usualShare("deployed");
    const arn = text(one(types.bucket, name).outputs["arn"]);
    const statements = statementsOf(one(types.bucketPolicy, name).inputs["policy"]);
    assert.deepEqual(
      statements.map(({ Effect, Action, Resource }) => ({ Effect, Action, Resource })),
      [{ Effect: "Deny", Action: "s3:*", Resource: [arn, `${arn}/*`] }],
    );
    assert.equal(verdict(statements, "s3:*", { "aws:SecureTransport": "false" }), "denied");
    assert.equal(verdict(statements, "s3:*", { "aws:SecureTransport": "true" }), "silent");
  });

  it("is emptied when it is deleted only where it is not protected", async () => {
    const isEmptied = async (deletionProtection: boolean) =>
      (await stackOf(shopWithShare({ deletionProtection }))).one(types.bucket, name).inputs["forceDestroy"];
    assert.equal(await isEmptied(true), false);
    assert.equal(await isEmptied(false), true);
  });

  it("keeps access logs where it is told to, and none otherwise", async () => {
    const { one } = await stackOf(shopWithShare({ accessLogBucketName: "shop-logs" }));
    const { targetBucket, targetPrefix } = one(types.logging, name).inputs;
    assert.deepEqual([targetBucket, targetPrefix], ["shop-logs", "shop-releases-uploads/"]);
    assert.deepEqual((await usualShare()).all(types.logging), []);
  });

  it("tells the publisher of every zip below releases/, and of nothing else", async () => {
    const { one, all } = await usualShare("deployed");
    assert.equal(all(types.notification).length, 1);
    assert.deepEqual(one(types.notification, name).inputs["lambdaFunctions"], [
      {
        lambdaFunctionArn: one(types.function, "shop-releases-publisher").outputs["arn"],
        events: ["s3:ObjectCreated:*"],
        filterPrefix: "releases/",
        filterSuffix: ".zip",
      },
    ]);
  });

  it("alone may invoke the publisher, and may before it is told to", async () => {
    const { one, all } = await usualShare("deployed");
    const permission = one(types.permission, name);
    assert.equal(all(types.permission).length, 1);
    const { principal, action, sourceArn, sourceAccount } = permission.inputs;
    assert.deepEqual([principal, action], ["s3.amazonaws.com", "lambda:InvokeFunction"]);
    assert.equal(sourceArn, one(types.bucket, name).outputs["arn"]);
    assert.match(text(sourceAccount), /^\d{12}$/);
    assert.ok(one(types.notification, name).dependencies.includes(permission.urn));
  });
});
