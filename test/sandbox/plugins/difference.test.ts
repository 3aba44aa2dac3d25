import assert from "node:assert/strict";
import { Secret, unknown, type Properties } from "../../../sandbox/values";
import { useAccount } from "./account";
import { type Difference, type State } from "./provider";

const group = "aws:ec2/securityGroup:SecurityGroup";
const none: Difference = { changes: false, details: {}, replaces: [], deleteBeforeReplace: false };

/** A resource as it stands in a state, without an account behind it. */
function state(type: string, inputs: Properties, outputs: Properties = inputs): State {
  return { type, name: "a", id: "id", inputs, outputs };
}

describe("the difference between what is there and what is asked for", () => {
  const account = useAccount();

  const differs = (type: string, olds: Properties, news: Properties, outputs: Properties = olds) =>
    account.provider.diff(state(type, olds, outputs), news);

  it("is none for the same arguments", async () => {
    const made = await account.provider.make(group, "web", { description: "Web", tags: { Name: "a" } });
    assert.deepEqual(await account.provider.difference(made, { description: "Web", tags: { Name: "a" } }), none);
  });

  it("names each property that is added, changed or taken away", async () => {
    const olds = { retentionInDays: 7, kmsKeyId: "key", name: "a", region: "eu-west-1" };
    const { details } = await differs("aws:cloudwatch/logGroup:LogGroup", olds, {
      ...{ retentionInDays: 14, tags: { a: "b" }, name: "a", region: "eu-west-1" },
    });
    assert.deepEqual(details, { retentionInDays: "UPDATE", kmsKeyId: "DELETE", tags: "ADD" });
  });

  it("sees what somebody changed, and what somebody added, behind Pulumi's back", async () => {
    const olds = { vpcId: "vpc-1", mapPublicIpOnLaunch: false };
    const outputs = { vpcId: "vpc-1", mapPublicIpOnLaunch: true, outpostArn: "arn", assignIpv6AddressOnCreation: true };
    const { details } = await differs("aws:ec2/subnet:Subnet", olds, olds, outputs);
    assert.deepEqual(details, {
      assignIpv6AddressOnCreation: "UPDATE",
      mapPublicIpOnLaunch: "UPDATE",
      outpostArn: "DELETE_REPLACE",
    });
  });

  it("leaves alone what the program ignores, also where it never gave it and so has no old argument", async () => {
    const olds = { vpcId: "vpc-1" };
    const changed = state("aws:ec2/subnet:Subnet", olds, { ...olds, mapPublicIpOnLaunch: true, outpostArn: "arn" });
    const { details } = await account.provider.diff(changed, olds, ["outpostArn"]);
    assert.deepEqual(details, { mapPublicIpOnLaunch: "UPDATE" });
  });

  it("leaves alone what AWS decides where nobody asks, and asked once", async () => {
    const olds = { engine: "postgres", multiAz: true, backupRetentionPeriod: 7 };
    const outputs = { ...olds, endpoint: "a:5432", availabilityZone: "eu-west-1a" };
    assert.deepEqual(await differs("aws:rds/instance:Instance", olds, { engine: "postgres" }, outputs), none);
  });

  it("takes an argument that is no longer given back to the provider's default", async () => {
    const { details } = await differs("aws:efs/fileSystem:FileSystem", { throughputMode: "elastic" }, {});
    assert.deepEqual(details, { throughputMode: "DELETE" });
    const { changes } = await differs("aws:lb/loadBalancer:LoadBalancer", { idleTimeout: 60 }, {});
    assert.equal(changes, false);
    const longer = await differs("aws:lb/loadBalancer:LoadBalancer", { idleTimeout: 600 }, {});
    assert.deepEqual(longer.details, { idleTimeout: "UPDATE" });
  });

  const alike: [what: string, type: string, argument: string, before: Properties[string], after: Properties[string]][] =
    [
      ["the order of a set", "aws:rds/instance:Instance", "vpcSecurityGroupIds", ["sg-1", "sg-2"], ["sg-2", "sg-1"]],
      ["an empty list and none", "aws:rds/instance:Instance", "enabledCloudwatchLogsExports", null, []],
      ["off and absent", "aws:rds/instance:Instance", "storageEncrypted", null, false],
      ["how a policy is written", "aws:iam/role:Role", "assumeRolePolicy", '{"a": 1, "b": 2}', '{"b":2,"a":1}'],
      ["whether a value is secret", group, "description", "Web", new Secret("Web")],
    ];
  for (const [what, type, argument, before, after] of alike) {
    it(`does not look at ${what}`, async () => {
      assert.deepEqual(await differs(type, { [argument]: before }, { [argument]: after }), none);
    });
  }

  it("compares what only looks like a document as the text that it is", async () => {
    const { details } = await differs(group, { description: "{web" }, { description: "{front" });
    assert.deepEqual(details, { description: "UPDATE_REPLACE" });
  });

  it("looks at the order of a list that is no set", async () => {
    const olds = { orderly: ["a", "b"] };
    assert.equal((await differs("aws:ec2/vpc:Vpc", olds, { orderly: ["b", "a"] })).changes, true);
  });

  it("takes what is not known yet for a change, and for a replacement where one would follow", async () => {
    const { details, replaces } = await differs(
      "aws:ec2/subnet:Subnet",
      { vpcId: "vpc-1" },
      {
        ...{ vpcId: unknown, tags: unknown },
      },
    );
    assert.deepEqual(details, { vpcId: "UPDATE_REPLACE", tags: "ADD" });
    assert.deepEqual(replaces, ["vpcId"]);
  });

  it("replaces in another region whatever is in one", async () => {
    const [here, there] = [{ region: "eu-west-1" }, { region: "us-east-1" }];
    assert.deepEqual((await differs("aws:ec2/vpc:Vpc", here, there)).replaces, ["region"]);
  });

  it("replaces a rule whose peer becomes one of another kind", async () => {
    const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const moved = await differs(rule, { cidrIpv4: "10.0.0.0/8" }, { cidrIpv4: "10.1.0.0/16" });
    assert.deepEqual(moved.replaces, []);
    const other = await differs(rule, { cidrIpv4: "10.0.0.0/8" }, { referencedSecurityGroupId: "sg-1" });
    assert.deepEqual(other.details, { cidrIpv4: "DELETE_REPLACE", referencedSecurityGroupId: "ADD_REPLACE" });
  });

  it("deletes first what has a name that the program fixed, and otherwise last", async () => {
    const fixed = await differs(group, { name: "web", vpcId: "vpc-1" }, { name: "web", vpcId: "vpc-2" });
    assert.equal(fixed.deleteBeforeReplace, true);
    const inPlace = await differs(group, { name: "web" }, { name: "web", revokeRulesOnDelete: true });
    assert.equal(inPlace.deleteBeforeReplace, false);
    const generated = { name: "web-0123abc", vpcId: "vpc-1" };
    assert.equal((await differs(group, generated, { ...generated, vpcId: "vpc-2" })).deleteBeforeReplace, false);
  });

  it("deletes a mount target first, of which a zone has one at most", async () => {
    const target = { fileSystemId: "fs-1", subnetId: "subnet-1" };
    const moved = await differs("aws:efs/mountTarget:MountTarget", target, { ...target, subnetId: "subnet-2" });
    assert.equal(moved.deleteBeforeReplace, true);
  });
});
