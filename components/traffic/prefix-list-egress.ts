import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Lets a group call one service, S3 or DynamoDB, by the list of its addresses in the region, and nothing else. */
export function allowPrefixListOut(
  name: string,
  securityGroupId: pulumi.Input<string>,
  prefixListId: pulumi.Input<string>,
  what: string,
  parent: pulumi.Resource,
): aws.vpc.SecurityGroupEgressRule {
  return new aws.vpc.SecurityGroupEgressRule(
    name,
    { securityGroupId, prefixListId, ipProtocol: "tcp", fromPort: 443, toPort: 443, description: what },
    { parent },
  );
}
