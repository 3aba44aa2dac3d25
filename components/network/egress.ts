import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { NatGateways } from "./nat";
import type { RouteTables } from "./route-tables";
import type { ZoneSubnets } from "./subnets";

/** What the app tier's way out is made of. */
export interface EgressParts {
  vpc: aws.ec2.Vpc;
  nat: NatGateways;
  subnets: ZoneSubnets[];
  tables: RouteTables;
  /** The public tier's routes: a NAT gateway is of no use before them. */
  publicRoutes: aws.ec2.Route[];
}

/** The app tier's way out: IPv4 through NAT, IPv6 through a gateway that lets nothing in. */
export function routeAppTier(name: string, parts: EgressParts, parent: pulumi.Resource): void {
  const { vpc, nat, subnets, tables } = parts;
  if (nat === NatGateways.None) return;

  const zonesWithNat = nat === NatGateways.PerZone ? subnets : subnets.slice(0, 1);
  const gateways = zonesWithNat.map((zone, index) => makeNatGateway(name, zone, index, parts, parent));
  const egressOnly = new aws.ec2.EgressOnlyInternetGateway(name, { vpcId: vpc.id, tags: { Name: name } }, { parent });

  subnets.forEach((zone, index) => {
    const routeTable = tables.app[index];
    const gateway = gateways[index] ?? gateways[0];
    if (routeTable === undefined || gateway === undefined) return;
    const from = { routeTableId: routeTable.id };
    new aws.ec2.Route(
      `${name}-app-${zone.letter}-ipv4`,
      { ...from, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id },
      { parent },
    );
    new aws.ec2.Route(
      `${name}-app-${zone.letter}-ipv6`,
      { ...from, destinationIpv6CidrBlock: "::/0", egressOnlyGatewayId: egressOnly.id },
      { parent },
    );
  });
}

/** Named by the zone's letter, so that going from one gateway to one per zone leaves the first alone. */
function makeNatGateway(
  name: string,
  zone: ZoneSubnets,
  index: number,
  { tables, publicRoutes }: EgressParts,
  parent: pulumi.Resource,
): aws.ec2.NatGateway {
  const natName = `${name}-nat-${zone.letter}`;
  const address = new aws.ec2.Eip(
    natName,
    { domain: "vpc", tags: { Name: natName } },
    // AWS maps no public address into a VPC that has no internet gateway yet; the routes wait for it.
    { parent, dependsOn: publicRoutes },
  );
  return new aws.ec2.NatGateway(
    natName,
    { allocationId: address.id, subnetId: zone.public.id, connectivityType: "public", tags: { Name: natName } },
    { parent, dependsOn: [...publicRoutes, ...tables.publicAssociations.slice(index, index + 1)] },
  );
}
