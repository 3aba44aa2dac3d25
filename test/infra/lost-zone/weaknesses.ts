import type { PlainResource } from "../../../policies/graph";
import { changed, find, idOf, idsOf, without, type Change, type Plan } from "../planned";

/** What a weakness loses: each pattern is found, and nothing beside them. */
interface Lost<How> {
  change: How;
  found: readonly RegExp[];
}

/** What a person could write into prod's configuration. */
export const weakSettings: Record<string, Lost<Change>> = {
  "one NAT gateway for all": {
    change: { network: { nat: "single" } },
    found: [/^without eu-west-1a: .* has no way to the internet over IPv4 in eu-west-1[bc]$/],
  },
  "a database without a standby": {
    change: { myclothes: { database: { multiAz: false } } },
    found: [/^without eu-west-1[abc]: instance myclothes-users may stand there, and has no standby$/],
  },
  "one replica": {
    change: { myclothes: { database: { replicas: { orders: undefined } } } },
    found: [/^without eu-west-1b: instance myclothes-users has no replica left$/],
  },
  "one node of DAX": {
    change: { mytodolist: { accelerator: { nodes: 1 } } },
    found: [/^without eu-west-1[abc]: cluster mytodolist-table has no node left$/],
  },
  "sessions in one node": {
    change: { myclothes: { sessionCache: { nodes: 1 } } },
    found: [
      /^without eu-west-1a: replication group myclothes-session-cache has no node left$/,
      /^without .*: replication group myclothes-session-cache has no node that takes over by itself$/,
    ],
  },
  "two instances for three zones": {
    change: { myclothes: { minInstances: 2 } },
    found: [/^without .*: group myclothes-web may have no instance that runs already$/],
  },
};

const subnet = (plan: Plan, name: string): PlainResource => find(plan, "Subnet", `platform-network-${name}`);
const table = (plan: Plan, name: string): PlainResource => find(plan, "RouteTable", `platform-network-${name}`);
const route = (plan: Plan, name: string): PlainResource => find(plan, "Route", `platform-network-${name}`);

