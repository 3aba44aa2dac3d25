import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { output, type ComponentResourceOptions } from "@pulumi/pulumi";
import { ProgramError } from "../../../sandbox";
import { AwsxNetwork, type AwsxNetworkArgs } from "../../../components/index";
import { refusal, refused } from "../refusal";
import { bothStates, stackOf } from "../stack";
import { shop } from "./shop";

const zoneNames = ["eu-west-1a", "eu-west-1b"];
const subnetLists = ["publicSubnets", "privateSubnets", "isolatedSubnets"];
const subnetType = "aws:ec2/subnet:Subnet";

function vpcIn(availabilityZoneNames: string[], opts: ComponentResourceOptions = {}) {
  const args: awsx.ec2.VpcArgs = {
    availabilityZoneNames,
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Public", cidrMask: 24 },
      { type: "Private", cidrMask: 20 },
      { type: "Isolated", cidrMask: 22 },
    ],
    natGateways: { strategy: "Single" },
  };
  return new awsx.ec2.Vpc("shop", args, opts);
}

describe("an awsx VPC as a network", () => {
  it("has its private subnets as app tier and its isolated ones as data tier, in the order of the zones", async () => {
    const { outputs, one } = await stackOf(() => {
      const { vpcId, publicSubnetIds, appSubnetIds, dataSubnetIds } = new AwsxNetwork("net", {
        vpc: vpcIn(zoneNames),
        zoneNames,
      });
      return { vpcId, publicSubnetIds, appSubnetIds, dataSubnetIds };
    }, "deployed");
    const idsOf = (type: string) => [1, 2].map((zone) => one(subnetType, `shop-${type}-${zone}`).id);
    assert.deepEqual(outputs, {
      vpcId: one("aws:ec2/vpc:Vpc", "shop").id,
      publicSubnetIds: idsOf("public"),
      appSubnetIds: idsOf("private"),
      dataSubnetIds: idsOf("isolated"),
    });
  });

  it("has its whole layout as its outputs in the stack's state, prefix lists included", async () => {
    const { one } = await stackOf(() => new AwsxNetwork("net", { vpc: vpcIn(zoneNames), zoneNames }), "deployed");
    const { outputs } = one("clothesline:index:AwsxNetwork", "net");
    assert.deepEqual(Object.keys(outputs).sort(), [
      "appSubnetIds",
      "dataSubnetIds",
      "dynamodbPrefixListId",
      "publicSubnetIds",
      "s3PrefixListId",
      "vpcId",
      "zoneNames",
    ]);
    assert.deepEqual(outputs["zoneNames"], zoneNames);
    const { outputs: ours } = await stackOf(shop("ab"), "deployed");
    assert.equal(outputs["s3PrefixListId"], ours["s3PrefixListId"]);
    assert.equal(outputs["dynamodbPrefixListId"], ours["dynamodbPrefixListId"]);
  });

  for (const knowledge of bothStates) {
    it(`has its default security group emptied, and nothing else made (${knowledge})`, async () => {
      const { resources, one, namesBehind } = await stackOf(
        () => new AwsxNetwork("net", { vpc: vpcIn(zoneNames), zoneNames }),
        knowledge,
      );
      const group = one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net-default");
      assert.deepEqual([group.inputs["ingress"], group.inputs["egress"]], [[], []]);
      assert.ok(namesBehind(group, "vpcId").includes("shop"));
      const network = one("clothesline:index:AwsxNetwork", "net");
      assert.deepEqual(
        resources.filter(({ parent }) => parent === network.urn),
        [group],
      );
    });
  }

  it("costs the knowledge of which subnet is which: each id depends on all of them", async () => {
    const { one, namesBehind } = await stackOf(() => {
      const { dataSubnetIds } = new AwsxNetwork("net", { vpc: vpcIn(zoneNames), zoneNames });
      dataSubnetIds.forEach((subnetId, index) => {
        new aws.ec2.RouteTableAssociation(`user-${index}`, { subnetId, routeTableId: "rtb-1" });
      });
    });
    const behind = namesBehind(one("aws:ec2/routeTableAssociation:RouteTableAssociation", "user-0"), "subnetId");
    for (const type of ["public", "private", "isolated"]) {
      assert.ok(behind.includes(`shop-${type}-1`) && behind.includes(`shop-${type}-2`), behind.join());
    }
  });

  for (const knowledge of bothStates) {
    it(`refuses a VPC with more or fewer subnets than zones, for every tier at once (${knowledge})`, async () => {
      await assert.rejects(
        stackOf(() => new AwsxNetwork("net", { vpc: vpcIn([...zoneNames, "eu-west-1c"]), zoneNames }), knowledge),
        (error) => {
          assert.ok(error instanceof ProgramError);
          const [heading, ...problems] = error.message.split("\n");
          assert.match(heading ?? "", /AwsxNetwork "net" cannot be made, 3 arguments are wrong:$/);
          assert.deepEqual(
            problems.map(
              (problem) => /one (\w+) subnet in each of zoneNames \(eu-west-1a, eu-west-1b\)/.exec(problem)?.[1],
            ),
            ["Public", "Private", "Isolated"],
          );
          return true;
        },
      );
    });
  }

  for (const knowledge of bothStates) {
    for (const [what, given] of [
      ["in another order", ["eu-west-1b", "eu-west-1a"]],
      ["of another region", ["us-east-1a", "us-east-1b"]],
    ] as const) {
      it(`refuses zones ${what} than the VPC's, since each id would be taken for another (${knowledge})`, async () => {
        await assert.rejects(
          stackOf(() => new AwsxNetwork("net", { vpc: vpcIn(zoneNames), zoneNames: [...given] }), knowledge),
          /zoneNames: got .*Fix: write eu-west-1a, eu-west-1b\./,
        );
      });
    }
  }

  it("asks through its own provider, in the region of its zones, for the lists of S3 and DynamoDB", async () => {
    const { outputs, resources } = await stackOf(() => {
      const provider = new aws.Provider("elsewhere", { region: "us-west-2" });
      const west = ["us-west-2a", "us-west-2b"];
      const { s3PrefixListId } = new AwsxNetwork(
        "net",
        { vpc: vpcIn(west, { provider }), zoneNames: west },
        { provider },
      );
      return { s3PrefixListId };
    }, "deployed");
    assert.match(String(outputs["s3PrefixListId"]), /^pl-/);
    assert.deepEqual(
      resources.flatMap(({ type, name }) => (type === "pulumi:providers:aws" ? name : [])),
      ["elsewhere"],
    );
  });

  it("is counted by its ids where the subnets themselves are not known", async () => {
    const vpc = (ids: string[]) => {
      const made = vpcIn(zoneNames);
      const known = { publicSubnetIds: output(ids), privateSubnetIds: output(ids), isolatedSubnetIds: output(ids) };
      return Object.assign(made, known, Object.fromEntries(subnetLists.map((list) => [list, undefined])));
    };
    await assert.rejects(
      stackOf(() => new AwsxNetwork("net", { vpc: vpc(["subnet-1"]), zoneNames }), "deployed"),
      /3 arguments are wrong/,
    );
  });
});

