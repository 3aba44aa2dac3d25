import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** The id that AWS gives a service's addresses in a region, the same for every VPC there. */
export function prefixListId(
  service: "s3" | "dynamodb",
  region: string,
  opts: pulumi.InvokeOptions,
): pulumi.Output<string> {
  return aws.ec2.getPrefixListOutput({ name: `com.amazonaws.${region}.${service}`, region }, opts).id;
}
