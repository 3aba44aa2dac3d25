import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** What the nodes write down: commands that were slow, and what the engine says of itself. */
const kinds = ["slow-log", "engine-log"] as const;

/** A log group for each kind of log, and how the nodes are told of it. */
export function makeLogs(
  name: string,
  retentionInDays: number,
  parent: pulumi.Resource,
): aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration[] {
  return kinds.map((logType) => {
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-${logType}`,
      {
        // Who delivers to groups of this prefix needs no line of its own in CloudWatch Logs' resource policy, which
        // takes few (CloudWatch Logs user guide, "Logs sent to CloudWatch Logs").
        namePrefix: `/aws/vendedlogs/elasticache/${name}-${logType}-`,
        retentionInDays,
        tags: { Name: `${name}-${logType}` },
      },
      { parent },
    );
    return { logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: logGroup.name };
  });
}
