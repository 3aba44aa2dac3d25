import assert from "node:assert/strict";
import { resourceModels } from "../../../sandbox/aws";
import type { Properties } from "../../../sandbox/values";
import { useAccount } from "./account";
import { replacements } from "./replacing-arguments";

const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const call = "aws:lambda/invocation:Invocation";
const parameter = "aws:ssm/parameter:Parameter";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
const table = "aws:dynamodb/table:Table";
const vpc = "aws:ec2/vpc:Vpc";

describe("the AWS provider", () => {
  const account = useAccount();

  const differs = (type: string, inputs: Properties, news: Properties) =>
    account.provider.diff({ type, name: "a", id: "id", inputs, outputs: inputs }, news);

  it("says of every type that it knows what replaces it, or that nothing does", () => {
    const silent = Object.entries(resourceModels).filter(([, model]) => !Array.isArray(model.replaces));
    assert.deepEqual(silent, []);
    const never = Object.keys(resourceModels).filter((type) => resourceModels[type]?.replaces.length === 0);
    assert.deepEqual(never, [
      "aws:apigateway/account:Account",
      "aws:apigateway/restApi:RestApi",
      "aws:ec2/internetGateway:InternetGateway",
    ]);
  });

  it("is asked below about every type that it knows", () => {
    const asked = new Set(replacements.map(([type]) => type));
    assert.deepEqual([...asked].sort(), Object.keys(resourceModels).sort());
  });

  for (const [type, forcing, inPlace] of replacements) {
    const kept = inPlace === undefined ? [] : [inPlace];
    const replaced = forcing.length > 0 ? [`replaces for ${forcing.join(", ")}`] : [];
    const words = [...replaced, ...kept.map((key) => `changes in place for ${key}`)].join(" and ");
    it(`${words}: ${type}`, async () => {
      const changed = [...forcing, ...kept];
      const [olds, news] = ["before", "after"].map((value) => Object.fromEntries(changed.map((key) => [key, value])));
      const { replaces, details } = await differs(type, olds ?? {}, news ?? {});
      assert.deepEqual(replaces, [...forcing].sort());
      for (const key of kept) assert.equal(details[key], "UPDATE");
    });
  }

  /** What forces a new one by how it changes. */
  const byHow: [what: string, type: string, argument: string, before: Properties, after: Properties, is: boolean][] = [
    ["a network that becomes dedicated", vpc, "instanceTenancy", {}, { instanceTenancy: "dedicated" }, true],
    [
      "a network that is dedicated no longer",
      vpc,
      "instanceTenancy",
      { instanceTenancy: "dedicated" },
      { instanceTenancy: "default" },
      false,
    ],
    [
      "a subnet that hands out addresses of another block",
      "aws:ec2/subnet:Subnet",
      "ipv6CidrBlock",
      { assignIpv6AddressOnCreation: true, ipv6CidrBlock: "a" },
      { ipv6CidrBlock: "b" },
      true,
    ],
    [
      "a private gateway with more addresses",
      "aws:ec2/natGateway:NatGateway",
      "secondaryPrivateIpAddressCount",
      { connectivityType: "private" },
      { connectivityType: "private", secondaryPrivateIpAddressCount: 2 },
      true,
    ],
    [
      "a regional gateway that finds its own addresses",
      "aws:ec2/natGateway:NatGateway",
      "availabilityZoneAddresses",
      { availabilityMode: "regional", availabilityZoneAddresses: ["a"] },
      { availabilityMode: "regional" },
      true,
    ],
    [
      "a gateway endpoint's private DNS",
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "privateDnsEnabled",
      { vpcEndpointType: "Gateway" },
      { vpcEndpointType: "Gateway", privateDnsEnabled: true },
      true,
    ],
    [
      "an interface endpoint's private DNS",
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "privateDnsEnabled",
      { vpcEndpointType: "Interface" },
      { vpcEndpointType: "Interface", privateDnsEnabled: true },
      false,
    ],
    [
      "a network balancer that leaves a subnet",
      balancer,
      "subnets",
      { loadBalancerType: "network", subnets: ["a", "b"] },
      { loadBalancerType: "network", subnets: ["a"] },
      true,
    ],
    [
      "a network balancer that enters a subnet",
      balancer,
      "subnets",
      { loadBalancerType: "network", subnets: ["a"] },
      { loadBalancerType: "network", subnets: ["a", "b"] },
      false,
    ],
    [
      "a network balancer that gets its first group",
      balancer,
      "securityGroups",
      { loadBalancerType: "network" },
      { loadBalancerType: "network", securityGroups: ["a"] },
      true,
    ],
    ["a call of a function with another input", call, "input", { input: "{}" }, { input: "[]" }, true],
    [
      "a call that hands its changes to the function",
      call,
      "input",
      { input: "{}", lifecycleScope: "CRUD" },
      { input: "[]", lifecycleScope: "CRUD" },
      false,
    ],
    ["a cache that becomes Valkey", cache, "engine", { engine: "redis" }, { engine: "valkey" }, false],
    ["a cache that becomes Redis again", cache, "engine", { engine: "valkey" }, { engine: "redis" }, true],
    ["a newer cache", cache, "engineVersion", { engineVersion: "7.2" }, { engineVersion: "8.0" }, false],
    ["an older cache", cache, "engineVersion", { engineVersion: "8.1" }, { engineVersion: "8.0" }, true],
    [
      "an old cache that begins to encrypt",
      cache,
      "transitEncryptionEnabled",
      { engineVersionActual: "6.2.6" },
      { transitEncryptionEnabled: true },
      true,
    ],
    [
      "a cache that begins to encrypt",
      cache,
      "transitEncryptionEnabled",
      { engineVersionActual: "7.0.7" },
      { transitEncryptionEnabled: true },
      false,
    ],
    [
      "a cache whose shard has other slots",
      cache,
      "nodeGroupConfigurations",
      { nodeGroupConfigurations: [{ nodeGroupId: "0001", slots: "0-8191" }] },
      { nodeGroupConfigurations: [{ nodeGroupId: "0001", slots: "0-8000" }] },
      true,
    ],
    [
      "a cache whose shard has another zone",
      cache,
      "nodeGroupConfigurations",
      { nodeGroupConfigurations: [{ nodeGroupId: "0001", primaryAvailabilityZone: "eu-west-1a" }] },
      { nodeGroupConfigurations: [{ nodeGroupId: "0001", primaryAvailabilityZone: "eu-west-1b" }] },
      false,
    ],
    ["a parameter with less room", parameter, "tier", { tier: "Advanced" }, { tier: "Standard" }, true],
    ["a parameter with more room", parameter, "tier", { tier: "Standard" }, { tier: "Advanced" }, false],
    ["a table that is restored", table, "restoreBackupArn", {}, { restoreBackupArn: "arn" }, true],
    [
      "a table that forgets what it was restored from",
      table,
      "restoreSourceName",
      { restoreSourceName: "a" },
      {},
      false,
    ],
    ["a table that is imported", table, "importTable", {}, { importTable: { s3BucketSource: { bucket: "a" } } }, true],
    [
      "a table that is warmed up",
      table,
      "warmThroughput",
      { warmThroughput: { readUnitsPerSecond: 100 } },
      { warmThroughput: { readUnitsPerSecond: 200 } },
      false,
    ],
    [
      "a table that is cooled down",
      table,
      "warmThroughput",
      { warmThroughput: { readUnitsPerSecond: 200 } },
      { warmThroughput: { readUnitsPerSecond: 100 } },
      true,
    ],
  ];
  for (const [what, type, argument, olds, news, isReplaced] of byHow) {
    it(`${isReplaced ? "replaces" : "changes in place"} ${what}`, async () => {
      const { replaces, changes } = await differs(type, olds, news);
      assert.equal(changes, true);
      assert.deepEqual(replaces, isReplaced ? [argument] : []);
    });
  }
});