/** What could go wrong in the program. */
export const weakPlans: Record<string, Lost<(plan: Plan) => Plan>> = {
  "a mount target too few": {
    change: (plan) => without(plan, find(plan, "MountTarget", "myclothes-releases-c")),
    found: [/^without eu-west-1[ab]: file system myclothes-releases has no mount target in eu-west-1c$/],
  },
  "a file system of one zone": {
    change: (plan) =>
      changed(plan, find(plan, "FileSystem", "myclothes-releases"), { availabilityZoneName: "eu-west-1a" }),
    found: [/^without eu-west-1[abc]: file system myclothes-releases is kept in one zone$/],
  },
  "a cache that does not fail over": {
    change: (plan) =>
      changed(plan, find(plan, "ReplicationGroup", "myclothes-lookaside"), { automaticFailoverEnabled: false }),
    found: [/^without .*: replication group myclothes-lookaside has no node that takes over by itself$/],
  },
  "both nodes of a cache in a zone": {
    change: (plan) =>
      changed(plan, find(plan, "ReplicationGroup", "myclothes-session-cache"), {
        preferredCacheClusterAzs: ["eu-west-1b", "eu-west-1b"],
      }),
    found: [/^without eu-west-1b: replication group myclothes-session-cache has no node left$/],
  },
  "subnets for a cache in one of its zones": {
    change: (plan) => {
      const subnets = plan.find(
        ({ type, name }) => type === "aws:elasticache/subnetGroup:SubnetGroup" && name === "myclothes-session-cache",
      );
      const subnetIds = idsOf(subnet(plan, "data-a"), subnet(plan, "data-c"));
      return subnets === undefined ? plan : changed(plan, subnets, { subnetIds });
    },
    found: [/^without eu-west-1a: replication group myclothes-session-cache has no node left$/],
  },
  "subnets for a database in one zone": {
    change: (plan) => {
      const subnets = plan.find(({ type }) => type === "aws:rds/subnetGroup:SubnetGroup");
      return subnets === undefined ? plan : changed(plan, subnets, { subnetIds: idsOf(subnet(plan, "data-a")) });
    },
    found: [/^without eu-west-1[abc]: instance myclothes-users has no second zone for its standby$/],
  },
  "replicas in one zone": {
    change: (plan) =>
      changed(plan, find(plan, "Instance", "myclothes-users-orders"), { availabilityZone: "eu-west-1b" }),
    found: [/^without eu-west-1b: instance myclothes-users has no replica left$/],
  },
  "a load balancer in two zones": {
    change: (plan) =>
      changed(plan, find(plan, "LoadBalancer", "whatisthetime-web"), {
        subnets: idsOf(subnet(plan, "public-a"), subnet(plan, "public-b")),
      }),
    found: [
      /^without eu-west-1[ab]: group whatisthetime-web has a load balancer .* with 1 of its public subnets left$/,
    ],
  },
  "a load balancer in a subnet that the internet does not reach": {
    change: (plan) =>
      changed(plan, find(plan, "LoadBalancer", "whatisthetime-web"), {
        subnets: idsOf(subnet(plan, "app-a"), subnet(plan, "public-b"), subnet(plan, "public-c")),
      }),
    found: [
      /^without eu-west-1[bc]: group whatisthetime-web has a load balancer .* with 1 of its public subnets left$/,
    ],
  },
  "no listener for a group": {
    change: (plan) => without(plan, find(plan, "Listener", "myclothes-web-https")),
    found: [/^without eu-west-1[abc]: group myclothes-web has no load balancer$/],
  },
  "a group in one zone": {
    change: (plan) =>
      changed(plan, find(plan, "Group", "myclothes-web"), { vpcZoneIdentifiers: idsOf(subnet(plan, "app-a")) }),
    found: [
      /^without eu-west-1a: group myclothes-web has no subnet left$/,
      /^without eu-west-1[abc]: group myclothes-web does not stand in eu-west-1[bc]$/,
    ],
  },
  "a function in one zone": {
    change: (plan) => {
      const subnetIds = idsOf(subnet(plan, "app-b"));
      const securityGroupIds = idsOf(find(plan, "SecurityGroup", "myclothes-users-migrations"));
      const migrations = find(plan, "Function", "myclothes-users-migrations");
      return changed(plan, migrations, { vpcConfig: { subnetIds, securityGroupIds } });
    },
    found: [/^without eu-west-1b: function myclothes-users-migrations has no subnet left$/],
  },
  "a zone's way out through another's gateway": {
    change: (plan) =>
      changed(plan, route(plan, "app-b-ipv4"), {
        natGatewayId: idOf(find(plan, "NatGateway", "platform-network-nat-a")),
      }),
    found: [/^without eu-west-1a: .* has no way to the internet over IPv4 in eu-west-1b$/],
  },
  "a gateway that does not get out itself": {
    change: (plan) =>
      changed(plan, find(plan, "RouteTableAssociation", "platform-network-public-c"), {
        routeTableId: idOf(table(plan, "data")),
      }),
    found: [
      /^without eu-west-1[ab]: .* has no way to the internet over IPv4 in eu-west-1c$/,
      /^without eu-west-1[ab]: group .* with 1 of its public subnets left$/,
    ],
  },
  "no route for IPv6 in a zone": {
    change: (plan) => without(plan, route(plan, "app-c-ipv6")),
    found: [/^without eu-west-1[ab]: .* has no way to the internet over IPv6 in eu-west-1c$/],
  },
  "neither a gateway nor an endpoint in a zone": {
    change: (plan) =>
      [find(plan, "VpcEndpoint", "platform-network-s3"), find(plan, "VpcEndpoint", "platform-network-dynamodb")].reduce(
        (rest, endpoint) =>
          changed(rest, endpoint, { routeTableIds: idsOf(table(plan, "app-a"), table(plan, "app-b")) }),
        without(plan, route(plan, "app-c-ipv4")),
      ),
    found: [
      /^without eu-west-1[ab]: .* has no way to the internet over IPv4 in eu-west-1c$/,
      /^without eu-west-1[ab]: function (.*-publisher|mytodolist-api-(listTodos|readTodo)) has no way to a service by its prefix list in eu-west-1c$/,
    ],
  },
};
