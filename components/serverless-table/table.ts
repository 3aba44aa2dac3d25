import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { leastCapacity } from "./capacity";
import { longestRecoveryDays, TableStream } from "./choices";
import { globalIndexes, keyAttributes, type IndexThroughput, type TableIndexArgs } from "./keys";
import type { ServerlessTableArgs } from "./serverless-table";

export function makeTable(
  name: string,
  { key, protect, ...args }: ServerlessTableArgs & { key: aws.kms.Key; protect: boolean },
  parent: pulumi.Resource,
): aws.dynamodb.Table {
  const { indexes = {}, timeToLiveAttribute } = args;
  const stream = streamOf(args);
  return new aws.dynamodb.Table(
    name,
    {
      ...throughput(args),
      hashKey: args.partitionKey,
      ...(args.sortKey === undefined ? {} : { rangeKey: args.sortKey }),
      attributes: keyAttributes([args, ...Object.values(indexes)]),
      globalSecondaryIndexes: globalIndexes(indexes, (index) => indexThroughput(args, index)),
      ...(timeToLiveAttribute === undefined ? {} : { ttl: { attributeName: timeToLiveAttribute, enabled: true } }),
      ...(stream === TableStream.None ? {} : { streamEnabled: true, streamViewType: stream }),
      pointInTimeRecovery: {
        enabled: true,
        recoveryPeriodInDays: args.pointInTimeRecoveryDays ?? longestRecoveryDays,
      },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      deletionProtectionEnabled: protect,
      tags: { Name: name },
    },
    { parent, protect, ...movedByOthers(args) },
  );
}

/** Replicas are fed by a stream of both images (DynamoDB developer guide, "Best practices … for global tables"). */
function streamOf({ stream, replicaRegions = [] }: ServerlessTableArgs): TableStream {
  return stream ?? (replicaRegions.length > 0 ? TableStream.NewAndOldItem : TableStream.None);
}

/**
 * From provisioned to on demand a table may go four times in 24 hours, and back at any time (DynamoDB developer guide,
 * "Considerations when switching capacity modes").
 */
function throughput({ provisionedCapacity, ...args }: ServerlessTableArgs): Partial<aws.dynamodb.TableArgs> {
  if (provisionedCapacity !== undefined) return { billingMode: "PROVISIONED", ...leastCapacity(provisionedCapacity) };
  return { billingMode: "PAY_PER_REQUEST", ...requestLimits(args) };
}

function indexThroughput(args: ServerlessTableArgs, index: TableIndexArgs): IndexThroughput {
  const { provisionedCapacity } = args;
  if (provisionedCapacity === undefined) return requestLimits(args);
  return leastCapacity(index.provisionedCapacity ?? provisionedCapacity);
}

function requestLimits({
  maxReadRequestUnits,
  maxWriteRequestUnits,
}: Pick<ServerlessTableArgs, "maxReadRequestUnits" | "maxWriteRequestUnits">): IndexThroughput {
  const limits = {
    ...(maxReadRequestUnits === undefined ? {} : { maxReadRequestUnits }),
    ...(maxWriteRequestUnits === undefined ? {} : { maxWriteRequestUnits }),
  };
  return Object.keys(limits).length === 0 ? {} : { onDemandThroughput: limits };
}

/**
 * What autoscaling moves is not moved back by the next deployment. The provider knows that somebody who comes from on
 * demand may ignore these two, and begins with one unit, which autoscaling raises. It knows no such thing of an index,
 * which DynamoDB refuses to make provisioned without a capacity, so that an index's is not ignored: it goes back to its
 * least where a refresh has shown it moved.
 *
 * Replicas are resources of their own, which a refresh shows in the table as well.
 */
function movedByOthers({ provisionedCapacity, replicaRegions = [] }: ServerlessTableArgs): {
  ignoreChanges?: string[];
} {
  const moved = [
    ...(provisionedCapacity === undefined ? [] : ["readCapacity", "writeCapacity"]),
    ...(replicaRegions.length === 0 ? [] : ["replicas"]),
  ];
  return moved.length === 0 ? {} : { ignoreChanges: moved };
}
