import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { RouteTables } from "./route-tables";

/** The public tier's way in and out; what is made later can wait for these routes. */
export function routePublicTier(
  name: string,
  { vpc, tables }: { vpc: aws.ec2.Vpc; tables: RouteTables },
  parent: pulumi.Resource,
): aws.ec2.Route[] {
  // With the VPC's id among its arguments the gateway is attached as soon as it exists.
  const gateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags: { Name: name } }, { parent });
  const to = { routeTableId: tables.public.id, gatewayId: gateway.id };
  return [
    new aws.ec2.Route(`${name}-public-ipv4`, { ...to, destinationCidrBlock: "0.0.0.0/0" }, { parent }),
    new aws.ec2.Route(`${name}-public-ipv6`, { ...to, destinationIpv6CidrBlock: "::/0" }, { parent }),
  ];
}
