import assert from "node:assert/strict";
import { resourceModels } from "../../../sandbox/aws";
import type { Properties } from "../../../sandbox/values";
import { useAccount } from "./account";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const group = "aws:ec2/securityGroup:SecurityGroup";
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
    assert.deepEqual(never, ["aws:apigateway/account:Account", "aws:ec2/internetGateway:InternetGateway"]);
  });

  it("is asked below about every type that it knows", () => {
    const asked = new Set(replacements.map(([type]) => type));
    assert.deepEqual([...asked].sort(), Object.keys(resourceModels).sort());
  });

  /** What the real provider makes anew, and one thing of each type that it changes in place. */
  const replacements: [type: string, forcing: string[], inPlace: string][] = [
    ["aws:ec2/vpc:Vpc", ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId"], "enableDnsHostnames"],
    ["aws:ec2/subnet:Subnet", ["vpcId", "cidrBlock", "availabilityZone", "ipv6IpamPoolId"], "ipv6CidrBlock"],
    ["aws:ec2/internetGateway:InternetGateway", [], "vpcId"],
    ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", ["vpcId"], "tags"],
    ["aws:ec2/eip:Eip", ["domain", "ipamPoolId"], "customerOwnedIpv4Pool"],
    ["aws:ec2/natGateway:NatGateway", ["allocationId", "subnetId", "connectivityType"], "secondaryAllocationIds"],
    ["aws:ec2/routeTable:RouteTable", ["vpcId"], "routes"],
    ["aws:ec2/route:Route", ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock"], "natGatewayId"],
    ["aws:ec2/routeTableAssociation:RouteTableAssociation", ["subnetId"], "routeTableId"],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", ["vpcId", "serviceName", "vpcEndpointType"], "routeTableIds"],
    ["aws:ec2/flowLog:FlowLog", ["vpcId", "iamRoleArn", "logDestination", "trafficType"], "tags"],
    [group, ["name", "description", "vpcId"], "revokeRulesOnDelete"],
    ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", ["vpcId"], "ingress"],
    ["aws:ec2/securityGroupRule:SecurityGroupRule", ["fromPort", "cidrBlocks", "type"], "description"],
    ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", ["securityGroupId"], "fromPort"],
    ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", ["securityGroupId"], "toPort"],
    ["aws:iam/role:Role", ["name", "path"], "assumeRolePolicy"],
    ["aws:iam/rolePolicy:RolePolicy", ["name", "role"], "policy"],
    ["aws:cloudwatch/logGroup:LogGroup", ["name", "logGroupClass"], "retentionInDays"],
    ["aws:rds/subnetGroup:SubnetGroup", ["name"], "subnetIds"],
    ["aws:elasticache/subnetGroup:SubnetGroup", ["name"], "subnetIds"],
    ["aws:efs/mountTarget:MountTarget", ["fileSystemId", "subnetId"], "securityGroups"],
    ["aws:lb/loadBalancer:LoadBalancer", ["name", "internal", "loadBalancerType"], "subnets"],
    ["aws:s3/bucketVersioning:BucketVersioning", ["bucket"], "versioningConfiguration"],
    ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", ["bucket"], "blockPublicAcls"],
    ["aws:s3/bucketObjectv2:BucketObjectv2", ["bucket", "key"], "content"],
    ["aws:apigateway/account:Account", [], "cloudwatchRoleArn"],
    // What holds data.
    [
      "aws:rds/instance:Instance",
      [
        ...["availabilityZone", "dbName", "engine", "kmsKeyId", "restoreToPointInTime", "s3Import"],
        ...["snapshotIdentifier", "storageEncrypted", "username"],
      ],
      "identifier",
    ],
    ["aws:rds/instance:Instance", [], "dbSubnetGroupName"],
    ["aws:rds/instance:Instance", [], "replicateSourceDb"],
    ["aws:dynamodb/table:Table", ["name", "hashKey", "rangeKey", "localSecondaryIndexes"], "globalSecondaryIndexes"],
    ["aws:dynamodb/table:Table", [], "billingMode"],
    ["aws:s3/bucket:Bucket", ["bucket", "objectLockEnabled"], "forceDestroy"],
    ["aws:efs/fileSystem:FileSystem", ["encrypted", "kmsKeyId", "performanceMode"], "throughputMode"],
    ["aws:cognito/userPool:UserPool", ["aliasAttributes", "usernameAttributes", "usernameConfiguration"], "name"],
    ["aws:kms/key:Key", ["keyUsage", "multiRegion", "customerMasterKeySpec"], "enableKeyRotation"],
  ];
  for (const [type, forcing, inPlace] of replacements) {
    const words = forcing.length > 0 ? `replaces for ${forcing.join(", ")} and ` : "";
    it(`${words}changes in place for ${inPlace}: ${type}`, async () => {
      const changed = [...forcing, inPlace];
      const [olds, news] = ["before", "after"].map((value) => Object.fromEntries(changed.map((key) => [key, value])));
      const { replaces, details } = await differs(type, olds ?? {}, news ?? {});
      assert.deepEqual(replaces, [...forcing].sort());
      assert.equal(details[inPlace], "UPDATE");
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
