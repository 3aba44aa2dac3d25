import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import fc from "fast-check";
import { ServerlessTable, type ServerlessTableArgs } from "../../../components/serverless-table/serverless-table";
import { refusal, refused } from "../refusal";
import { networkIn } from "../network-in";
import { stackOf, text } from "../stack";
import { accelerator, provisionedCapacity, shopWithTable, types } from "./table";

/** Arguments as JavaScript or another language may hand them over. */
const table = (args: object | undefined, name = "shop-carts") => new ServerlessTable(name, args as ServerlessTableArgs);
const good = { partitionKey: "sessionId" };
const many = (count: number) => Array.from({ length: count }, (_, index) => `attribute${index}`);
const indexes = (count: number) =>
  Object.fromEntries(many(count).map((partitionKey) => [partitionKey, { partitionKey }]));

const capacities: { what: string; given: unknown; wrong: string[] }[] = [
  { what: "a number for a capacity", given: 5, wrong: [""] },
  { what: "a capacity without a most", given: {}, wrong: [".maxReadUnits", ".maxWriteUnits"] },
  { what: "a capacity of nothing", given: { ...provisionedCapacity, minReadUnits: 0 }, wrong: [".minReadUnits"] },
  { what: "more at least than at most", given: { ...provisionedCapacity, minReadUnits: 51 }, wrong: [".maxReadUnits"] },
  {
    what: "less at most than the default least",
    given: { maxReadUnits: 5, maxWriteUnits: 4 },
    wrong: [".maxWriteUnits"],
  },
  {
    what: "a use of more than nine tenths",
    given: { ...provisionedCapacity, targetUtilizationPercent: 91 },
    wrong: [".targetUtilizationPercent"],
  },
];

const accelerators: { what: string; given: unknown; wrong: string[] }[] = [
  { what: "in words", given: "yes", wrong: [""] },
  { what: "known only later", given: output(accelerator), wrong: [""] },
  { what: "without a network", given: {}, wrong: [".network"] },
  { what: "of nothing", given: null, wrong: [".network"] },
  { what: "of no nodes", given: { ...accelerator, nodes: 0 }, wrong: [".nodes"] },
  { what: "of twelve nodes", given: { ...accelerator, nodes: 12 }, wrong: [".nodes"] },
  { what: "of a cache's nodes", given: { ...accelerator, nodeType: "cache.t4g.small" }, wrong: [".nodeType"] },
  { what: "that keeps answers for ever", given: { ...accelerator, stalenessSeconds: 0 }, wrong: [".stalenessSeconds"] },
  { what: "that writes in words", given: { ...accelerator, writesThrough: "yes" }, wrong: [".writesThrough"] },
  {
    what: "with a window of a minute",
    given: { ...accelerator, maintenanceWindow: "sun:04:00-sun:04:01" },
    wrong: [".maintenanceWindow"],
  },
  {
    what: "that tells a queue",
    given: { ...accelerator, notificationTopicArn: "arn:aws:sqs:eu-west-1:123456789012:a" },
    wrong: [".notificationTopicArn"],
  },
  { what: "with a misspelt argument", given: { ...accelerator, node: 3 }, wrong: [".node"] },
];

