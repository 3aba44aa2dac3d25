import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";
import type { Access } from "./access";
import { cachePort, CachePurpose, engineVersions, type CacheEngine } from "./choices";

/** Everything that nodes need. */
export interface NodesArgs {
  network: NetworkLayout;
  purpose: CachePurpose;
  engine: CacheEngine;
  engineVersion: string;
  nodeType: string;
  nodes: number;
  automaticFailover: boolean;
  snapshotRetentionDays: number;
  finalSnapshot: boolean;
  maintenanceWindow: string;
  protect: boolean;
  access: Access;
  key: aws.kms.Key;
  logs: aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration[];
  securityGroup: aws.ec2.SecurityGroup;
}

/** A primary and its replicas, each in a zone of its own as far as there are zones. */
export function makeReplicationGroup(
  name: string,
  args: NodesArgs,
  parent: pulumi.Resource,
): aws.elasticache.ReplicationGroup {
  const { network, engine, engineVersion, nodes, automaticFailover, key } = args;
  const subnets = new aws.elasticache.SubnetGroup(
    name,
    { description: `The data tier, for ${name}`, subnetIds: network.dataSubnetIds, tags: { Name: name } },
    { parent },
  );
  return new aws.elasticache.ReplicationGroup(
    name,
    {
      description: `${name}: ${args.purpose}`,
      engine,
      engineVersion,
      // Newer minor versions come by engineVersion: AWS cannot go back to an older one, so that a version that it raised
      // by itself would have the next deployment replace the cache.
      autoMinorVersionUpgrade: false,
      nodeType: args.nodeType,
      numCacheClusters: nodes,
      // Read when the group is made. AWS moves the primary later on, and that is no change.
      preferredCacheClusterAzs: zonesOfNodes(network.zoneNames, nodes),
      automaticFailoverEnabled: automaticFailover,
      multiAzEnabled: automaticFailover,
      port: cachePort,
      parameterGroupName: makeParameters(name, args, parent).name,
      subnetGroupName: subnets.name,
      securityGroupIds: [args.securityGroup.id],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      kmsKeyId: key.arn,
      userGroupIds: [args.access.group.userGroupId],
      logDeliveryConfigurations: args.logs,
      maintenanceWindow: args.maintenanceWindow,
      snapshotRetentionLimit: args.snapshotRetentionDays,
      ...(args.finalSnapshot ? { finalSnapshotIdentifier: finalSnapshotName(name, args, subnets, parent) } : {}),
      // What a deployment says is done when it ends, not in the next maintenance window.
      applyImmediately: true,
      tags: { Name: name },
    },
    { parent, protect: args.protect },
  );
}

function zonesOfNodes(zoneNames: string[], nodes: number): string[] {
  return Array.from({ length: nodes }, (_, node) => zoneNames[node % zoneNames.length] ?? "");
}

/**
 * A session that was evicted is a cart that was lost: a full cache refuses writes instead, and `volatile-*` would not
 * do, since sessions have a time to live.
 */
function makeParameters(
  name: string,
  { engine, engineVersion, purpose }: NodesArgs,
  parent: pulumi.Resource,
): aws.elasticache.ParameterGroup {
  const policy = purpose === CachePurpose.Sessions ? "noeviction" : "allkeys-lru";
  return new aws.elasticache.ParameterGroup(
    name,
    {
      family: engineVersions[engine][engineVersion] ?? "",
      description: `What ${name} does when its memory is full`,
      parameters: [{ name: "maxmemory-policy", value: policy }],
      tags: { Name: name },
    },
    { parent },
  );
}

/**
 * A name that no other snapshot has. Every deletion leaves a snapshot, that of a group that was replaced, too, and
 * ElastiCache takes no name twice (SnapshotAlreadyExists). So each thing that the provider replaces the group for, as far
 * as it can change here, gives another name: the key, the subnet group, and an engine or a version that goes back
 * (terraform-provider-aws, replication_group.go: ForceNew, and CustomizeDiff). A version that goes up replaces nothing;
 * that it changes the name as well does no harm.
 */
function finalSnapshotName(
  name: string,
  { engine, engineVersion, key }: NodesArgs,
  subnets: aws.elasticache.SubnetGroup,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const keepers = { engine, engineVersion, key: key.id, subnets: subnets.name };
  const suffix = new random.RandomId(`${name}-final`, { byteLength: 4, keepers }, { parent });
  return pulumi.interpolate`${name}-final-${suffix.hex}`;
}
