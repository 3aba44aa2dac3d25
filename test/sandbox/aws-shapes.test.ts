import assert from "node:assert/strict";
import { cloudwatch, ec2, efs, getPartition, getRegion, iam, rds } from "@pulumi/aws";
import { resourceModels } from "../../sandbox/aws";
import { zoneId } from "../../sandbox/aws/network";
import type { Evaluation } from "../../sandbox";
import { failureOf, named, ofType, run, text } from "./run";
import { requiredArgs, sdkClass } from "./sdk";
import { shapes } from "./shapes";

describe("ids and ARNs have AWS's shape", () => {
  let evaluation: Evaluation;
  before(async () => {
    evaluation = await run(
      () => {
        for (const token of Object.keys(resourceModels)) {
          const declared = sdkClass(token);
          new declared.construct("Web-tier", requiredArgs(declared));
        }
      },
      { knowledge: "deployed" },
    );
  });

  it("for every type that the sandbox knows", () => {
    assert.deepEqual(Object.keys(shapes).sort(), Object.keys(resourceModels).sort());
  });

  for (const [type, shape] of Object.entries(shapes)) {
    it(type, () => {
      const [made] = ofType(evaluation, type);
      assert.match(text(made?.id), shape.id);
      if (shape.arn) assert.match(text(made?.outputs["arn"]), shape.arn);
      else assert.equal(made?.outputs["arn"], undefined);
    });
  }

  it("and no two resources have one id", () => {
    const ids = evaluation.resources.filter(({ type }) => type.startsWith("aws:ec2/")).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe("what AWS makes along with a resource", () => {
  const deployed = (program: () => unknown) => run(program, { knowledge: "deployed" });

  it("the default group of a VPC is the one that its adopter has", async () => {
    const evaluation = await deployed(() => {
      const vpc = new ec2.Vpc("a", {});
      new ec2.DefaultSecurityGroup("adopted", { vpcId: vpc.id });
    });
    assert.equal(named(evaluation, "adopted").id, named(evaluation, "a").outputs["defaultSecurityGroupId"]);
  });

  it("a VPC has an IPv6 block only if it asked for one, and then a /56", async () => {
    const evaluation = await deployed(() => {
      new ec2.Vpc("old", {});
      new ec2.Vpc("dual", { assignGeneratedIpv6CidrBlock: true });
    });
    assert.equal(named(evaluation, "old").outputs["ipv6CidrBlock"], "");
    const { outputs } = named(evaluation, "dual");
    assert.match(text(outputs["ipv6CidrBlock"]), /^2600:1f18:[0-9a-f]{4}:[0-9a-f]{2}00::\/56$/);
    assert.match(text(outputs["ipv6AssociationId"]), /^vpc-cidr-assoc-0/);
    assert.equal(outputs["ipv6CidrBlockNetworkBorderGroup"], "eu-west-1");
  });

  it("a subnet has an IPv6 association only with a block, and the id of its zone", async () => {
    const evaluation = await deployed(() => {
      const vpcId = "vpc-0123456789abcdef0";
      new ec2.Subnet("old", { vpcId });
      new ec2.Subnet("dual", { vpcId, availabilityZone: "eu-west-1b", ipv6CidrBlock: "2600:1f18:1:1::/64" });
    });
    assert.equal(named(evaluation, "old").outputs["ipv6CidrBlockAssociationId"], "");
    assert.match(text(named(evaluation, "dual").outputs["ipv6CidrBlockAssociationId"]), /^subnet-cidr-assoc-0/);
    assert.equal(named(evaluation, "dual").outputs["availabilityZoneId"], "euw1-az2");
  });

  it("a NAT gateway has the address of its Elastic IP and the VPC of its subnet", async () => {
    const evaluation = await deployed(() => {
      const vpc = new ec2.Vpc("vpc", {});
      const subnet = new ec2.Subnet("subnet", { vpcId: vpc.id });
      const eip = new ec2.Eip("eip", { domain: "vpc" });
      new ec2.NatGateway("public", { subnetId: subnet.id, allocationId: eip.id });
      new ec2.NatGateway("private", { subnetId: subnet.id, connectivityType: "private" });
    });
    const { outputs } = named(evaluation, "public");
    assert.equal(outputs["publicIp"], named(evaluation, "eip").outputs["publicIp"]);
    assert.equal(outputs["vpcId"], named(evaluation, "vpc").id);
    assert.match(text(outputs["associationId"]), /^eipassoc-0/);
    const inside = named(evaluation, "private").outputs;
    assert.deepEqual([inside["publicIp"], inside["associationId"]], ["", ""]);
  });

  it("a gateway endpoint has the prefix list of its service, an interface endpoint has none", async () => {
    const evaluation = await deployed(() => {
      const vpcId = "vpc-0123456789abcdef0";
      new ec2.VpcEndpoint("gateway", { vpcId, serviceName: "com.amazonaws.eu-west-1.s3" });
      const interfaceType = { vpcEndpointType: "Interface", serviceName: "com.amazonaws.eu-west-1.ssm" };
      new ec2.VpcEndpoint("interface", { vpcId, ...interfaceType });
      return { list: ec2.getPrefixListOutput({ name: "com.amazonaws.eu-west-1.s3" }).id };
    });
    assert.match(text(named(evaluation, "gateway").outputs["prefixListId"]), /^pl-[0-9a-f]{8}$/);
    assert.equal(named(evaluation, "gateway").outputs["prefixListId"], evaluation.stackOutputs["list"]);
    assert.equal(named(evaluation, "interface").outputs["prefixListId"], "");
  });

  it("a mount target is in its subnet's zone and has its name", async () => {
    const evaluation = await deployed(() => {
      const subnet = new ec2.Subnet("subnet", { vpcId: "vpc-0123456789abcdef0", availabilityZone: "eu-west-1c" });
      const fileSystem = new efs.FileSystem("files", { encrypted: true, tags: { Name: "releases" } });
      new efs.MountTarget("target", { fileSystemId: fileSystem.id, subnetId: subnet.id });
    });
    const { id, outputs: files } = named(evaluation, "files");
    const { outputs } = named(evaluation, "target");
    assert.deepEqual([outputs["availabilityZoneName"], outputs["availabilityZoneId"]], ["eu-west-1c", "euw1-az3"]);
    assert.equal(outputs["mountTargetDnsName"], `eu-west-1c.${text(id)}.efs.eu-west-1.amazonaws.com`);
    assert.equal(files["name"], "releases");
    assert.match(text(files["kmsKeyId"]), /:key\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("a subnet group is in the VPC of its subnets", async () => {
    const evaluation = await deployed(() => {
      const vpc = new ec2.Vpc("vpc", {});
      const subnet = new ec2.Subnet("subnet", { vpcId: vpc.id });
      new rds.SubnetGroup("group", { subnetIds: [subnet.id] });
    });
    assert.equal(named(evaluation, "group").outputs["vpcId"], named(evaluation, "vpc").id);
  });

  it("a role's ARN has its path", async () => {
    const evaluation = await deployed(() => new iam.Role("a", { name: "web", path: "/shop/", assumeRolePolicy: "{}" }));
    assert.equal(named(evaluation, "a").outputs["arn"], "arn:aws:iam::123456789012:role/shop/web");
  });

  it("whatever has tags says so twice: its own and all of them", async () => {
    const evaluation = await deployed(() => new cloudwatch.LogGroup("a", { tags: { Name: "own" } }));
    const { tags, tagsAll } = named(evaluation, "a").outputs;
    assert.deepEqual([tags, tagsAll], [{ Name: "own" }, { Name: "own" }]);
  });
});

describe("AWS's own facts", () => {
  it("zones have ids that name region and place", () => {
    const ids = ["us-east-1a", "eu-west-1b", "ap-southeast-2c", "ca-central-1d", "us-gov-west-1a"].map(zoneId);
    assert.deepEqual(ids, ["use1-az1", "euw1-az2", "apse2-az3", "cac1-az4", "usgw1-az1"]);
  });

  it("a prefix list is found by its name or by a filter, and not by anything else", async () => {
    const name = "com.amazonaws.global.cloudfront.origin-facing";
    const { stackOutputs } = await run(() => ({
      byName: ec2.getManagedPrefixListOutput({ name }).id,
      byFilter: ec2.getManagedPrefixListOutput({ filters: [{ name: "prefix-list-name", values: [name] }] }).id,
    }));
    assert.equal(stackOutputs["byName"], stackOutputs["byFilter"]);
    const { message } = await failureOf(() => ec2.getManagedPrefixList({ id: "pl-12345678" }));
    assert.match(message, /finds a prefix list by its name; give name, or the filter prefix-list-name/);
  });

  it("a region may be asked for by name, and has a partition", async () => {
    const { stackOutputs } = await run(
      async () => ({
        own: (await getRegion()).region,
        other: (await getRegion({ region: "us-east-1" })).region,
        suffix: (await getPartition()).dnsSuffix,
      }),
      { config: { "aws:region": "cn-north-1" } },
    );
    assert.deepEqual(stackOutputs, { own: "cn-north-1", other: "us-east-1", suffix: "amazonaws.com.cn" });
  });
});
