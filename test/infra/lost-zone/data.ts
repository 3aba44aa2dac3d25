import assert from "node:assert/strict";
import { label, type PlainResource } from "../../../policies/graph/resource";
import { isList } from "../../../policies/graph/value";
import { meant, numberAt, SUBNET, zoneOf, type Outage } from "./outage";

/** What a store no longer does for callers in these zones. */
export function lostData(outage: Outage, store: PlainResource, callerZones: readonly string[]): string[] {
  return lossesOf(outage, store, callerZones).map((what) => `without ${outage.zone}: ${label(store)} ${what}`);
}

function lossesOf(outage: Outage, store: PlainResource, callerZones: readonly string[]): string[] {
  switch (store.type) {
    case "aws:rds/instance:Instance":
      return lostDatabase(outage, store);
    case "aws:elasticache/replicationGroup:ReplicationGroup":
      return lostCache(outage, store);
    case "aws:efs/fileSystem:FileSystem":
      return lostShare(outage, store, callerZones);
    case "aws:dax/cluster:Cluster":
      return lostAccelerator(outage, store);
    default:
      return assert.fail(`nobody says how ${store.type} outlives a zone: say it here`);
  }
}

function lostDatabase(outage: Outage, database: PlainResource): string[] {
  const { stack, left } = outage;
  const isReplica = (instance: PlainResource) => meant(stack, instance, "replicateSourceDb", database.type).length > 0;
  // A replica's source answers for all of its replicas.
  if (isReplica(database)) return [];
  const replicas = stack
    .ofType(database.type)
    .filter((instance) => meant(stack, instance, "replicateSourceDb", database.type).includes(database));
  const groups = meant(stack, database, "dbSubnetGroupName", "aws:rds/subnetGroup:SubnetGroup");
  const zones = new Set(groups.flatMap((group) => meant(stack, group, "subnetIds", SUBNET)).map(zoneOf));
  return [
    ...(left([database]).length === 0 ? ["may stand there, and has no standby"] : []),
    // The standby is never in the zone of the primary (RDS, "Multi-AZ DB instance deployments").
    ...(database.props["multiAz"] === true && zones.size < 2 ? ["has no second zone for its standby"] : []),
    ...(replicas.length > 0 && left(replicas).length === 0 ? ["has no replica left"] : []),
  ];
}

function lostCache({ stack, zone }: Outage, cache: PlainResource): string[] {
  const { automaticFailoverEnabled, multiAzEnabled, preferredCacheClusterAzs: nodes } = cache.props;
  assert.ok(
    isList(nodes) && nodes.length === numberAt(cache, "numCacheClusters"),
    `${label(cache)}: zones of its nodes`,
  );
  const groups = meant(stack, cache, "subnetGroupName", "aws:elasticache/subnetGroup:SubnetGroup");
  const zones = groups.flatMap((group) => meant(stack, group, "subnetIds", SUBNET)).map(zoneOf);
  const left = nodes.filter((node) => node !== zone && typeof node === "string" && zones.includes(node));
  return [
    ...(left.length === 0 ? ["has no node left"] : []),
    ...(automaticFailoverEnabled === true && multiAzEnabled === true ? [] : ["has no node that takes over by itself"]),
  ];
}

/** DAX spreads its nodes over the zones of its subnets, and any of them takes over as the primary. */
function lostAccelerator({ stack, zone }: Outage, cluster: PlainResource): string[] {
  const groups = meant(stack, cluster, "subnetGroupName", "aws:dax/subnetGroup:SubnetGroup");
  const zones = new Set(groups.flatMap((group) => meant(stack, group, "subnetIds", SUBNET)).map(zoneOf));
  zones.delete(zone);
  const isSpread = numberAt(cluster, "replicationFactor") > 1;
  return isSpread && zones.size > 0 ? [] : ["has no node left"];
}

/** An instance mounts the target of its own zone: another zone's would be slower, and down with that zone. */
function lostShare({ stack, left }: Outage, share: PlainResource, callerZones: readonly string[]): string[] {
  const targets = stack
    .ofType("aws:efs/mountTarget:MountTarget")
    .filter((target) => meant(stack, target, "fileSystemId", share.type).includes(share));
  const subnets = left(targets).flatMap((target) => meant(stack, target, "subnetId", SUBNET));
  const zones = subnets.map(zoneOf);
  // A One Zone file system names the zone that it is in, and is gone with it.
  const oneZone = share.props["availabilityZoneName"];
  return [
    ...callerZones.filter((zone) => !zones.includes(zone)).map((zone) => `has no mount target in ${zone}`),
    ...(typeof oneZone === "string" && oneZone !== "" ? ["is kept in one zone"] : []),
  ];
}
