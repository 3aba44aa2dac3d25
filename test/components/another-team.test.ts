import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import {
  AwsxNetwork,
  CognitoS3Access,
  existingNetwork,
  Network,
  ReleaseShare,
  ReplicatedDatabase,
  ServerlessApi,
  ServerlessTable,
  SessionCache,
  StatefulWebTier,
  Traffic,
  type NetworkLayout,
} from "../../components/index";
import { entry } from "./serverless-api/todos";
import { bothStates, stackOf, text } from "./stack";
import { releaseShare, sessionCache } from "./stateful-web-tier/tier";

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

/** An API that answers everybody. */
const health = JSON.stringify({
  openapi: "3.0.3",
  info: { title: "Orders", version: "1" },
  paths: { "/health": { get: { operationId: "readHealth", security: [] } } },
});

/** One component each, with nothing of ours beside it: what it needs of others it is told by plain ids. */
const alone: Record<string, { tier?: 1 | 2 | 3; make: (network: NetworkLayout) => unknown }[]> = {
  StatefulWebTier: [
    {
      tier: 2,
      // As most networks are that are there already: without IPv6.
      make: (network) => new StatefulWebTier("orders-web", { network, releaseShare, plainHttp: true, ipv6: false }),
    },
    {
      tier: 1,
      make: (network) => {
        const sessions = { sessionStrategy: "cache", sessionCache } as const;
        const stores = { users: { securityGroupId: "sg-0123456789abcdef2", port: 5432 } };
        const door = { domainName: "orders.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ", firewall: true };
        return new StatefulWebTier("orders-web", { network, releaseShare, stores, ...sessions, ...door });
      },
    },
  ],
  ReleaseShare: [{ tier: 3, make: (network) => new ReleaseShare("orders-releases", { network }) }],
  SessionCache: [
    { tier: 3, make: (network) => new SessionCache("orders-carts", { network, purpose: "sessions" }) },
    {
      tier: 3,
      make: (network) => new SessionCache("orders-copies", { network, purpose: "lookaside", serverless: true }),
    },
  ],
  ReplicatedDatabase: [
    {
      tier: 3,
      make: (network) => {
        const replicas = { reports: { zoneName: "eu-west-1b" } };
        return new ReplicatedDatabase("orders-store", { network, instanceClass: "db.t4g.micro", replicas });
      },
    },
  ],
  CognitoS3Access: [
    {
      make: () => {
        const callbackUrls = ["orders://signed-in"];
        return new CognitoS3Access("orders-buyers", { domainPrefix: "orders", callbackUrls, threatProtection: true });
      },
    },
  ],
  ServerlessTable: [
    { make: () => new ServerlessTable("orders-table", { partitionKey: "order" }) },
    {
      tier: 3,
      make: (network) => {
        const provisionedCapacity = { maxReadUnits: 100, maxWriteUnits: 100 };
        const args = { accelerator: { network }, provisionedCapacity, replicaRegions: ["us-east-1"] };
        return new ServerlessTable("orders-table", { partitionKey: "order", ...args });
      },
    },
  ],
  ServerlessApi: [
    { make: () => new ServerlessApi("orders-api", { openApiDocument: health, handlers: { readHealth: { entry } } }) },
    {
      tier: 2,
      make: (network) => {
        const stores = { copies: { securityGroupId: "sg-0123456789abcdef2", port: 6379 } };
        const readHealth = { entry, network, stores, reachesDynamodb: true };
        return new ServerlessApi("orders-api", { openApiDocument: health, handlers: { readHealth } });
      },
    },
  ],
};

describe("another team's program with a VPC of its own", () => {
  for (const [component, uses] of Object.entries(alone)) {
    for (const [place, { tier, make }] of uses.entries()) {
      const program = () => {
        make(ownNetworks["brings its VPC by plain ids"]());
      };
      const use = uses.length === 1 ? "" : `, use ${place + 1}`;

      it(`uses ${component} alone, with the same resources whether values are known or not${use}`, async () => {
        const [preview, deployed] = await Promise.all(bothStates.map((knowledge) => stackOf(program, knowledge)));
        const urns = (stack: typeof preview) => stack?.resources.map(({ urn }) => urn).sort();
        assert.deepEqual(urns(deployed), urns(preview));
        const root = deployed?.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
        const tops = deployed?.resources.filter(({ parent, type }) => {
          return parent === root?.urn && !type.startsWith("pulumi:providers:");
        });
        assert.deepEqual(
          tops?.map(({ type }) => type),
          [`clothesline:index:${component}`],
        );
      });

      it(`finds ${component} in its own VPC and subnets and nowhere else${use}`, async () => {
        const { resources } = await stackOf(program, "deployed");
        const written = JSON.stringify(resources.map(({ inputs }) => inputs));
        const named = (pattern: RegExp) => new Set(written.match(pattern) ?? []);
        const vpcs = named(/vpc-[0-9a-f]{17}/g);
        assert.deepEqual([...vpcs], tier === undefined ? [] : ["vpc-0123456789abcdef0"]);
        const subnets = [...named(/subnet-[0-9a-f]{17}/g)];
        for (const id of tier === undefined ? [] : ownSubnets(tier)) assert.ok(subnets.includes(id), id);
        for (const id of subnets) assert.ok([1, 2, 3].flatMap(ownSubnets).includes(id), id);
      });
    }
  }
});
