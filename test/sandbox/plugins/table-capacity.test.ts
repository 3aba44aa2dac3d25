import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { useAccount } from "./account";
import type { State } from "./provider";

describe("the capacity of the sandbox's tables", () => {
  const account = useAccount();
  const attributes = ["id", "by"].map((name) => ({ name, type: "S" }));
  const byOwner = { name: "by-owner", keySchemas: [{ attributeName: "by", keyType: "HASH" }], projectionType: "ALL" };
  const index = (given: Properties = {}): Properties => ({
    attributes,
    globalSecondaryIndexes: [{ ...byOwner, ...given }],
  });
  const keys = { name: "todos", attributes: attributes.slice(0, 1), hashKey: "id" };
  const onDemand = { ...keys, billingMode: "PAY_PER_REQUEST" };
  const provisioned = { ...keys, billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 5 };
  const units = ({ outputs }: State) => [outputs["readCapacity"], outputs["writeCapacity"]];

  it("goes from on demand to provisioned and back", async () => {
    const made = await account.make("table", onDemand);
    assert.deepEqual(units(made), [0, 0]);
    const there = await account.provider.update(made, provisioned);
    assert.deepEqual(units(there), [5, 5]);
    assert.deepEqual(units(await account.provider.update(there, onDemand)), [0, 0]);
  });

  it("begins with one unit where somebody who comes from on demand ignores it, and stays so", async () => {
    const made = await account.make("table", onDemand);
    const ignoring = { ...keys, billingMode: "PROVISIONED" };
    const there = await account.provider.update(made, ignoring);
    assert.deepEqual(units(there), [1, 1]);
    assert.deepEqual(units(await account.provider.update(there, { ...ignoring, tags: { team: "todo" } })), [1, 1]);
  });

  const refusals: [what: string, given: Properties, words: RegExp][] = [
    ["of none for reads", { ...provisioned, readCapacity: 0 }, /^read_capacity must be > 0 when billing_mode/],
    [
      "beside paying by the request",
      { ...onDemand, readCapacity: 5 },
      /^read_capacity can not be set when billing_mode/,
    ],
    [
      "of none for an index",
      { ...provisioned, ...index({ readCapacity: 5 }) },
      /ProvisionedThroughput is not specified for index: by-owner$/,
    ],
    [
      "that limits requests, too",
      { ...provisioned, onDemandThroughput: { maxReadRequestUnits: 10 } },
      /OnDemandThroughput can only be set when BillingMode is PAY_PER_REQUEST$/,
    ],
    [
      "that limits requests to none",
      { ...onDemand, onDemandThroughput: { maxReadRequestUnits: 0 } },
      /0 is no on-demand throughput$/,
    ],
  ];
  for (const [what, given, words] of refusals) {
    it(`is refused: ${what}`, () => account.refuses(() => account.make("table", given), words));
  }

  it("is said for each index by whoever leaves on demand", async () => {
    const made = await account.make("table", { ...onDemand, ...index() });
    const words = /ProvisionedThroughput is not specified for index: by-owner$/;
    await account.refuses(() => account.provider.update(made, { ...provisioned, ...index() }), words);
    await account.provider.update(made, { ...provisioned, ...index({ readCapacity: 5, writeCapacity: 5 }) });
  });

  describe("is scaled", () => {
    const reads = {
      serviceNamespace: "dynamodb",
      resourceId: "table/todos",
      scalableDimension: "dynamodb:table:ReadCapacityUnits",
    };
    const writes = { ...reads, scalableDimension: "dynamodb:table:WriteCapacityUnits" };
    const range = { minCapacity: 5, maxCapacity: 50 };
    const tracking = (targetValue: number, predefinedMetricType = "DynamoDBReadCapacityUtilization") => ({
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType },
        targetValue,
      },
    });

    it("for reads and for writes apart, of the table and of its index", async () => {
      await account.make("table", { ...provisioned, ...index({ readCapacity: 5, writeCapacity: 5 }) });
      const ofIndex = {
        resourceId: "table/todos/index/by-owner",
        scalableDimension: "dynamodb:index:ReadCapacityUnits",
      };
      const target = await account.make("capacityTarget", { ...reads, ...range });
      await account.make("capacityTarget", { ...writes, ...range }, "writes");
      await account.make("capacityTarget", { ...reads, ...range, ...ofIndex }, "index");
      assert.equal(account.left().filter(([type]) => type === target.type).length, 3);
      await account.make("capacityPolicy", { ...reads, ...tracking(70) });
      await account.provider.remove(target);
      assert.equal(account.left().filter(([type]) => type === target.type).length, 2);
    });

    const wrongTargets: [what: string, given: Properties, words: RegExp][] = [
      ["of a table that is not there", { ...reads, resourceId: "table/carts" }, /DynamoDB table does not exist/],
      [
        "of an index that is not there",
        { ...reads, resourceId: "table/todos/index/of", scalableDimension: "dynamodb:index:ReadCapacityUnits" },
        /DynamoDB index does not exist: table\/todos\/index\/of$/,
      ],
      [
        "of a table by an index's dimension",
        { ...reads, scalableDimension: "dynamodb:index:ReadCapacityUnits" },
        /^ValidationException: Unsupported service namespace/,
      ],
      ["from more to less", { ...reads, minCapacity: 60 }, /Maximum capacity cannot be less than minimum/],
    ];
    for (const [what, given, words] of wrongTargets) {
      it(`by no target ${what}`, async () => {
        await account.make("table", provisioned);
        await account.refuses(() => account.make("capacityTarget", { ...range, ...given }), words);
      });
    }

    it("by no policy that asks for more than nine tenths, less than a fifth, or another metric", async () => {
      await account.make("table", provisioned);
      await account.make("capacityTarget", { ...reads, ...range });
      for (const share of [19, 91]) {
        const words = /^ValidationException: Target value must be between 20\.0 and 90\.0$/;
        await account.refuses(() => account.make("capacityPolicy", { ...reads, ...tracking(share) }), words);
      }
      const other = tracking(70, "DynamoDBWriteCapacityUtilization");
      await account.refuses(() => account.make("capacityPolicy", { ...reads, ...other }), /is not valid for/);
      await account.refuses(() => account.make("capacityPolicy", { ...writes, ...tracking(70) }), /^ObjectNotFound/);
    });
  });
});
