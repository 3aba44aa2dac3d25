import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { AwsxNetwork, existingNetwork, Network, Traffic, type NetworkLayout } from "../../components/index";
import { bothStates, stackOf, text } from "./stack";

const zoneNames = ["eu-west-1a", "eu-west-1b"];

/** Another team's own program: it takes any layout, and puts its workers and its store into it. */
function ordersIn(network: NetworkLayout): void {
  const group = (name: string) => new aws.ec2.SecurityGroup(name, { vpcId: network.vpcId, description: name });
  const workers = group("orders-workers");
  const store = group("orders-store");
  new Traffic("orders-workers-to-store", { fromSecurityGroupId: workers.id, toSecurityGroupId: store.id, port: 5432 });
  new aws.vpc.SecurityGroupEgressRule("orders-workers-to-s3", {
    securityGroupId: workers.id,
    prefixListId: network.s3PrefixListId,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    description: "Invoices are kept in S3",
  });
  new aws.rds.SubnetGroup("orders-store", { subnetIds: network.dataSubnetIds });
}

const ownSubnets = (tier: number) => ["a", "b"].map((zone) => `subnet-0${zone}00000000000000${tier}`);

const ownNetworks = {
  "brings its VPC by plain ids": () =>
    existingNetwork({
      vpcId: "vpc-0123456789abcdef0",
      zoneNames,
      publicSubnetIds: ownSubnets(1),
      appSubnetIds: ownSubnets(2),
      dataSubnetIds: ownSubnets(3),
    }),
  "brings its VPC by awsx": () => {
    const vpc = new awsx.ec2.Vpc("orders", {
      availabilityZoneNames: zoneNames,
      availabilityZoneCidrMask: 18,
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", cidrMask: 24 },
        { type: "Private", cidrMask: 20 },
        { type: "Isolated", cidrMask: 22 },
      ],
      natGateways: { strategy: "Single" },
    });
    return new AwsxNetwork("orders-network", { vpc, zoneNames });
  },
  "has ours made": () => new Network("orders", { zoneNames }),
} satisfies Record<string, () => NetworkLayout>;

describe("another team's program", () => {
  for (const [how, network] of Object.entries(ownNetworks)) {
    it(`that ${how} makes the same resources whether values are known or not`, async () => {
      const program = () => {
        ordersIn(network());
      };
      const [preview, deployed] = await Promise.all(
        bothStates.map(async (knowledge) => (await stackOf(program, knowledge)).resources.map(({ urn }) => urn).sort()),
      );
      assert.deepEqual(deployed, preview);
      assert.ok(deployed?.some((urn) => urn.endsWith("::orders-workers-to-store-ingress")));
    });

    it(`that ${how} puts its store into the data tier and reaches S3 by prefix list`, async () => {
      const { one, outputs } = await stackOf(() => {
        const layout = network();
        ordersIn(layout);
        return { dataSubnetIds: layout.dataSubnetIds, s3PrefixListId: layout.s3PrefixListId };
      }, "deployed");
      const { subnetIds } = one("aws:rds/subnetGroup:SubnetGroup", "orders-store").inputs;
      assert.deepEqual(subnetIds, outputs["dataSubnetIds"]);
      assert.equal(new Set(outputs["dataSubnetIds"] as string[]).size, 2);
      const rule = one("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "orders-workers-to-s3");
      assert.match(text(rule.inputs["prefixListId"]), /^pl-/);
      assert.equal(rule.inputs["prefixListId"], outputs["s3PrefixListId"]);
    });
  }
});
