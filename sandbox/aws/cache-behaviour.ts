import type { Properties } from "../values";
import type { Attempt, Behaviour, Refusal } from "./behaviour";
import { text } from "./model";
import { has, listOf } from "./reading";
import { networkOf, standsElsewhere } from "./same-network";

const snapshots = "aws:elasticache/snapshot:Snapshot";

const numberOf = (inputs: Properties, argument: string) => Number(text(inputs[argument]) || 0);
const engineOf = (inputs: Properties) => text(inputs["engine"]) || "redis";

/** ElastiCache API, CreateCacheParameterGroup: the families, by engine and version. */
export function cacheFamily(engine: string, version: string): string {
  const [major = "7", minor = ""] = version.split(".");
  if (engine === "valkey") return `valkey${major}`;
  if (major === "6") return "redis6.x";
  return Number(major) >= 7 ? `redis${major}` : `redis${major}.${minor}`;
}

/**
 * ElastiCache user guide, "Engine versions and upgrading": who asks for a line runs the patch of it that ElastiCache
 * prefers. The guide names 6.2.6, and Valkey's 7.2.6; 7.0.7 is what replication groups report that ask for 7.0. For 6.0
 * nothing more than the line was to be found.
 */
const preferred: Readonly<Record<string, string>> = {
  "6.x": "6.2.6",
  "6.0": "6.0.5",
  "6.2": "6.2.6",
  "7.0": "7.0.7",
  "7.2": "7.2.6",
};

export function actualCacheVersion(version: string): string {
  return preferred[version] ?? (version.split(".").length > 2 ? version : `${version}.0`);
}

export function isOlderCache(asked: string, before: string): boolean {
  const [now, then] = [asked, before].map((version) => version.split(".").map(Number));
  if (asked === "" || before === "") return false;
  for (const [place, number] of (now ?? []).entries()) {
    const was = then?.[place];
    if (was === undefined || Number.isNaN(number) || Number.isNaN(was)) return false;
    if (number !== was) return number < was;
  }
  return false;
}

/** The provider's own checks (replicationGroupValidateMultiAZAutomaticFailover), and ElastiCache's for one node. */
function badFailover({ inputs }: Attempt): Refusal {
  const failsOver = inputs["automaticFailoverEnabled"] === true;
  if (inputs["multiAzEnabled"] === true && !failsOver) {
    return "automatic_failover_enabled must be true if multi_az_enabled is true";
  }
  if (!failsOver) return undefined;
  const replicas = has(inputs, "replicasPerNodeGroup") ? numberOf(inputs, "replicasPerNodeGroup") : undefined;
  const isSharded = numberOf(inputs, "numNodeGroups") > 1 || inputs["clusterMode"] === "enabled";
  if (isSharded || (replicas ?? 0) > 0 || numberOf(inputs, "numCacheClusters") >= 2) return undefined;
  return `"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true`;
}

function badNodes({ inputs }: Attempt): Refusal {
  if (has(inputs, "numCacheClusters") && (has(inputs, "numNodeGroups") || has(inputs, "replicasPerNodeGroup"))) {
    return `"num_cache_clusters": conflicts with num_node_groups and replicas_per_node_group`;
  }
  // ElastiCache quotas: a primary and five replicas in a shard.
  const nodes = Math.max(numberOf(inputs, "numCacheClusters"), numberOf(inputs, "replicasPerNodeGroup") + 1);
  if (nodes <= 6) return undefined;
  return "InvalidParameterValue: The number of replicas per node group must be within 0 and 5.";
}

/** The provider's own check. */
function noNodeType({ inputs, now }: Attempt): Refusal {
  if (now || has(inputs, "nodeType") || has(inputs, "globalReplicationGroupId")) return undefined;
  return `"node_type" is required unless "global_replication_group_id" is set.`;
}

function badZones({ inputs, find }: Attempt): Refusal {
  const group = find(inputs["subnetGroupName"]);
  if (!group) return undefined;
  const subnets = listOf(group.properties["subnetIds"]).map((id) => text(find(id)?.properties["availabilityZone"]));
  const zones = new Set(subnets.filter((zone) => zone !== ""));
  if (zones.size === 0) return undefined;
  if (inputs["multiAzEnabled"] === true && zones.size < 2) {
    return (
      "InvalidParameterCombination: Multi-AZ requires a cache subnet group with subnets in at least two Availability " +
      "Zones."
    );
  }
  const preferred = listOf(inputs["preferredCacheClusterAzs"]).map(text);
  const nodes = numberOf(inputs, "numCacheClusters");
  if (preferred.length > 0 && nodes > 0 && preferred.length !== nodes) {
    return "InvalidParameterCombination: The number of preferred Availability Zones must be the number of cache clusters.";
  }
  const outside = preferred.find((zone) => !zones.has(zone));
  return outside && `InvalidParameterCombination: The cache subnet group has no subnet in ${outside}.`;
}

