import assert from "node:assert/strict";
import type { ServerlessTableArgs } from "../../../components/serverless-table/serverless-table";
import { isObject, type Properties, type Value } from "../../../sandbox";
import { bothStates, stackOf, text } from "../stack";
import { accelerator, provisionedCapacity, shopWithTable, types } from "./table";

const tableOf = async (args: Partial<ServerlessTableArgs> = {}) =>
  (await stackOf(shopWithTable(args))).one(types.table, "shop-carts");

const full: Partial<ServerlessTableArgs> = {
  sortKey: "item",
  timeToLiveAttribute: "expiresAt",
  stream: "NEW_AND_OLD_IMAGES",
  indexes: { byUser: { partitionKey: "userId", sortKey: "updatedAt", sortKeyType: "N" } },
  provisionedCapacity,
  replicaRegions: ["eu-central-1"],
  accelerator,
};

describe("a table", () => {
  for (const [kind, args] of Object.entries({ "the smallest": {}, "with all that there is": full })) {
    it(`makes the same resources whether values are known or not (${kind})`, async () => {
      const [preview, deployed] = await Promise.all(
        bothStates.map(async (state) => (await stackOf(shopWithTable(args), state)).resources.map(({ urn }) => urn)),
      );
      assert.ok((preview?.length ?? 0) > 4);
      assert.deepEqual(deployed?.sort(), preview?.sort());
    });
  }

  it("owns everything it makes, under its own name", async () => {
    const { resources, one } = await stackOf(shopWithTable(full));
    const component = one("clothesline:index:ServerlessTable", "shop-carts");
    for (const { type, name, parent } of resources.filter(({ type }) => type.startsWith("aws:"))) {
      assert.equal(parent, component.urn, `${type} ${name}`);
      assert.match(name, /^shop-carts(-|$)/);
    }
  });

  it("is paid by the request", async () => {
    assert.equal((await tableOf()).inputs["billingMode"], "PAY_PER_REQUEST");
  });

  it("finds an item by its key, a text unless told otherwise", async () => {
    const { inputs } = await tableOf();
    assert.equal(inputs["hashKey"], "sessionId");
    assert.equal(inputs["rangeKey"], undefined);
    assert.deepEqual(inputs["attributes"], [{ name: "sessionId", type: "S" }]);
  });

  it("finds an item by both its keys where it has two", async () => {
    const { inputs } = await tableOf({ partitionKeyType: "B", sortKey: "item", sortKeyType: "N" });
    assert.equal(inputs["rangeKey"], "item");
    assert.deepEqual(inputs["attributes"], [
      { name: "sessionId", type: "B" },
      { name: "item", type: "N" },
    ]);
  });

  it("names the type of each attribute once that is a key somewhere, and of no other", async () => {
    const { inputs } = await tableOf({
      sortKey: "item",
      timeToLiveAttribute: "expiresAt",
      indexes: {
        byItem: { partitionKey: "item", sortKey: "sessionId", projectedAttributes: ["quantity"] },
        byUser: { partitionKey: "userId" },
      },
    });
    assert.deepEqual(inputs["attributes"], [
      { name: "sessionId", type: "S" },
      { name: "item", type: "S" },
      { name: "userId", type: "S" },
    ]);
  });

  for (const [what, projectedAttributes, projection] of [
    ["every attribute unless told otherwise", undefined, { projectionType: "ALL" }],
    ["the keys alone", [], { projectionType: "KEYS_ONLY" }],
    ["some attributes", ["quantity"], { projectionType: "INCLUDE", nonKeyAttributes: ["quantity"] }],
  ] as const) {
    it(`finds an item by an index, which holds ${what}`, async () => {
      const index = { partitionKey: "userId", sortKey: "updatedAt" };
      const projected = projectedAttributes === undefined ? {} : { projectedAttributes: [...projectedAttributes] };
      const { inputs } = await tableOf({ indexes: { byUser: { ...index, ...projected } } });
      const keySchemas = [
        { attributeName: "userId", keyType: "HASH" },
        { attributeName: "updatedAt", keyType: "RANGE" },
      ];
      assert.deepEqual(inputs["globalSecondaryIndexes"], [{ name: "byUser", keySchemas, ...projection }]);
    });
  }

  it("lets items go whose time has come where it is told which attribute says so", async () => {
    const { inputs } = await tableOf({ timeToLiveAttribute: "expiresAt" });
    assert.deepEqual(inputs["ttl"], { attributeName: "expiresAt", enabled: true });
    assert.equal((await tableOf()).inputs["ttl"], undefined);
  });

  it("can be brought back to any second of the last 35 days unless told otherwise", async () => {
    for (const [args, recoveryPeriodInDays] of [
      [{}, 35],
      [{ pointInTimeRecoveryDays: 1 }, 1],
    ] as const) {
      const { inputs } = await tableOf(args);
      assert.deepEqual(inputs["pointInTimeRecovery"], { enabled: true, recoveryPeriodInDays });
    }
  });

  it("tells its changes to a stream where it is told to", async () => {
    const { inputs } = await tableOf({ stream: "KEYS_ONLY" });
    assert.equal(inputs["streamEnabled"], true);
    assert.equal(inputs["streamViewType"], "KEYS_ONLY");
    assert.equal((await tableOf()).inputs["streamEnabled"], undefined);
  });

  it("refuses to be deleted, with its key, unless told otherwise", async () => {
    for (const deletionProtection of [undefined, true, false]) {
      const args = deletionProtection === undefined ? {} : { deletionProtection };
      const { resources, one } = await stackOf(shopWithTable(args));
      assert.equal(one(types.table, "shop-carts").inputs["deletionProtectionEnabled"], deletionProtection ?? true);
      const held = resources.filter(({ protect }) => protect).map(({ type }) => type);
      assert.deepEqual(held.sort(), deletionProtection === false ? [] : [types.table, types.alias, types.key].sort());
    }
  });

  it("tells its name, its ARNs and its region", async () => {
    const { outputs, one } = await stackOf(shopWithTable({ stream: "NEW_IMAGE" }), "deployed");
    const table = one(types.table, "shop-carts").outputs;
    assert.equal(outputs["tableName"], table["name"]);
    assert.equal(outputs["tableArn"], table["arn"]);
    assert.equal(outputs["streamArn"], table["streamArn"]);
    assert.equal(outputs["keyArn"], one(types.key, "shop-carts").outputs["arn"]);
    assert.equal(outputs["region"], "eu-west-1");
  });
});