describe("an awsx VPC as a network refuses", () => {
  const network = (args: object | undefined) => new AwsxNetwork("net", args as AwsxNetworkArgs);

  const table: { what: string; args: object | undefined; wrong: string[] }[] = [
    { what: "no arguments at all", args: undefined, wrong: ["vpc", "zoneNames"] },
    { what: "an id for the VPC", args: { vpc: "vpc-0123456789abcdef0", zoneNames }, wrong: ["vpc"] },
    { what: "a VPC known only later", args: { vpc: output({}), zoneNames }, wrong: ["vpc"] },
    { what: "zones that are none", args: { vpc: {}, zoneNames: ["a", "eu-west-1b"] }, wrong: ["vpc", "zoneNames[0]"] },
  ];
  for (const { what, args, wrong } of table) {
    it(what, () => {
      assert.deepEqual(
        refused(() => network(args)),
        wrong,
      );
    });
  }

  it("a name that would make its security group's Name tag longer than AWS allows", async () => {
    const named = (name: string) => new AwsxNetwork(name, { vpc: vpcIn(zoneNames), zoneNames });
    const { one } = await stackOf(() => named("n".repeat(248)));
    const group = one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", `${"n".repeat(248)}-default`);
    assert.equal(group.name.length, 256);
    const { outputs } = await stackOf(() => ({ wrong: refused(() => named("n".repeat(249))) }));
    assert.deepEqual(outputs["wrong"], ["name"]);
  });

  it("a VPC that awsx did not make", async () => {
    const { outputs } = await stackOf(() => {
      const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
      return { message: refusal(() => network({ vpc, zoneNames })).message };
    });
    assert.equal(
      outputs["message"],
      'AwsxNetwork "net" cannot be made, one argument is wrong:\n' +
        "  vpc: got a resource. Allowed: an awsx.ec2.Vpc. " +
        "Fix: hand over the VPC itself, or use existingNetwork where there are only ids.",
    );
  });
});
