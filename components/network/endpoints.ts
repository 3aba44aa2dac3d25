import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { RouteTables } from "./route-tables";

/** The free way to S3 and DynamoDB, which the data tier could not reach otherwise and the app tier would pay NAT for. */
export interface GatewayEndpoints {
  s3: aws.ec2.VpcEndpoint;
  dynamodb: aws.ec2.VpcEndpoint;
}

export function makeGatewayEndpoints(
  name: string,
  { vpc, region, tables }: { vpc: aws.ec2.Vpc; region: string; tables: RouteTables },
  parent: pulumi.Resource,
): GatewayEndpoints {
  const endpoint = (service: keyof GatewayEndpoints) =>
    new aws.ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: vpc.id,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${region}.${service}`,
        routeTableIds: [...tables.app, tables.data].map(({ id }) => id),
        tags: { Name: `${name}-${service}` },
      },
      { parent },
    );
  return { s3: endpoint("s3"), dynamodb: endpoint("dynamodb") };
}
