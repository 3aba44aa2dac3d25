import assert from "node:assert/strict";
import type { ServerlessTableArgs } from "../../../components/serverless-table/serverless-table";
import { isObject, type Value } from "../../../sandbox";
import { stackOf, text } from "../stack";
import { provisionedCapacity, shopWithTable, types } from "./table";

const indexes = { byUser: { partitionKey: "userId" } };
const madeWith = (args: Partial<ServerlessTableArgs>) => stackOf(shopWithTable(args), "deployed");
const blocks = (value: Value | undefined) => (Array.isArray(value) ? value.filter(isObject) : []);

describe("a table with a capacity", () => {
  it("begins with the least, five units unless told otherwise", async () => {
    for (const [given, reads, writes] of [
      [provisionedCapacity, 5, 5],
      [{ ...provisionedCapacity, minReadUnits: 7, minWriteUnits: 9 }, 7, 9],
    ] as const) {
      const { inputs } = (await madeWith({ provisionedCapacity: given })).one(types.table, "shop-carts");
      assert.equal(inputs["billingMode"], "PROVISIONED");
      assert.deepEqual([inputs["readCapacity"], inputs["writeCapacity"]], [reads, writes]);
    }
  });

  it("is not moved back by a deployment once its load has moved it, and an on-demand table has nothing to move", async () => {
    const ignored = async (args: Partial<ServerlessTableArgs>) =>
      (await madeWith(args)).one(types.table, "shop-carts").ignoreChanges;
    assert.deepEqual(await ignored({ provisionedCapacity }), ["readCapacity", "writeCapacity"]);
    assert.deepEqual(await ignored({}), []);
  });

  it("follows its load between the least and the most, for reads and writes apart", async () => {
    const { all, one } = await madeWith({
      provisionedCapacity: { ...provisionedCapacity, targetUtilizationPercent: 60 },
    });
    const name = text(one(types.table, "shop-carts").outputs["name"]);
    assert.deepEqual(
      all(types.scalingTarget).map(({ inputs }) => [
        ...[inputs["serviceNamespace"], inputs["resourceId"], inputs["scalableDimension"]],
        ...[inputs["minCapacity"], inputs["maxCapacity"]],
      ]),
      [
        ["dynamodb", `table/${name}`, "dynamodb:table:ReadCapacityUnits", 5, 50],
        ["dynamodb", `table/${name}`, "dynamodb:table:WriteCapacityUnits", 5, 40],
      ],
    );
    assert.deepEqual(
      all(types.scalingPolicy).map(({ inputs }) => inputs["targetTrackingScalingPolicyConfiguration"]),
      ["Read", "Write"].map((kind) => ({
        predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${kind}CapacityUtilization` },
        targetValue: 60,
      })),
    );
  });

  it("has each policy wait for its own target", async () => {
    const { all, namesBehind } = await madeWith({ provisionedCapacity, indexes });
    assert.equal(all(types.scalingPolicy).length, 4);
    for (const policy of all(types.scalingPolicy)) {
      for (const property of ["resourceId", "scalableDimension", "serviceNamespace"]) {
        assert.deepEqual(namesBehind(policy, property), [policy.name]);
      }
      assert.equal(policy.inputs["policyType"], "TargetTrackingScaling");
    }
  });

  it("gives an index the table's capacity, or one of its own", async () => {
    const own = { minReadUnits: 1, maxReadUnits: 2, minWriteUnits: 3, maxWriteUnits: 4, targetUtilizationPercent: 50 };
    const both = { ...indexes, byItem: { partitionKey: "item", provisionedCapacity: own } };
    const { one } = await madeWith({ provisionedCapacity, indexes: both });
    const [byUser, byItem] = blocks(one(types.table, "shop-carts").inputs["globalSecondaryIndexes"]);
    assert.deepEqual([byUser?.["readCapacity"], byUser?.["writeCapacity"]], [5, 5]);
    assert.deepEqual([byItem?.["readCapacity"], byItem?.["writeCapacity"]], [1, 3]);
    const target = one(types.scalingTarget, "shop-carts-index-byItem-write-capacity").inputs;
    assert.match(text(target["resourceId"]), /^table\/shop-carts-\w+\/index\/byItem$/);
    assert.equal(target["scalableDimension"], "dynamodb:index:WriteCapacityUnits");
    assert.deepEqual([target["minCapacity"], target["maxCapacity"]], [3, 4]);
    assert.equal(one(types.scalingTarget, "shop-carts-index-byUser-read-capacity").inputs["maxCapacity"], 50);
  });

  it("says in its alarms what turns requests away", async () => {
    const saidBy = async (args: Partial<ServerlessTableArgs>) =>
      text((await madeWith(args)).one(types.alarm, "shop-carts-read-throttles").inputs["alarmDescription"]);
    assert.match(await saidBy({ provisionedCapacity }), /beyond its most units/);
    assert.match(await saidBy({}), /An on-demand table does so when its load more than doubles/);
  });
});

describe("a table on demand", () => {
  it("has no limit, and no capacity", async () => {
    const { one, all } = await madeWith({ indexes });
    const { inputs } = one(types.table, "shop-carts");
    for (const argument of ["readCapacity", "writeCapacity", "onDemandThroughput"]) {
      assert.equal(inputs[argument], undefined);
      for (const index of blocks(inputs["globalSecondaryIndexes"])) assert.equal(index[argument], undefined);
    }
    assert.deepEqual([...all(types.scalingTarget), ...all(types.scalingPolicy)], []);
  });

  it("is limited where it is told to, with each index", async () => {
    const limits = { maxReadRequestUnits: 100, maxWriteRequestUnits: -1 };
    for (const given of [limits, { maxReadRequestUnits: 100 }, { maxWriteRequestUnits: 5 }]) {
      const { inputs } = (await madeWith({ ...given, indexes })).one(types.table, "shop-carts");
      assert.deepEqual(inputs["onDemandThroughput"], given);
      assert.deepEqual(blocks(inputs["globalSecondaryIndexes"])[0]?.["onDemandThroughput"], given);
    }
  });
});
