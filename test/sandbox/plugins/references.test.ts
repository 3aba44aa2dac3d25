import type { Properties } from "../../../sandbox/values";
import { useAccount, type Kind } from "./account";
import { text } from "../run";

const absent = "0123456789abcdef0";

describe("AWS refuses what names something that is not there:", () => {
  const account = useAccount();

  const missing: [what: string, type: Kind, given: Properties, words: string][] = [
    ["a VPC", "group", { vpcId: `vpc-${absent}` }, `InvalidVpcID.NotFound: The vpc ID 'vpc-${absent}' does not exist`],
    [
      "a group within a list",
      "loadBalancer",
      { subnets: ["subnet-1"], securityGroups: [`sg-${absent}`] },
      `InvalidGroup.NotFound: The security group 'sg-${absent}' does not exist`,
    ],
    [
      "a subnet within a block",
      "loadBalancer",
      { subnetMappings: [{ subnetId: `subnet-${absent}` }] },
      `InvalidSubnetID.NotFound: The subnet ID 'subnet-${absent}' does not exist`,
    ],
    [
      "a network interface",
      "eip",
      { networkInterface: `eni-${absent}` },
      `InvalidNetworkInterfaceID.NotFound: The networkInterface ID 'eni-${absent}' does not exist`,
    ],
    [
      "an ARN of the account's own",
      "logGroup",
      { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/none" },
      "ResourceNotFoundException: The resource arn:aws:kms:eu-west-1:123456789012:key/none does not exist",
    ],
    [
      "a role by its name",
      "rolePolicy",
      { role: "web", policy: "{}" },
      "NoSuchEntity: The role with name web cannot be found.",
    ],
  ];
  for (const [what, type, given, words] of missing) {
    it(what, () => account.refuses(() => account.make(type, given), words));
  }

  it("a bucket, a subnet group", async () => {
    const block = { bucket: "releases" };
    const type = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    await account.refuses(
      () => account.provider.make(type, "a", block),
      "NoSuchBucket: The specified bucket does not exist",
    );
  });

  it("something in another region", async () => {
    const network = await account.vpc({ region: "us-east-1" });
    await account.refuses(() => account.make("group", { vpcId: network.id }), /^InvalidVpcID\.NotFound/);
    await account.make("group", { vpcId: network.id, region: "us-east-1" });
  });

  it("something that is gone, also when a change names it", async () => {
    const [network, group] = [await account.vpc(), await account.make("group")];
    const rule = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/8" };
    const made = await account.make("ingress", rule);
    await account.provider.remove(network);
    await account.refuses(() => account.make("group", { vpcId: network.id }), /^InvalidVpcID\.NotFound/);
    const other = { ...rule, cidrIpv4: null, referencedSecurityGroupId: `sg-${absent}` };
    await account.refuses(() => account.provider.update(made, other), /^InvalidGroup\.NotFound/);
  });
});

describe("AWS admits", () => {
  const account = useAccount();

  it("what names what is there, in whatever way", async () => {
    const network = await account.vpc();
    const own = network.outputs["defaultSecurityGroupId"] ?? null;
    await account.make("loadBalancer", { subnets: ["subnet-1"], securityGroups: [own] });
    const role = await account.make("role", { assumeRolePolicy: "{}" });
    const logs = await account.make("logGroup");
    await account.make("flowLog", {
      vpcId: network.id,
      iamRoleArn: role.outputs["arn"] ?? null,
      // CloudWatch Logs writes it both ways.
      logDestination: `${text(logs.outputs["arn"])}:*`,
    });
    const carts = await account.make("table", {
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
    });
    // A part of something that is there, as far as its name tells.
    await account.make("logGroup", { kmsKeyId: `${text(carts.outputs["arn"])}/index/by-owner` }, "parts");
    // Somebody else's, AWS's own, words for people, and ids that EC2 does not make.
    await account.make("logGroup", { kmsKeyId: "arn:aws:kms:eu-west-1:210987654321:key/theirs" }, "theirs");
    await account.make("logGroup", { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias/aws/logs" }, "own");
    await account.make("group", { description: `like vpc-${absent}`, tags: { like: `vpc-${absent}` } });
    await account.make("launchTemplate", { imageId: `ami-${absent}`, instanceType: "t4g.micro" });
    const list = { prefixListId: "pl-6da54004", ipProtocol: "-1" };
    await account.make("ingress", { securityGroupId: own, ...list });
  });
});
