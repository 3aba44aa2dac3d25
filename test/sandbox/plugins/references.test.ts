import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { resourceModels } from "../../../sandbox/aws";
import type { Properties, Value } from "../../../sandbox/values";
import { useAccount, type Kind } from "./account";
import { refusalOf } from "./provider";
import { text } from "../run";

const absent = "0123456789abcdef0";

const notFound = (code: string, kind: string, id: string) =>
  `Invalid${code}.NotFound: The ${kind} ID '${id}' does not exist`;

describe("AWS refuses what names something that is not there:", () => {
  const account = useAccount();

  const missing: [what: string, type: Kind, given: Properties, words: string][] = [
    ["a VPC", "group", { vpcId: `vpc-${absent}` }, `InvalidVpcID.NotFound: The vpc ID 'vpc-${absent}' does not exist`],
    [
      "a group within a list",
      "loadBalancer",
      { subnetMappings: [], securityGroups: [`sg-${absent}`] },
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
      "a VPC by an id of the old kind",
      "routeTable",
      { vpcId: "vpc-12345678" },
      notFound("VpcID", "vpc", "vpc-12345678"),
    ],
    ["a VPC by no id at all", "group", { vpcId: "vpc-nope" }, notFound("VpcID", "vpc", "vpc-nope")],
    [
      "a subnet in a list",
      "loadBalancer",
      { subnets: ["subnet-1", "subnet-2"] },
      notFound("SubnetID", "subnet", "subnet-1"),
    ],
    [
      "an address",
      "nat",
      { allocationId: "eipalloc-12345678" },
      notFound("AllocationID", "allocation", "eipalloc-12345678"),
    ],
    [
      "a route table",
      "association",
      { routeTableId: "rtb-abcdef12", subnetId: null, gatewayId: "local" },
      notFound("RouteTableID", "routeTable", "rtb-abcdef12"),
    ],
    [
      "a file system",
      "mountTarget",
      { fileSystemId: "fs-12345678", subnetId: "subnet-1" },
      "FileSystemNotFound: File system 'fs-12345678' does not exist.",
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

/** What a program gives for an argument: `id` under "subnetId", and in a block under "subnetMappings.subnetId". */
function argumentsWith(path: string, id: string): Properties {
  const [argument = "", ...within] = path.split(".");
  return { [argument]: within.reduceRight<Value>((value, name) => [{ [name]: value }], id) };
}

describe("every argument of which a model states what it names is refused", () => {
  const account = useAccount();
  const stated = Object.entries(resourceModels).flatMap(([type, { refersTo = {} }]) =>
    Object.entries(refersTo).map(([path, named]) => ({ type, path, named: [named].flat() })),
  );
  const words =
    /^(?:[\w.]*(?:NotFound\w*|NoSuch\w*)|InvalidParameterValue|ValidationError: AutoScalingGroup name not found|BadRequestException: Deployment id does not exist)\b.*/;
  // AWS's own words for these leave out what was named.
  const unnamed = /bucket|^(?:deployment|domainName|accessLogSettings\.destinationArn) of aws:apigateway/i;

  it("with an id that is none", async () => {
    for (const { type, path } of stated) {
      for (const id of ["nope", "vpc-12345678", "subnet-1234567890abcdef0"]) {
        const refusal = await refusalOf(account.provider.create(type, "a", argumentsWith(path, id)));
        assert.match(refusal, words, `${path} of ${type}`);
        if (!unnamed.test(`${path} of ${type}`)) assert.ok(refusal.includes(id), `${path} of ${type}: ${refusal}`);
      }
    }
  });

  it("with something of another kind, though it is there", async () => {
    const network = await account.vpc();
    const [subnet, pool] = [await account.subnet(network), await account.make("userPool")];
    for (const { type, path } of stated) {
      for (const { id, outputs } of [subnet, pool].filter((other) => !isOneOf(type, path, other.type))) {
        for (const name of [id, text(outputs["arn"])]) {
          const refusal = await refusalOf(account.provider.create(type, "a", argumentsWith(path, name)));
          assert.match(refusal, words, `${path} of ${type}`);
        }
      }
    }
  });

  it("and with something of its kind is not", async () => {
    for (const { type, path, named } of stated) {
      for (const kind of named) {
        const id = `${kind}-there`;
        writeFileSync(account.provider.accountFile, JSON.stringify({ holdings: [{ type: kind, id }] }));
        const attempt = account.provider.create(type, "a", argumentsWith(path, id));
        const refusal = await attempt.then(
          () => "",
          (error: unknown) => String(error),
        );
        assert.ok(!refusal.includes("does not exist") && !refusal.includes("cannot be found"), refusal);
      }
    }
  });

  const isOneOf = (type: string, path: string, other: string) =>
    [resourceModels[type]?.refersTo?.[path] ?? []].flat().includes(other);

  it("as far as its name tells, or its model says something else of it", () => {
    const ofKnownKind = /^(?:allocation|fileSystem|natGateway|routeTable|subnet|vpc|\w*securityGroup)Ids?$/i;
    for (const [type, model] of Object.entries(resourceModels)) {
      const { goesWith = [], loose = [], required = [], replaces, refersTo = {} } = model;
      const argumentsOfReferences = Object.keys(refersTo).map((path) => path.split(".")[0] ?? "");
      // An ARN says itself of what it is, so an argument may take any.
      const named = loose.filter((argument) => !argument.endsWith("Arn"));
      for (const argument of [...goesWith, ...named]) {
        assert.ok(argumentsOfReferences.includes(argument), `${argument} of ${type}`);
      }
      const ids = [...required, ...replaces].filter((argument) => ofKnownKind.test(argument));
      for (const argument of ids) assert.ok(argument in refersTo, `${argument} of ${type}`);
    }
    assert.ok(stated.length > 50);
  });
});

describe("AWS admits", () => {
  const account = useAccount();

  it("a record in a zone that was made elsewhere", async () => {
    const record = {
      zoneId: "Z0123456789ABCDEFGHIJ",
      name: "shop.example.com",
      type: "A",
      ttl: 60,
      records: ["10.0.0.1"],
    };
    assert.equal((await account.make("record", record)).outputs["fqdn"], "shop.example.com");
  });

  it("what names what is there, in whatever way", async () => {
    const network = await account.vpc();
    const own = network.outputs["defaultSecurityGroupId"] ?? null;
    const subnets = (await account.subnets(network)).map(({ id }) => id);
    await account.make("loadBalancer", { internal: true, subnets, securityGroups: [own] });
    await account.make("association", {
      subnetId: subnets[0] ?? null,
      routeTableId: network.outputs["mainRouteTableId"] ?? null,
    });
    const adopted = await account.make("defaultGroup");
    await account.make("ingress", { securityGroupId: adopted.id, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }, "adopted");
    await account.make("group", { vpcId: adopted.outputs["vpcId"] ?? null }, "beside");
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
    await account.make(
      "flowLog",
      { vpcId: network.id, logDestination: `${text(carts.outputs["arn"])}/index/by-owner` },
      "parts",
    );
    // Somebody else's, AWS's own, words for people, and ids that EC2 does not make.
    await account.make("logGroup", { kmsKeyId: "arn:aws:kms:eu-west-1:210987654321:key/theirs" }, "theirs");
    await account.make("logGroup", { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias/aws/logs" }, "own");
    await account.make("group", { description: `like vpc-${absent}`, tags: { like: `vpc-${absent}` } });
    await account.make("launchTemplate", { imageId: `ami-${absent}`, instanceType: "t4g.micro" });
    const list = { prefixListId: "pl-6da54004", ipProtocol: "-1" };
    await account.make("ingress", { securityGroupId: own, ...list });
  });
});
