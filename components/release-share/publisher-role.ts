import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { uploadPrefix } from "./defaults";
import { functionInNetworkStatements, lambdaTakesItOn, writesLog } from "../function-role/statements";

/** What the publisher works with, by ARN. */
export interface PublisherReach {
  bucketArn: pulumi.Output<string>;
  fileSystemArn: pulumi.Output<string>;
  writerArn: pulumi.Output<string>;
  logGroupArn: pulumi.Output<string>;
}

/** The publisher's role, and what must be attached to it before the publisher can be made. */
export function makePublisherRole(
  name: string,
  reach: PublisherReach,
  parent: pulumi.Resource,
): { role: aws.iam.Role; policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(
    name,
    {
      description: `Lets ${name} read uploaded releases and write them to the share`,
      assumeRolePolicy: lambdaTakesItOn,
      tags: { Name: name },
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(name, { role: role.id, policy: publisherPolicy(reach) }, { parent });
  return { role, policy };
}

function publisherPolicy({ bucketArn, fileSystemArn, writerArn, logGroupArn }: PublisherReach): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ReadsUploads",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: pulumi.interpolate`${bucketArn}/${uploadPrefix}*`,
      },
      // Without it S3 says of a missing object that access is denied.
      { Sid: "HearsWhatIsMissing", Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
      {
        Sid: "WritesToTheShare",
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: fileSystemArn,
        Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": writerArn } },
      },
      writesLog(logGroupArn),
      ...functionInNetworkStatements,
    ],
  };
}
