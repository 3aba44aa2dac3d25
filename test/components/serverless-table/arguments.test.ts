import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import fc from "fast-check";
import { ServerlessTable, type ServerlessTableArgs } from "../../../components/serverless-table/serverless-table";
import { refusal, refused } from "../refusal";
import { stackOf } from "../stack";
import { shopWithTable } from "./table";

/** Arguments as JavaScript or another language may hand them over. */
const table = (args: object | undefined, name = "shop-carts") => new ServerlessTable(name, args as ServerlessTableArgs);
const good = { partitionKey: "sessionId" };
const many = (count: number) => Array.from({ length: count }, (_, index) => `attribute${index}`);
const indexes = (count: number) =>
  Object.fromEntries(many(count).map((partitionKey) => [partitionKey, { partitionKey }]));

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
    { what: "capacity, which it has none of", args: { ...good, readCapacity: 5 }, wrong: ["readCapacity"] },
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

  it("everything that is wrong in one error, each with what was given, what is allowed and the fix", () => {
    const bad = { partitionKey: 7, pointInTimeRecoveryDays: 40, timeToLive: "expiresAt" };
    assert.deepEqual(refusal(() => table(bad)).message.split("\n"), [
      'ServerlessTable "shop-carts" cannot be made, 3 arguments are wrong:',
      '  partitionKey: got 7. Allowed: the name of an attribute, 1 to 255 bytes, plain. Fix: write a name, for example "sessionId".',
      "  pointInTimeRecoveryDays: got 40. Allowed: a whole number from 1 to 35, plain. Fix: write one of these, or leave it out for 35.",
      "  timeToLive: got an argument that does not exist. Allowed: the arguments partitionKey, partitionKeyType, sortKey, sortKeyType, indexes, timeToLiveAttribute, pointInTimeRecoveryDays, stream, deletionProtection, alarmTopicArn. Fix: leave it out.",
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
  const sorted = fc
    .tuple(allowed, keyType, fc.boolean())
    .map(([args, sortKeyType, hasSortKey]) =>
      hasSortKey ? { ...args, sortKey: "item1", sortKeyType } : args,
    ) as fc.Arbitrary<ServerlessTableArgs>;

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

  it("of which one is not allowed is refused, and that one is named", () => {
    const bad = fc.constantFrom<readonly [string, unknown]>(
      ...([undefined, null, "", 7, {}] as const).map((value) => ["partitionKey", value] as const),
      ...[null, "", 7].map((value) => ["timeToLiveAttribute", value] as const),
      ...[null, 0, 36, 1.5, Number.NaN, "7"].map((value) => ["pointInTimeRecoveryDays", value] as const),
      ...[null, "", "new", true].map((value) => ["stream", value] as const),
      ...[null, 0, "false"].map((value) => ["deletionProtection", value] as const),
      ...[null, "", 7, []].map((value) => ["indexes", value] as const),
      ["billingMode", "PROVISIONED"],
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
