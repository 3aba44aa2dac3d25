import assert from "node:assert/strict";
import { Secret, type Properties } from "../../../sandbox/values";
import { database as unnamed, useAccount } from "./account";
import { refusalOf } from "./provider";

const database: Properties = { ...unnamed, identifier: "users" };

describe("the AWS provider keeps a secret", () => {
  const account = useAccount();

  it("closed in what it answers to every request", async () => {
    const secret = new Secret("battery-horse");
    const made = await account.provider.make("aws:rds/instance:Instance", "users", database);
    const changed = await account.provider.update(made, { ...database, port: 6543 });
    const previewed = await account.provider.update(made, { ...database, port: 6543 }, true);
    const found = await account.provider.read(changed);
    for (const state of [made, changed, previewed, found]) {
      assert.deepEqual([state?.inputs["password"], state?.outputs["password"]], [secret, secret]);
    }
  });

  it("closed within a value, and leaves its neighbours open", async () => {
    const tags = { open: "a", closed: new Secret("battery-horse") };
    const made = await account.provider.make("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", tags });
    for (const state of [made, await account.provider.read(made)]) {
      assert.deepEqual([state?.outputs["tags"], state?.outputs["tagsAll"]], [tags, tags]);
    }
  });

  it("closed as a whole in a list of which somebody took a part away", async () => {
    const { id: vpcId } = await account.provider.make("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
    const mapping = async (letter: string, third: number) => {
      const subnet = { vpcId, availabilityZone: `eu-west-1${letter}`, cidrBlock: `10.0.${third}.0/24` };
      const { id } = await account.provider.make("aws:ec2/subnet:Subnet", letter, subnet);
      return { subnetId: id, privateIpv4Address: new Secret(`10.0.${third}.9`) };
    };
    const given = { internal: true, subnetMappings: [await mapping("a", 1), await mapping("b", 2)] };
    const made = await account.provider.make("aws:lb/loadBalancer:LoadBalancer", "web", given);
    assert.deepEqual((await account.provider.read(made))?.outputs["subnetMappings"], given.subnetMappings);
    account.provider.edit(({ holdings }) => {
      Object.assign(holdings.find(({ id }) => id === made.id)?.inputs ?? {}, {
        subnetMappings: [{ subnetId: "2", privateIpv4Address: "10.0.0.2" }],
      });
    });
    const found = await account.provider.read(made);
    assert.ok(found?.outputs["subnetMappings"] instanceof Secret);
  });

  it("closed in what AWS makes of it", async () => {
    const made = await account.provider.make("aws:iam/role:Role", "a", {
      name: new Secret("hush"),
      assumeRolePolicy: "{}",
    });
    const arn = new Secret("arn:aws:iam::123456789012:role/hush");
    const changed = await account.provider.update(made, { ...made.inputs, maxSessionDuration: 7200 });
    for (const state of [made, changed, await account.provider.read(changed)])
      assert.deepEqual(state?.outputs["arn"], arn);
  });

  it("out of refusals as a whole, also where another secret is a part of it", async () => {
    const given = { description: new Secret("battery"), vpcId: new Secret("battery-horse") };
    assert.equal(
      await refusalOf(account.provider.make("aws:ec2/securityGroup:SecurityGroup", "web", given)),
      "InvalidVpcID.NotFound: The vpc ID '[secret]' does not exist",
    );
  });

  it("out of refusals and out of whatever it writes", async () => {
    const name = new Secret("hush");
    const role = { name, assumeRolePolicy: "{}" };
    await account.provider.make("aws:iam/role:Role", "a", role);
    const refusal = await refusalOf(account.provider.make("aws:iam/role:Role", "b", role));
    assert.equal(refusal, "EntityAlreadyExists: Role with name [secret] already exists.");
    const short = { ...database, password: new Secret("horse") };
    assert.doesNotMatch(await refusalOf(account.provider.make("aws:rds/instance:Instance", "users", short)), /horse/);
    assert.deepEqual(account.provider.written, []);
  });
});
