import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";
import type { State } from "./provider";

describe("a replica of a table in the sandbox", () => {
  const account = useAccount();
  const elsewhere = "eu-central-1";
  const streamed = { streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES" };
  const table = (given: Properties = {}) =>
    account.make("table", {
      name: "todos",
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      ...streamed,
      ...given,
    });
  const arnOf = ({ outputs }: State) => outputs["arn"] ?? null;
  const replica = (of: State, given: Properties = {}, name?: string) =>
    account.make("tableReplica", { globalTableArn: arnOf(of), region: elsewhere, ...given }, name);

  it("has the table's name in its own region, and is known by the region that it came from", async () => {
    const made = await replica(await table());
    assert.equal(made.id, "todos:eu-west-1");
    assert.equal(text(made.outputs["arn"]), "arn:aws:dynamodb:eu-central-1:123456789012:table/todos");
  });

  const refusals: [what: string, given: Properties, words: RegExp][] = [
    ["without a stream", { streamEnabled: false, streamViewType: null }, /Table must have DynamoDB Streams enabled/],
    ["with a stream of keys", { streamViewType: "KEYS_ONLY" }, /Table must have DynamoDB Streams enabled/],
    [
      "of a capacity that nobody scales",
      { billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 5 },
      /Table write capacity should either be Pay-Per-Request or AutoScaled\.$/,
    ],
    ["that has replicas as a part of it", { replicas: [{ regionName: elsewhere }] }, /it already exists$/],
  ];
  for (const [what, given, words] of refusals) {
    it(`is refused to a table ${what}`, async () => {
      const of = await table(given);
      await account.refuses(() => replica(of), words);
    });
  }

  it("is refused in the table's own region, and twice in another", async () => {
    const of = await table();
    await account.refuses(
      () => replica(of, { region: "eu-west-1" }),
      /^replica cannot be in same region as main table$/,
    );
    await replica(of);
    await account.refuses(() => replica(of, {}, "again"), /it already exists$/);
    await replica(of, { region: "us-east-1" }, "third");
  });

  it("has a key of its own region where the table has one, and none where it has none", async () => {
    const key = await account.make("key");
    const theirs = await account.make("key", { region: elsewhere }, "theirs");
    const encrypted = { serverSideEncryption: { enabled: true, kmsKeyArn: arnOf(key) } };
    const of = await table(encrypted);
    const words = /KMSMasterKeyId must be specified for each replica\.$/;
    await account.refuses(() => replica(of), words);
    await replica(of, { kmsKeyArn: arnOf(theirs) });
    const plain = await account.make("table", { ...of.inputs, name: "plain", serverSideEncryption: null }, "plain");
    await account.refuses(() => replica(plain, { kmsKeyArn: arnOf(theirs) }, "plain"), words);
  });

  it("comes to a table of capacity once its writes scale", async () => {
    const of = await table({ billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 5 });
    const writes = {
      serviceNamespace: "dynamodb",
      resourceId: "table/todos",
      scalableDimension: "dynamodb:table:WriteCapacityUnits",
    };
    await account.make("capacityTarget", { ...writes, minCapacity: 5, maxCapacity: 50 });
    await account.make("capacityPolicy", writes);
    await replica(of);
  });

  it("is deleted once it is no longer protected", async () => {
    const made = await replica(await table(), { deletionProtectionEnabled: true });
    await account.refuses(() => account.provider.remove(made), /currently protected against deletion/);
    const free = await account.provider.update(made, { ...made.inputs, deletionProtectionEnabled: false });
    await account.provider.remove(free);
  });
});
