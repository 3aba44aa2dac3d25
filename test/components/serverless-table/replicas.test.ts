import assert from "node:assert/strict";
import type { ServerlessTableArgs } from "../../../components/serverless-table/serverless-table";
import type { Properties } from "../../../sandbox";
import { stackOf, text } from "../stack";
import { provisionedCapacity, shopWithTable, types } from "./table";

const regions = ["eu-central-1", "us-east-1"];
const replicated = (args: Partial<ServerlessTableArgs> = {}) =>
  stackOf(shopWithTable({ replicaRegions: regions, ...args }), "deployed");

describe("a table's replicas", () => {
  it("are one in each region, of the one table, and never a part of it", async () => {
    const { all, one, namesBehind } = await replicated();
    assert.deepEqual(
      all(types.replica).map(({ name, inputs }) => [name, inputs["region"]]),
      regions.map((region) => [`shop-carts-${region}`, region]),
    );
    for (const replica of all(types.replica)) {
      assert.deepEqual(namesBehind(replica, "globalTableArn"), ["shop-carts"]);
      assert.equal(replica.inputs["pointInTimeRecovery"], true);
    }
    const table = one(types.table, "shop-carts");
    assert.equal(table.inputs["replicas"], undefined);
    assert.deepEqual(table.ignoreChanges, ["replicas"]);
  });

  it("keep their names when another one comes", async () => {
    const urnsOf = async (replicaRegions: string[]) =>
      (await replicated({ replicaRegions })).all(types.replica).map(({ urn }) => urn);
    const before = await urnsOf(["us-east-1"]);
    const after = await urnsOf(regions);
    assert.ok(before.every((urn) => after.includes(urn)));
    assert.equal(after.length, 2);
  });

  it("have a key each, in their own region, for DynamoDB there alone", async () => {
    const { all, one, namesBehind } = await replicated();
    for (const region of regions) {
      const name = `shop-carts-${region}`;
      const key = one(types.key, name);
      assert.equal(key.inputs["region"], region);
      assert.equal(one(types.alias, name).inputs["region"], region);
      assert.deepEqual(namesBehind(one(types.replica, name), "kmsKeyArn"), [name]);
      const { Statement } = JSON.parse(text(key.inputs["policy"])) as { Statement: Properties[] };
      assert.match(
        JSON.stringify(Statement[1]),
        new RegExp(`"kms:ViaService":"dynamodb\\.${region}\\.amazonaws\\.com"`),
      );
    }
    assert.equal(all(types.key).length, 3);
    // The table's own key is where its provider is.
    assert.equal(one(types.key, "shop-carts").inputs["region"], "eu-west-1");
  });

  it("refuse to be deleted, with their keys, unless told otherwise", async () => {
    for (const deletionProtection of [true, false]) {
      const { all } = await replicated({ deletionProtection });
      for (const type of [types.replica, types.key, types.alias]) {
        for (const { protect, name } of all(type)) assert.equal(protect, deletionProtection, `${type} ${name}`);
      }
      for (const { inputs } of all(types.replica))
        assert.equal(inputs["deletionProtectionEnabled"], deletionProtection);
    }
  });

  it("are fed by a stream of both images, which the table has for them", async () => {
    const streamOf = async (args: Partial<ServerlessTableArgs>) => {
      const { inputs } = (await replicated(args)).one(types.table, "shop-carts");
      return [inputs["streamEnabled"], inputs["streamViewType"]];
    };
    assert.deepEqual(await streamOf({}), [true, "NEW_AND_OLD_IMAGES"]);
    assert.deepEqual(await streamOf({ stream: "NEW_AND_OLD_IMAGES" }), [true, "NEW_AND_OLD_IMAGES"]);
    assert.deepEqual(await streamOf({ replicaRegions: [] }), [undefined, undefined]);
  });

  it("wait until a provisioned table's writes scale", async () => {
    const { all } = await replicated({ provisionedCapacity });
    const [, writes] = all(types.scalingPolicy);
    assert.equal(writes?.name, "shop-carts-write-capacity");
    for (const { dependencies, name } of all(types.replica)) assert.ok(dependencies.includes(writes.urn), name);
  });

  it("are told by region, and none without them", async () => {
    const { outputs } = await replicated();
    const name = text((await replicated()).one(types.table, "shop-carts").outputs["name"]);
    assert.deepEqual(
      outputs["replicaArns"],
      Object.fromEntries(regions.map((region) => [region, `arn:aws:dynamodb:${region}:123456789012:table/${name}`])),
    );
    assert.deepEqual((await stackOf(shopWithTable(), "deployed")).outputs["replicaArns"], {});
  });
});