describe("a table's key", () => {
  const statements = async () => {
    const { one } = await stackOf(shopWithTable(), "deployed");
    const policy = JSON.parse(text(one(types.key, "shop-carts").inputs["policy"])) as { Statement: Properties[] };
    return policy.Statement;
  };
  const of = (value: Value | undefined, key: string) =>
    value !== undefined && isObject(value) ? value[key] : undefined;

  it("is the table's own, and AWS replaces it every year", async () => {
    const { one, namesBehind } = await stackOf(shopWithTable());
    assert.equal(one(types.key, "shop-carts").inputs["enableKeyRotation"], true);
    assert.equal(one(types.key, "shop-carts").inputs["deletionWindowInDays"], 30);
    const table = one(types.table, "shop-carts");
    assert.equal(of(table.inputs["serverSideEncryption"], "enabled"), true);
    assert.deepEqual(namesBehind(table, "serverSideEncryption"), ["shop-carts"]);
  });

  it("is shown by the table's name, which is the alias's own and needs no account to itself", async () => {
    const { one, namesBehind } = await stackOf(shopWithTable());
    const alias = one(types.alias, "shop-carts");
    assert.equal(alias.inputs["namePrefix"], "alias/shop-carts-");
    assert.deepEqual(namesBehind(alias, "targetKeyId"), ["shop-carts"]);
  });

  it("is administered by whom IAM lets", async () => {
    const [administered] = await statements();
    assert.deepEqual(administered?.["Principal"], { AWS: "arn:aws:iam::123456789012:root" });
  });

  it("is used by nobody but through DynamoDB, in this region and by this account", async () => {
    const [, used, ...others] = await statements();
    assert.deepEqual(others, []);
    assert.deepEqual(of(used?.["Condition"], "StringEquals"), {
      "kms:CallerAccount": "123456789012",
      "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com",
    });
    assert.ok(Array.isArray(used?.["Action"]) && used["Action"].every((action) => action !== "kms:*"));
  });
});

describe("a table's alarms", () => {
  it("are on requests turned away and on DynamoDB's own faults, of this table", async () => {
    const { all, namesBehind } = await stackOf(shopWithTable());
    assert.deepEqual(
      all(types.alarm).map(({ name }) => name),
      ["shop-carts-read-throttles", "shop-carts-system-errors", "shop-carts-write-throttles"],
    );
    for (const alarm of all(types.alarm)) {
      assert.deepEqual([...namesBehind(alarm, "dimensions"), ...namesBehind(alarm, "metricQueries")], ["shop-carts"]);
      assert.equal(alarm.inputs["treatMissingData"], "notBreaching");
      assert.match(text(alarm.inputs["alarmDescription"]), /shop-carts/);
    }
  });

  it("tell the topic, and nobody without one", async () => {
    const alarmTopicArn = "arn:aws:sns:eu-west-1:123456789012:alarms";
    for (const [args, told] of [
      [{ alarmTopicArn }, [alarmTopicArn]],
      [{}, []],
    ] as const) {
      for (const { inputs } of (await stackOf(shopWithTable(args))).all(types.alarm)) {
        assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [told, told]);
      }
    }
  });
});