describe("a table refuses", () => {
  const rows: { what: string; args: object | undefined; wrong: string[] }[] = [
    { what: "no arguments at all", args: undefined, wrong: ["partitionKey"] },
    { what: "an empty key", args: { partitionKey: "" }, wrong: ["partitionKey"] },
    { what: "a key that is too long", args: { partitionKey: "é".repeat(128) }, wrong: ["partitionKey"] },
    { what: "a key known only later", args: { partitionKey: output("sessionId") }, wrong: ["partitionKey"] },
    {
      what: "a key of a type that keys cannot have",
      args: { ...good, partitionKeyType: "BOOL" },
      wrong: ["partitionKeyType"],
    },
    { what: "one attribute for both keys", args: { ...good, sortKey: "sessionId" }, wrong: ["sortKey"] },
    { what: "a type for a sort key that is not there", args: { ...good, sortKeyType: "N" }, wrong: ["sortKeyType"] },
    { what: "an empty attribute of time", args: { ...good, timeToLiveAttribute: "" }, wrong: ["timeToLiveAttribute"] },
    { what: "a text for a time", args: { ...good, timeToLiveAttribute: "sessionId" }, wrong: ["timeToLiveAttribute"] },
    { what: "no recovery", args: { ...good, pointInTimeRecoveryDays: 0 }, wrong: ["pointInTimeRecoveryDays"] },
    {
      what: "recovery for 36 days",
      args: { ...good, pointInTimeRecoveryDays: 36 },
      wrong: ["pointInTimeRecoveryDays"],
    },
    { what: "recovery in words", args: { ...good, pointInTimeRecoveryDays: "35" }, wrong: ["pointInTimeRecoveryDays"] },
    { what: "an unknown stream", args: { ...good, stream: "ALL" }, wrong: ["stream"] },
    { what: "protection in words", args: { ...good, deletionProtection: "yes" }, wrong: ["deletionProtection"] },
    {
      what: "a queue for a topic",
      args: { ...good, alarmTopicArn: "arn:aws:sqs:eu-west-1:123456789012:a" },
      wrong: ["alarmTopicArn"],
    },
    { what: "indexes as a list", args: { ...good, indexes: [{ partitionKey: "userId" }] }, wrong: ["indexes"] },
    { what: "21 indexes", args: { ...good, indexes: indexes(21) }, wrong: ["indexes"] },
    {
      what: "an index whose name is too short",
      args: { ...good, indexes: { by: { partitionKey: "userId" } } },
      wrong: ['indexes["by"]'],
    },
    {
      what: "an index without a key",
      args: { ...good, indexes: { byUser: {} } },
      wrong: ['indexes["byUser"].partitionKey'],
    },
    {
      what: "an index of nothing",
      args: { ...good, indexes: { byUser: null } },
      wrong: ['indexes["byUser"].partitionKey'],
    },
    {
      what: "an index with capacity of its own, which only a provisioned table has",
      args: { ...good, indexes: { byUser: { partitionKey: "userId", readCapacity: 5 } } },
      wrong: ['indexes["byUser"].readCapacity'],
    },
    {
      what: "an attribute that an index projects twice",
      args: { ...good, indexes: { byUser: { partitionKey: "userId", projectedAttributes: ["a", "a"] } } },
      wrong: ['indexes["byUser"].projectedAttributes[1]'],
    },
    {
      what: "101 projected attributes",
      args: { ...good, indexes: { byUser: { partitionKey: "userId", projectedAttributes: many(101) } } },
      wrong: ["indexes"],
    },
    {
      what: "one attribute of two types",
      args: { ...good, indexes: { byId: { partitionKey: "sessionId", partitionKeyType: "N" } } },
      wrong: ['indexes["byId"].partitionKeyType'],
    },
    {
      what: "capacity as DynamoDB has it, without a least and a most",
      args: { ...good, readCapacity: 5 },
      wrong: ["readCapacity"],
    },
    ...capacities.map(({ what, given, wrong }) => ({
      what,
      args: { ...good, provisionedCapacity: given },
      wrong: wrong.map((path) => `provisionedCapacity${path}`),
    })),
    {
      what: "a capacity and a limit of requests",
      args: { ...good, provisionedCapacity, maxReadRequestUnits: 5, maxWriteRequestUnits: 5 },
      wrong: ["maxReadRequestUnits", "maxWriteRequestUnits"],
    },
    { what: "a limit of no requests", args: { ...good, maxReadRequestUnits: 0 }, wrong: ["maxReadRequestUnits"] },
    {
      what: "a capacity for an index of a table that has none",
      args: { ...good, indexes: { byUser: { partitionKey: "userId", provisionedCapacity } } },
      wrong: ['indexes["byUser"].provisionedCapacity'],
    },
    {
      what: "an index's capacity without a most",
      args: {
        ...good,
        provisionedCapacity,
        indexes: { byUser: { partitionKey: "userId", provisionedCapacity: { maxReadUnits: 5 } } },
      },
      wrong: ['indexes["byUser"].provisionedCapacity.maxWriteUnits'],
    },
    { what: "a region for a list of them", args: { ...good, replicaRegions: "us-east-1" }, wrong: ["replicaRegions"] },
    {
      what: "a zone, a region twice and nothing for regions",
      args: { ...good, replicaRegions: ["us-east-1a", "us-east-1", "us-east-1", undefined] },
      wrong: ["replicaRegions[0]", "replicaRegions[2]", "replicaRegions[3]"],
    },
    {
      what: "a replica where the table is, as its accelerator's network tells",
      args: { ...good, accelerator, replicaRegions: ["us-east-1", "eu-west-1"] },
      wrong: ["replicaRegions[1]"],
    },
    {
      what: "a stream that cannot feed replicas",
      args: { ...good, stream: "NEW_IMAGE", replicaRegions: ["us-east-1"] },
      wrong: ["stream"],
    },
    ...accelerators.map(({ what, given, wrong }) => ({
      what: `an accelerator ${what}`,
      args: { ...good, accelerator: given },
      wrong: wrong.map((path) => `accelerator${path}`),
    })),
  ];
  for (const { what, args, wrong } of rows) {
    it(what, () => {
      assert.deepEqual(
        refused(() => table(args)),
        wrong,
      );
    });
  }

  for (const [what, name] of [
    ["no name", ""],
    ["a name of two words", "my carts"],
    ["a name too long for the key's alias", "c".repeat(224)],
  ] as const) {
    it(what, () => {
      assert.deepEqual(
        refused(() => table(good, name)),
        ["name"],
      );
    });
  }

  it("a name too long for a replica's key", () => {
    const replicated = { ...good, replicaRegions: ["us-east-1"] };
    assert.deepEqual(
      refused(() => table(replicated, "c".repeat(209))),
      ["name"],
    );
  });

  it("everything that is wrong in one error, each with what was given, what is allowed and the fix", () => {
    const bad = { partitionKey: 7, pointInTimeRecoveryDays: 40, timeToLive: "expiresAt" };
    assert.deepEqual(refusal(() => table(bad)).message.split("\n"), [
      'ServerlessTable "shop-carts" cannot be made, 3 arguments are wrong:',
      '  partitionKey: got 7. Allowed: the name of an attribute, 1 to 255 bytes, plain. Fix: write a name, for example "sessionId".',
      "  pointInTimeRecoveryDays: got 40. Allowed: a whole number from 1 to 35, plain. Fix: write one of these, or leave it out for 35.",
      "  timeToLive: got an argument that does not exist. Allowed: the arguments partitionKey, partitionKeyType, sortKey, sortKeyType, indexes, timeToLiveAttribute, pointInTimeRecoveryDays, provisionedCapacity, maxReadRequestUnits, maxWriteRequestUnits, stream, replicaRegions, accelerator, deletionProtection, alarmTopicArn. Fix: leave it out.",
    ]);
  });
});

