import assert from "node:assert/strict";
import { holdsData, resourceModels } from "../../../sandbox/aws";
import { Asset, type Properties } from "../../../sandbox/values";
import { database, types, useAccount, type Kind } from "./account";
import { refusalOf } from "./provider";

const table: Properties = {
  attributes: [{ name: "id", type: "S" }],
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
};

describe("the sandbox's AWS", () => {
  const account = useAccount();

  it("knows which types hold what people stored", () => {
    assert.deepEqual(Object.keys(resourceModels).filter(holdsData).sort(), [
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:cognito/identityPool:IdentityPool",
      "aws:cognito/userPool:UserPool",
      "aws:dynamodb/table:Table",
      "aws:dynamodb/tableReplica:TableReplica",
      "aws:efs/fileSystem:FileSystem",
      "aws:elasticache/replicationGroup:ReplicationGroup",
      "aws:elasticache/serverlessCache:ServerlessCache",
      "aws:kms/key:Key",
      "aws:rds/instance:Instance",
      "aws:s3/bucket:Bucket",
      "aws:secretsmanager/secret:Secret",
      "aws:secretsmanager/secretVersion:SecretVersion",
    ]);
    assert.equal(holdsData("aws:ec2/host:Host"), false);
  });

  describe("deletes nothing that is protected, until it no longer is:", () => {
    const protections: [type: Kind, given: Properties, on: Properties, off: Properties, words: RegExp][] = [
      [
        "database",
        { ...database, skipFinalSnapshot: true },
        { deletionProtection: true },
        { deletionProtection: false },
        /^InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection and try/,
      ],
      [
        "table",
        table,
        { deletionProtectionEnabled: true },
        { deletionProtectionEnabled: false },
        /^ValidationException: Resource cannot be deleted as it is currently protected against deletion\./,
      ],
      [
        "userPool",
        {},
        { deletionProtection: "ACTIVE" },
        { deletionProtection: "INACTIVE" },
        /^InvalidParameterException: The user pool cannot be deleted because deletion protection is activated\./,
      ],
      [
        "loadBalancer",
        {},
        { enableDeletionProtection: true },
        {},
        /^OperationNotPermitted: Load balancer 'arn:.*' cannot be deleted because deletion protection is enabled$/,
      ],
      [
        "logGroup",
        {},
        { deletionProtectionEnabled: true },
        { deletionProtectionEnabled: false },
        /^ValidationException: /,
      ],
    ];
    for (const [type, given, on, off, words] of protections) {
      it(`a ${type}`, async () => {
        const all = await account.placed(type, given);
        const before = account.left();
        const made = await account.make(type, { ...all, ...on });
        assert.match(await refusalOf(account.provider.remove(made)), words);
        assert.deepEqual(account.left(), [...before, [types[type], made.id]]);
        await account.provider.remove(await account.provider.update(made, { ...all, ...off }));
        assert.deepEqual(account.left(), before);
      });
    }
  });

  describe("only schedules the deletion of a key", () => {
    it("and so keeps it, out of sight and of use", async () => {
      const made = await account.make("key", { deletionWindowInDays: 7 });
      await account.provider.remove(made);
      assert.equal(account.provider.holdings()[0]?.pendingDeletion, true);
      assert.equal(await account.provider.read(made), undefined);
      const logs = account.make("logGroup", { kmsKeyId: made.outputs["arn"] ?? null });
      assert.match(await refusalOf(logs), /^ResourceNotFoundException/);
      await account.provider.remove(made);
      assert.equal(account.left().length, 1);
    });

    it("for seven to thirty days ahead", async () => {
      const words = /^expected deletion_window_in_days to be in the range \(7 - 30\), got 6\./;
      assert.match(await refusalOf(account.make("key", { deletionWindowInDays: 6 })), words);
    });

    it("also while something is encrypted with it", async () => {
      const made = await account.make("key");
      await account.make("logGroup", { kmsKeyId: made.outputs["arn"] ?? null });
      await account.provider.remove(made);
    });
  });

  describe("deletes a bucket", () => {
    const content = { content: "<html>" };

    it("only when it is empty", async () => {
      const bucket = await account.make("bucket");
      const object = await account.make("object", { bucket: bucket.id, ...content });
      assert.equal(
        await refusalOf(account.provider.remove(bucket)),
        "BucketNotEmpty: The bucket you tried to delete is not empty",
      );
      assert.equal(account.left().length, 2);
      await account.provider.remove(object);
      await account.provider.remove(bucket);
      assert.deepEqual(account.left(), []);
    });

    it("with all that is in it, when told so", async () => {
      const bucket = await account.make("bucket", { forceDestroy: true });
      await account.make("object", { bucket: bucket.id, ...content });
      await account.provider.remove(bucket);
      assert.deepEqual(account.left(), []);
    });

    it("together with its settings", async () => {
      const bucket = await account.make("bucket");
      await account.make("versioning", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
      await account.provider.remove(bucket);
      assert.deepEqual(account.left(), []);
    });
  });

  it("overwrites an object and a bucket's settings, and keeps what an asset holds", async () => {
    const bucket = await account.make("bucket");
    const source = new Asset("asset", { text: "one" });
    const one = await account.make("object", { bucket: bucket.id, source }, "index.html");
    assert.deepEqual((await account.provider.read(one))?.outputs["source"], source);
    const other = await account.make(
      "object",
      { bucket: bucket.id, source: new Asset("asset", { text: "two" }) },
      "index.html",
    );
    assert.equal(one.id, other.id);
    assert.notEqual(one.outputs["etag"], other.outputs["etag"]);
    assert.equal(account.left().length, 2);
  });

  it("encrypts no file system with a key that it is not told to use", async () => {
    const key = await account.make("key");
    assert.equal(
      await refusalOf(account.make("fileSystem", { kmsKeyId: key.outputs["arn"] ?? null })),
      "encrypted must be set to true when kms_key_id is specified",
    );
    await account.make("fileSystem", { kmsKeyId: key.outputs["arn"] ?? null, encrypted: true });
  });

  it("has one set of settings for API Gateway, whoever sets them", async () => {
    const role = await account.make("role", { assumeRolePolicy: "{}" });
    await account.make("gatewaySettings");
    const again = await account.make("gatewaySettings", { cloudwatchRoleArn: role.outputs["arn"] ?? null }, "other");
    assert.equal(account.left().filter(([type]) => type === types.gatewaySettings).length, 1);
    assert.equal(
      (await account.provider.get(types.gatewaySettings, again.id))?.outputs["cloudwatchRoleArn"],
      role.outputs["arn"],
    );
  });

  it("lets items expire by one attribute at a time", async () => {
    const expiry = (attributeName: string, enabled: boolean) => ({ ...table, ttl: { attributeName, enabled } });
    const made = await account.make("table", expiry("expires", true));
    const words =
      /^ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is expires$/;
    await account.refuses(() => account.provider.update(made, expiry("until", true)), words);
    const off = await account.provider.update(made, expiry("expires", false));
    await account.provider.update(off, expiry("until", true));
  });

  it("puts ten tags on an object, the provider's own included, and not one more", async () => {
    const bucket = await account.make("bucket");
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, tag) => [`tag-${tag}`, "x"]));
    await account.make("object", { bucket: bucket.id, key: "ten", tags: tags(10) });
    await account.refuses(
      () => account.make("object", { bucket: bucket.id, key: "eleven", tags: tags(11) }),
      "BadRequest: Object tags cannot be greater than 10",
    );
  });

  describe("makes no table", () => {
    const refusals: [what: string, given: Properties, words: RegExp][] = [
      [
        "whose keys have no type",
        { attributes: [], rangeKey: "at" },
        /^all indexes must match a defined attribute\. Unmatched indexes: \["id" "at"\]$/,
      ],
      ["without a key", { attributes: [], hashKey: null }, /^ValidationException: No Hash Key specified in schema\./],
      [
        "with the type of something that is no key",
        {
          attributes: [
            { name: "id", type: "S" },
            { name: "at", type: "N" },
          ],
        },
        /^all attributes must be indexed\. Unused attributes: \["at"\]$/,
      ],
      [
        "of no capacity",
        { billingMode: "PROVISIONED", readCapacity: 1 },
        /^write_capacity must be > 0 when billing_mode/,
      ],
      [
        "whose items expire by nothing",
        { ttl: { attributeName: "", enabled: true } },
        /^ValidationException: TimeToLiveSpecification\.AttributeName must have length/,
      ],
    ];
    for (const [what, given, words] of refusals) {
      it(what, async () => {
        assert.match(await refusalOf(account.make("table", { ...table, ...given })), words);
      });
    }

    it("but one with keys of an index", async () => {
      await account.make("table", {
        ...table,
        attributes: [
          { name: "id", type: "S" },
          { name: "by", type: "S" },
        ],
        globalSecondaryIndexes: [{ name: "by", hashKey: "by", projectionType: "ALL" }],
      });
    });

    it("but one whose index names its keys by their kinds, and no key without a type", async () => {
      const index = (name: string) => ({
        keySchemas: [{ attributeName: name, keyType: "HASH" }],
        projectionType: "ALL",
      });
      const attributes = ["id", "by"].map((name) => ({ name, type: "S" }));
      const indexed = (name: string) => ({ ...table, attributes, globalSecondaryIndexes: [{ name, ...index(name) }] });
      await account.make("table", indexed("by"));
      assert.match(await refusalOf(account.make("table", indexed("of"))), /^all attributes must be indexed/);
    });
  });

  it("adds attributes to a user pool, and neither changes nor removes one", async () => {
    const schemas = [{ name: "plan", attributeDataType: "String" }];
    const made = await account.make("userPool", { schemas });
    const more = await account.provider.update(made, {
      schemas: [...schemas, { name: "team", attributeDataType: "String" }],
    });
    for (const fewer of [schemas, [{ name: "plan", attributeDataType: "Number" }]]) {
      const words = "cannot modify or remove schema items";
      assert.equal(await refusalOf(account.provider.update(more, { schemas: fewer })), words);
    }
  });
});
