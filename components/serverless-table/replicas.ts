import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { makeCustomerKey } from "../encryption/customer-key";

/**
 * The table in other regions, where it is read and written as here. Each is a resource of its own and not a block of the
 * table's, as the provider allows one or the other: so it has a protection of its own, and shows in a plan by itself.
 */
export function makeReplicas(
  name: string,
  {
    table,
    regions,
    protect,
    scaling,
  }: { table: aws.dynamodb.Table; regions: string[]; protect: boolean; scaling: pulumi.Resource[] },
  parent: pulumi.Resource,
): Record<string, aws.dynamodb.TableReplica> {
  return Object.fromEntries(
    regions.map((region) => {
      const replica = `${name}-${region}`;
      // Where the table has a key of the account's own, each replica needs one of its own region.
      const description = `Encrypts the replica of the table ${name} in ${region}`;
      const key = makeCustomerKey(replica, { description, service: "dynamodb", protect, region }, parent);
      const made = new aws.dynamodb.TableReplica(
        replica,
        {
          region,
          globalTableArn: table.arn,
          kmsKeyArn: key.arn,
          // For 35 days: a replica takes no number of its own.
          pointInTimeRecovery: true,
          deletionProtectionEnabled: protect,
          tags: { Name: replica },
        },
        // A table with a capacity has replicas once its writes scale by themselves.
        { parent, protect, dependsOn: scaling },
      );
      return [region, made];
    }),
  );
}
