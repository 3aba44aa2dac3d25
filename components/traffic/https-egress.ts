import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Lets a group call anything over HTTPS: the one general way out. AWS's APIs have no addresses of their own that a rule
 * could name, except those of S3 and DynamoDB.
 */
export function allowHttpsOut(
  name: string,
  securityGroupId: pulumi.Input<string>,
  parent: pulumi.Resource,
): aws.vpc.SecurityGroupEgressRule[] {
  // EC2 takes no apostrophe in a description.
  const description = "AWS APIs and packages";
  const rule = { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443, description };
  return [
    new aws.vpc.SecurityGroupEgressRule(`${name}-https-ipv4`, { ...rule, cidrIpv4: "0.0.0.0/0" }, { parent }),
    new aws.vpc.SecurityGroupEgressRule(`${name}-https-ipv6`, { ...rule, cidrIpv6: "::/0" }, { parent }),
  ];
}