describe("a table of any arguments", () => {
  const attribute = fc.stringMatching(/^[a-z][A-Za-z]{2,20}$/);
  const keyType = fc.constantFrom("S", "N", "B");
  const index = fc.record(
    {
      partitionKey: fc.constantFrom("userId", "email"),
      projectedAttributes: fc.uniqueArray(attribute, { maxLength: 5 }),
    },
    { requiredKeys: ["partitionKey"] },
  );
  const allowed = fc
    .record(
      {
        partitionKey: attribute.map((name) => `${name}0`),
        partitionKeyType: keyType,
        timeToLiveAttribute: attribute,
        pointInTimeRecoveryDays: fc.integer({ min: 1, max: 35 }),
        stream: fc.constantFrom("none", "KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"),
        deletionProtection: fc.boolean(),
        indexes: fc.dictionary(fc.stringMatching(/^by[A-Z][a-z]{0,20}$/), index, { maxKeys: 20 }),
      },
      { requiredKeys: ["partitionKey"] },
    )
    .filter(({ timeToLiveAttribute }) => timeToLiveAttribute !== "userId" && timeToLiveAttribute !== "email");
  const units = fc.integer({ min: 5, max: 40_000 });
  const capacity = fc.record(
    {
      minReadUnits: fc.integer({ min: 1, max: 5 }),
      maxReadUnits: units,
      minWriteUnits: fc.integer({ min: 1, max: 5 }),
      maxWriteUnits: units,
      targetUtilizationPercent: fc.integer({ min: 20, max: 90 }),
    },
    { requiredKeys: ["maxReadUnits", "maxWriteUnits"] },
  );
  const limit = fc.oneof(fc.constant(-1), units);
  const throughput = fc.oneof(
    fc.record({ maxReadRequestUnits: limit, maxWriteRequestUnits: limit }, { requiredKeys: [] }),
    fc.record({ provisionedCapacity: capacity }),
  );
  const cache = fc.record(
    {
      network: fc.constantFrom("a", "ab", "abc").map(networkIn),
      nodes: fc.integer({ min: 1, max: 11 }),
      nodeType: fc.constantFrom("dax.t2.small", "dax.t3.medium", "dax.r4.xlarge", "dax.r5.24xlarge", "dax.r7i.large"),
      stalenessSeconds: fc.integer({ min: 1, max: 86_400 }),
      writesThrough: fc.boolean(),
      maintenanceWindow: fc.constantFrom("sun:04:00-sun:05:00", "sun:23:30-mon:00:30"),
    },
    { requiredKeys: ["network"] },
  );
  const around = fc.record(
    {
      replicaRegions: fc.uniqueArray(fc.constantFrom("eu-central-1", "us-east-1", "ap-southeast-2"), { minLength: 1 }),
      accelerator: cache,
    },
    { requiredKeys: [] },
  );
  const sorted = fc
    .tuple(allowed, keyType, fc.boolean(), throughput, around)
    .map(([args, sortKeyType, hasSortKey, much, beside]) => {
      // Replicas want a stream of both images, which is theirs where nobody says.
      const { stream, ...rest } = args;
      const streamed = stream === undefined || "replicaRegions" in beside ? rest : args;
      return { ...streamed, ...much, ...beside, ...(hasSortKey ? { sortKey: "item1", sortKeyType } : {}) };
    }) as fc.Arbitrary<ServerlessTableArgs>;

  it("that are allowed is made, every resource once", async () => {
    await fc.assert(
      fc.asyncProperty(sorted, async (args) => {
        const urns = (await stackOf(shopWithTable(args))).resources.map(({ urn }) => urn);
        assert.equal(new Set(urns).size, urns.length);
        assert.ok(urns.length > 5);
      }),
      { numRuns: 30 },
    );
  });

  it("makes an accelerator that DAX takes, and opens it to nobody", async () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$/);
    await fc.assert(
      fc.asyncProperty(name, cache, async (tableName, given) => {
        const program = () => new ServerlessTable(tableName, { ...good, accelerator: given });
        const { resources, all } = await stackOf(program, "deployed");
        assert.match(text(all(types.accelerator)[0]?.inputs["clusterName"]), /^(?!.*--)[a-z][a-z0-9-]{0,18}[a-z0-9]$/);
        assert.ok(!resources.some(({ type }) => /securityGroup\w*Rule/i.test(type)));
      }),
      { numRuns: 30 },
    );
  });

  it("of which some of an accelerator's or a capacity's are wrong is refused, and each is named", () => {
    const spoilt = {
      accelerator: {
        network: [undefined, null, {}, "vpc-0123456789abcdef0"],
        nodes: [null, 0, 12, 1.5, "3"],
        nodeType: [null, "", "t3.small", "dax.t4g.small", "dax.t3.large", 7],
        stalenessSeconds: [null, 0, -1, 86_401, "60"],
        writesThrough: [null, 1, "true"],
        maintenanceWindow: [null, "", "sunday", "sun:04:00-sun:04:30"],
        notificationTopicArn: [null, "", "topic", 7],
      },
      provisionedCapacity: {
        minReadUnits: [null, 0, 1.5, "5"],
        maxReadUnits: [undefined, null, 0, 1_000_001, "5"],
        minWriteUnits: [null, 0, -1],
        maxWriteUnits: [undefined, null, 0, Number.NaN],
        targetUtilizationPercent: [null, 19, 91, "70"],
      },
    };
    const wrong = fc.constantFrom(...Object.entries<Record<string, unknown[]>>(spoilt)).chain(([argument, values]) =>
      fc.tuple(
        fc.constant(argument),
        fc
          .uniqueArray(fc.constantFrom(...Object.keys(values)), { minLength: 1, maxLength: 3 })
          .chain((names) =>
            fc.record(Object.fromEntries(names.map((one) => [one, fc.constantFrom(...(values[one] ?? []))]))),
          ),
      ),
    );
    const right = { accelerator, provisionedCapacity };
    fc.assert(
      fc.property(wrong, ([argument, bad]) => {
        const given = { ...good, ...right, [argument]: { ...Object(Reflect.get(right, argument)), ...bad } as object };
        assert.deepEqual(
          refused(() => table(given)).sort(),
          Object.keys(bad)
            .map((one) => `${argument}.${one}`)
            .sort(),
        );
      }),
    );
  });

  it("of which one is not allowed is refused, and that one is named", () => {
    const bad = fc.constantFrom<readonly [string, unknown]>(
      ...([undefined, null, "", 7, {}] as const).map((value) => ["partitionKey", value] as const),
      ...[null, "", 7].map((value) => ["timeToLiveAttribute", value] as const),
      ...[null, 0, 36, 1.5, Number.NaN, "7"].map((value) => ["pointInTimeRecoveryDays", value] as const),
      ...[null, "", "new", true].map((value) => ["stream", value] as const),
      ...[null, 0, "false"].map((value) => ["deletionProtection", value] as const),
      ...[null, "", 7, []].map((value) => ["indexes", value] as const),
      ["billingMode", "PROVISIONED"],
      ...[null, 0, "us-east-1", {}].map((value) => ["replicaRegions", value] as const),
    );
    fc.assert(
      fc.property(sorted, bad, (args, [argument, value]) => {
        assert.deepEqual(
          refused(() => table({ ...args, [argument]: value })),
          [argument],
        );
      }),
    );
  });
});
