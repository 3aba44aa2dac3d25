import { ec2 } from "@pulumi/aws";
import type { Input } from "@pulumi/pulumi";
import { under, type Family } from "./family";
import { nthSubnet } from "./ipv6-subnet";
import type { NatPlan } from "./nat-plan";
import type { PlacedSubnet } from "./subnet-layout";
import type { SubnetType } from "./subnet-specs";
import { mergedTags, zoneSuffix } from "./tags";

export interface Network extends Family {
  vpc: ec2.Vpc;
  internetGateway: ec2.InternetGateway;
  nat: NatPlan;
  nameTagByZone: boolean;
}

/** Everything made for one subnet spec in one zone. */
export interface SubnetResources {
  zone: number;
  type: SubnetType;
  subnet: ec2.Subnet;
  routeTable: ec2.RouteTable;
  association: ec2.RouteTableAssociation;
  gateway: Gateway | undefined;
  route: ec2.Route | undefined;
}

interface Gateway {
  eip: ec2.Eip | undefined;
  natGateway: ec2.NatGateway;
}

/** The subnets of all zones, one after the other, each with a route table of its own. */
export function subnetsOf(
  network: Network,
  zoneNames: readonly string[],
  zones: readonly PlacedSubnet[][],
): SubnetResources[] {
  const made: SubnetResources[] = [];
  for (const [zone, placed] of zones.entries()) {
    const zoneName = zoneNames[zone] ?? "";
    for (const one of placed) made.push(subnetIn(network, { zone, zoneName }, one, made));
  }
  return made;
}

function subnetIn(
  network: Network,
  { zone, zoneName }: { zone: number; zoneName: string },
  { spec, label, cidrBlock }: PlacedSubnet,
  before: readonly SubnetResources[],
): SubnetResources {
  const { vpc, region, tags } = network;
  const { type } = spec;
  const name = `${network.name}-${label}-${zone + 1}`;
  const ownTags = {
    Name: network.nameTagByZone ? `${network.name}-${label}-${zoneSuffix(zoneName)}` : name,
    SubnetType: type,
  };
  const nth = before.length;
  const withIpv6 = spec.assignIpv6AddressOnCreation ?? false;
  const subnet = new ec2.Subnet(
    name,
    {
      vpcId: vpc.id,
      cidrBlock,
      // Through an Output even where none is asked for: so a preview does not know it, as with the real component.
      ipv6CidrBlock: vpc.ipv6CidrBlock.apply((block) => (withIpv6 && block !== "" ? nthSubnet(block, nth) : undefined)),
      assignIpv6AddressOnCreation: withIpv6,
      availabilityZone: zoneName,
      mapPublicIpOnLaunch: type === "Public",
      tags: mergedTags(tags, spec.tags, ownTags),
      ...region,
    },
    under(vpc),
  );
  const routeTable = new ec2.RouteTable(
    name,
    { vpcId: vpc.id, tags: mergedTags(tags, ownTags), ...region },
    under(subnet),
  );
  const association = new ec2.RouteTableAssociation(
    name,
    { routeTableId: routeTable.id, subnetId: subnet.id, ...region },
    under(routeTable),
  );
  const firstPublic = type === "Public" && !before.some((other) => other.zone === zone && other.type === "Public");
  const gateway = firstPublic && zone < network.nat.count ? natGatewayIn(network, zone, subnet) : undefined;
  const target = targetOf(network, type, zone, before);
  const route = target && new ec2.Route(name, { routeTableId: routeTable.id, ...target, ...region }, under(routeTable));
  return { zone, type, subnet, routeTable, association, gateway, route };
}

function natGatewayIn({ name, tags, region, nat }: Network, zone: number, subnet: ec2.Subnet): Gateway {
  const numbered = `${name}-${zone + 1}`;
  const args = { tags: mergedTags(tags, { Name: numbered }), ...region };
  const brought = nat.allocationIds?.[zone];
  const eip = brought === undefined ? new ec2.Eip(numbered, args, under(subnet)) : undefined;
  const allocationId: Input<string | undefined> = eip?.allocationId ?? brought;
  const natGateway = new ec2.NatGateway(numbered, { subnetId: subnet.id, allocationId, ...args }, under(subnet));
  return { eip, natGateway };
}

/** Where a subnet's traffic to the Internet goes. There is no IPv6 route, even with IPv6 addresses. */
function targetOf(network: Network, type: SubnetType, zone: number, before: readonly SubnetResources[]) {
  const destinationCidrBlock = "0.0.0.0/0";
  if (type === "Public") return { destinationCidrBlock, gatewayId: network.internetGateway.id };
  if (type !== "Private" || network.nat.count === 0) return undefined;
  const gateways = before.flatMap(({ gateway }) => gateway ?? []);
  const natGateway = (network.nat.strategy === "Single" ? gateways[0] : gateways[zone])?.natGateway;
  return natGateway && { destinationCidrBlock, natGatewayId: natGateway.id };
}
