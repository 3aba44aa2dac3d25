import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tier } from "./cidr";
import type { ZoneSubnets } from "./subnets";

/** The tables that say where each tier can go, and which subnet follows which. */
export interface RouteTables {
  public: aws.ec2.RouteTable;
  /** Ties the public subnets to their table, in the order of the zones. */
  publicAssociations: aws.ec2.RouteTableAssociation[];
  /** One per zone, in the order of the zones: each zone may leave through a gateway of its own. */
  app: aws.ec2.RouteTable[];
  /** Has no route but the local one, and gets none. */
  data: aws.ec2.RouteTable;
}

export function makeRouteTables(
  name: string,
  { vpc, subnets }: { vpc: aws.ec2.Vpc; subnets: ZoneSubnets[] },
  parent: pulumi.Resource,
): RouteTables {
  // Routes are resources of their own: beside inline routes AWS and Pulumi would undo each other's changes.
  const table = (suffix: string) =>
    new aws.ec2.RouteTable(`${name}-${suffix}`, { vpcId: vpc.id, tags: { Name: `${name}-${suffix}` } }, { parent });
  const associate = (tier: Tier, zone: ZoneSubnets, { id }: aws.ec2.RouteTable) =>
    new aws.ec2.RouteTableAssociation(
      `${name}-${tier}-${zone.letter}`,
      { subnetId: zone[tier].id, routeTableId: id },
      { parent },
    );

  const publicTable = table("public");
  const dataTable = table("data");
  const publicAssociations = subnets.map((zone) => associate("public", zone, publicTable));
  subnets.forEach((zone) => associate("data", zone, dataTable));
  const appTables = subnets.map((zone) => {
    const appTable = table(`app-${zone.letter}`);
    associate("app", zone, appTable);
    return appTable;
  });
  return { public: publicTable, publicAssociations, app: appTables, data: dataTable };
}
