import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";
import type { Access } from "./access";
import { serverlessMajorVersion, type CacheEngine, type CachePurpose } from "./choices";

/** Everything that a cache without servers needs. */
export interface ServerlessArgs {
  network: NetworkLayout;
  purpose: CachePurpose;
  engine: CacheEngine;
  maxStorageGb: number;
  maxEcpuPerSecond: number;
  snapshotRetentionDays: number;
  protect: boolean;
  access: Access;
  key: aws.kms.Key;
  securityGroup: aws.ec2.SecurityGroup;
}

/** AWS puts an endpoint into three zones at most. */
const mostZones = 3;

/** A cache that grows and shrinks by itself, up to limits, since it is paid by what it holds and does. */
export function makeServerlessCache(
  name: string,
  args: ServerlessArgs,
  parent: pulumi.Resource,
): aws.elasticache.ServerlessCache {
  const { network, engine, snapshotRetentionDays } = args;
  return new aws.elasticache.ServerlessCache(
    name,
    {
      description: `${name}: ${args.purpose}`,
      engine,
      majorEngineVersion: serverlessMajorVersion[engine],
      cacheUsageLimits: {
        dataStorage: { maximum: args.maxStorageGb, unit: "GB" },
        ecpuPerSeconds: [{ maximum: args.maxEcpuPerSecond }],
      },
      subnetIds: network.dataSubnetIds.slice(0, mostZones),
      securityGroupIds: [args.securityGroup.id],
      kmsKeyId: args.key.arn,
      userGroupId: args.access.group.userGroupId,
      snapshotRetentionLimit: snapshotRetentionDays,
      ...(snapshotRetentionDays > 0 ? { dailySnapshotTime: "03:00" } : {}),
      tags: { Name: name },
    },
    { parent, protect: args.protect },
  );
}