/** ElastiCache user guide, "Role-Based Access Control": only what is encrypted asks who somebody is. */
function badAccess({ inputs, others }: Attempt): Refusal {
  const groups = listOf(inputs["userGroupIds"]).map(text);
  const isOpen = inputs["transitEncryptionEnabled"] === false;
  const isUnsaid = inputs["transitEncryptionEnabled"] === undefined && engineOf(inputs) === "redis";
  const token = text(inputs["authToken"]);
  if (groups.length > 0 && token !== "") return `"auth_token": conflicts with user_group_ids`;
  if (groups.length > 1) return "InvalidParameterValue: A replication group takes one user group.";
  if ((groups.length > 0 || token !== "") && (isOpen || isUnsaid)) {
    return (
      "InvalidParameterCombination: User group based access control and auth tokens require encryption-in-transit to " +
      "be enabled on the replication group."
    );
  }
  const group = others("aws:elasticache/userGroup:UserGroup").find(({ id }) => id === groups[0]);
  if (!group || engineOf(inputs) === "valkey" || text(group.properties["engine"]).toLowerCase() === "redis") {
    return undefined;
  }
  return `InvalidParameterCombination: The engine of user group ${group.id} is valkey, and the replication group's is redis.`;
}

function badParameters({ inputs, others }: Attempt): Refusal {
  const name = text(inputs["parameterGroupName"]);
  const group = others("aws:elasticache/parameterGroup:ParameterGroup").find(({ id }) => id === name);
  const version = text(inputs["engineVersion"]);
  if (!group || version === "") return undefined;
  const [family, expected] = [text(group.properties["family"]), cacheFamily(engineOf(inputs), version)];
  if (family === expected) return undefined;
  return `InvalidParameterCombination: Expected a parameter group of family ${expected} but found one of family ${family}`;
}

function foreignGroups({ inputs, find }: Attempt): Refusal {
  const network = networkOf(inputs["subnetGroupName"], find);
  const foreign = standsElsewhere(network, inputs["securityGroupIds"], find);
  return (
    foreign && `InvalidParameterValue: The security group ${foreign} is not in the VPC ${network} of the subnet group.`
  );
}

export const cacheBehaviour: Omit<Behaviour, "replaces"> = {
  // Carts and sessions live there.
  holdsData: true,
  names: [
    {
      argument: "replicationGroupId",
      // ElastiCache API, CreateReplicationGroup.
      pattern: /^(?!.*--)[a-zA-Z](?:[a-zA-Z0-9-]{0,38}[a-zA-Z0-9])?$/,
      allowed: "1 to 40 letters, digits and hyphens: a letter first, no two hyphens in a row, none at the end",
    },
    { argument: "description", pattern: /^.+$/s, allowed: "not empty" },
  ],
  numbers: [{ argument: "snapshotRetentionLimit", allowed: { from: 0, to: 35 } }],
  unique: [
    {
      properties: ["replicationGroupId"],
      refusal: ({ replicationGroupId }) =>
        `ReplicationGroupAlreadyExists: Replication group ${text(replicationGroupId)} already exists`,
    },
  ],
  refuses: (attempt) =>
    noNodeType(attempt) ??
    badFailover(attempt) ??
    badNodes(attempt) ??
    badAccess(attempt) ??
    badParameters(attempt) ??
    badZones(attempt) ??
    foreignGroups(attempt),
  refusesDelete: ({ now, others }) => {
    const name = text(now.properties["finalSnapshotIdentifier"]);
    if (name === "" || !others(snapshots).some(({ id }) => id === name)) return undefined;
    return "SnapshotAlreadyExistsFault: Snapshot with specified name already exists.";
  },
  leaves: ({ id, properties }) => {
    const name = text(properties["finalSnapshotIdentifier"]);
    if (name === "") return undefined;
    return { type: snapshots, id: name, properties: { replicationGroupId: id } };
  },
};
