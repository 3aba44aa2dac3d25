import assert from "node:assert/strict";
import { existingNetwork, type ExistingNetworkArgs } from "../../../components/index";
import { refusal, refused } from "../refusal";
import { bothStates, stackOf } from "../stack";
import { shop } from "./shop";

const ids = (tier: string) => ["a", "b"].map((zone) => `subnet-0${zone}00000000000000${tier}`);
const good = {
  vpcId: "vpc-0123456789abcdef0",
  zoneNames: ["eu-west-1a", "eu-west-1b"],
  publicSubnetIds: ids("1"),
  appSubnetIds: ids("2"),
  dataSubnetIds: ids("3"),
};

describe("an existing network", () => {
  it("is a layout of the ids it was given", async () => {
    const given = { ...good, s3PrefixListId: "pl-6da54004", dynamodbPrefixListId: "pl-6fa54006" };
    const { outputs } = await stackOf(() => existingNetwork(given));
    assert.deepEqual(outputs, given);
  });

  for (const knowledge of bothStates) {
    it(`looks up the prefix lists of its region when they are not given, and makes nothing (${knowledge})`, async () => {
      const { outputs, resources } = await stackOf(() => existingNetwork(good), knowledge);
      assert.match(String(outputs["s3PrefixListId"]), /^pl-/);
      assert.match(String(outputs["dynamodbPrefixListId"]), /^pl-/);
      assert.notEqual(outputs["s3PrefixListId"], outputs["dynamodbPrefixListId"]);
      assert.deepEqual(
        resources.filter(({ type }) => type.startsWith("aws:")),
        [],
      );
    });
  }

  it("has the prefix lists of its zones' region: those that a network of ours has there", async () => {
    const lists = async (region: string) => {
      const zoneNames = good.zoneNames.map((zone) => zone.replace("eu-west-1", region));
      const { outputs } = await stackOf(() => existingNetwork({ ...good, zoneNames }), "deployed");
      return [outputs["s3PrefixListId"], outputs["dynamodbPrefixListId"]];
    };
    const { outputs: ours } = await stackOf(shop("ab"), "deployed");
    assert.deepEqual(await lists("eu-west-1"), [ours["s3PrefixListId"], ours["dynamodbPrefixListId"]]);
    assert.notDeepEqual(await lists("us-east-1"), await lists("eu-west-1"));
  });
});

function withHole(): unknown[] {
  const list = new Array<unknown>(2);
  list[1] = "subnet-1a2b3c4d";
  return list;
}

function circular(): unknown[] {
  const list: unknown[] = [];
  list.push(list, list);
  return list;
}

describe("an existing network refuses", () => {
  const network = (args: object | undefined) => existingNetwork(args as ExistingNetworkArgs);

  const table: { what: string; args: object | undefined; wrong: string[] }[] = [
    {
      what: "no arguments at all",
      args: undefined,
      wrong: ["vpcId", "zoneNames", "publicSubnetIds", "appSubnetIds", "dataSubnetIds"],
    },
    { what: "another kind of id for the VPC", args: { ...good, vpcId: "subnet-1a2b3c4d" }, wrong: ["vpcId"] },
    { what: "fewer subnets than zones", args: { ...good, appSubnetIds: ids("2").slice(1) }, wrong: ["appSubnetIds"] },
    {
      what: "more subnets than zones",
      args: { ...good, dataSubnetIds: [...ids("3"), ...ids("4")] },
      wrong: ["dataSubnetIds"],
    },
    { what: "one subnet as text", args: { ...good, publicSubnetIds: "subnet-1a2b3c4d" }, wrong: ["publicSubnetIds"] },
    { what: "an id that is none", args: { ...good, appSubnetIds: [ids("2")[0], "mine"] }, wrong: ["appSubnetIds[1]"] },
    { what: "a hole among the ids", args: { ...good, appSubnetIds: withHole() }, wrong: ["appSubnetIds[0]"] },
    {
      what: "ids that hold themselves",
      args: { ...good, dataSubnetIds: circular() },
      wrong: ["dataSubnetIds[0]", "dataSubnetIds[1]"],
    },
    {
      what: "a subnet in two tiers",
      args: { ...good, dataSubnetIds: ids("2") },
      wrong: ["dataSubnetIds[0]", "dataSubnetIds[1]"],
    },
    {
      what: "a subnet for two zones",
      args: { ...good, appSubnetIds: [ids("2")[0], ids("2")[0]] },
      wrong: ["appSubnetIds[1]"],
    },
    { what: "a zone twice", args: { ...good, zoneNames: ["eu-west-1a", "eu-west-1a"] }, wrong: ["zoneNames[1]"] },
    {
      what: "a name for a prefix list",
      args: { ...good, s3PrefixListId: "com.amazonaws.eu-west-1.s3" },
      wrong: ["s3PrefixListId"],
    },
  ];
  for (const { what, args, wrong } of table) {
    it(what, () => {
      assert.deepEqual(
        refused(() => network(args)),
        wrong,
      );
    });
  }

  it("everything that is wrong in one error", () => {
    const { message } = refusal(() => network({ ...good, vpcId: "mine", appSubnetIds: [] }));
    assert.deepEqual(message.split("\n"), [
      "existingNetwork cannot be made, 2 arguments are wrong:",
      '  vpcId: got "mine". Allowed: the id of a VPC, for example "vpc-0123456789abcdef0", or an output that becomes one. Fix: write the id as AWS shows it, beginning with "vpc-".',
      "  appSubnetIds: got []. Allowed: a plain list of subnet ids, one per zone, so 2 of them. Fix: write the id of this tier's subnet for each of zoneNames, in the same order.",
    ]);
  });
});
