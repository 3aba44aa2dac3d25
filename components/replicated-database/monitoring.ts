import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What RDS takes as seconds between two measurements; 0 is none at all. */
export const monitoringIntervals: readonly number[] = [0, 1, 5, 10, 15, 30, 60];

/** What RDS needs to write the measurements. */
export interface Monitoring {
  role: aws.iam.Role;
  /** Without it RDS refuses the role. */
  rights: aws.iam.RolePolicyAttachment;
}

/** Lets RDS write an instance's own measurements to CloudWatch Logs. Nothing where it takes none. */
export function makeMonitoringRole(
  name: string,
  intervalSeconds: number,
  parent: pulumi.Resource,
): Monitoring | undefined {
  if (intervalSeconds === 0) return undefined;
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const { partition } = aws.getPartitionOutput({}, { parent });
  const roleName = `${name}-monitoring`;
  const role = new aws.iam.Role(
    roleName,
    {
      description: `Lets RDS write the measurements of ${name} to CloudWatch Logs`,
      // The service acts for any account that names the role, so the role asks for whom.
      assumeRolePolicy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "monitoring.rds.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": accountId } },
          },
        ],
      }),
      tags: { Name: roleName },
    },
    { parent },
  );
  const rights = new aws.iam.RolePolicyAttachment(
    roleName,
    {
      role: role.name,
      policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    },
    { parent },
  );
  return { role, rights };
}
