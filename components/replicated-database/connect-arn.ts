import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * What IAM calls one user of one instance. The resource id is the instance's own: it stays when the instance is renamed,
 * and a replica has another (RDS user guide, "Creating and using an IAM policy for IAM database access").
 */
export function connectArn({ arn, resourceId }: aws.rds.Instance, user: string): pulumi.Output<string> {
  return pulumi.all([arn, resourceId]).apply(([instanceArn, id]) => {
    const [, partition, , region, account] = instanceArn.split(":");
    return ["arn", partition, "rds-db", region, account, `dbuser:${id}/${user}`].join(":");
  });
}
