import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Identity } from "./identity";

/** What RDS for PostgreSQL exports: the server's log, that of major upgrades, and refused sign-ins with IAM. */
export const exportedLogs = ["postgresql", "upgrade", "iam-db-auth-error"] as const;

/** Makes the groups that an instance's logs go to. Those that RDS has to make by itself keep everything for ever. */
export function makeLogGroups(
  name: string,
  { identity, retentionDays }: { identity: Identity; retentionDays: number },
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup[] {
  return exportedLogs.map(
    (log) =>
      new aws.cloudwatch.LogGroup(
        `${name}-${log}`,
        {
          // RDS decides the name.
          name: pulumi.interpolate`/aws/rds/instance/${identity.identifier}/${log}`,
          retentionInDays: retentionDays,
          tags: { Name: `${name}-${log}` },
        },
        { parent },
      ),
  );
}
