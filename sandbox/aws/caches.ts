import { isObject, type Properties } from "../values";
import { keyOrAlias } from "./keys";
import { cacheBehaviour, cacheFamily, isOlderCache, actualCacheVersion } from "./cache-behaviour";
import { digits, text, type Facts, type ResourceModel } from "./model";

const engine = ({ inputs }: Facts) => text(inputs["engine"]) || "redis";
/**
 * What ElastiCache takes when nobody names a version: the last of Redis OSS (ElastiCache user guide, "Engine versions
 * and upgrading"), and of Valkey what a new replication group was given in July 2026, 9.1.0 (go-to-k/cdk-real-drift,
 * issue 818).
 */
const newest: Record<string, string> = { redis: "7.1", valkey: "9.1" };
const version = (facts: Facts) => text(facts.inputs["engineVersion"]) || (newest[engine(facts)] ?? "7.1");
const groupId = ({ inputs }: Facts) => text(inputs["replicationGroupId"]);
const number = (facts: Facts, argument: string) => Number(text(facts.inputs[argument]) || 0);

const shards = (facts: Facts) => number(facts, "numNodeGroups") || 1;
const nodes = (facts: Facts) =>
  number(facts, "numCacheClusters") || shards(facts) * (number(facts, "replicasPerNodeGroup") + 1);
const isSharded = (facts: Facts) => shards(facts) > 1 || facts.inputs["clusterMode"] === "enabled";
const isEncrypted = ({ inputs }: Facts) => inputs["transitEncryptionEnabled"] === true;

/** ElastiCache writes a region short in its host names: euw1 for eu-west-1. */
const shortRegion = (region: string) =>
  region
    .split("-")
    .map((word, place, { length }) => (place === 0 || place === length - 1 ? word : initial(word)))
    .join("");
const initial = (word: string) =>
  ({ northeast: "ne", northwest: "nw", southeast: "se", southwest: "sw" })[word] ?? word.slice(0, 1);

/** With encryption the host says what it is for first, and without it last. */
const host = (facts: Facts, encrypted: string, plain: string) => {
  const own = digits(`${facts.accountId} ${facts.region} cache`, 6);
  const end = `${shortRegion(facts.region)}.cache.amazonaws.com`;
  return isEncrypted(facts)
    ? `${encrypted}.${groupId(facts)}.${own}.${end}`
    : `${groupId(facts)}${plain}.${own}${plain === "" ? ".ng.0001" : ""}.${end}`;
};

const members = (facts: Facts) =>
  Array.from({ length: nodes(facts) }, (_none, place) => {
    const inShard = isSharded(facts) ? nodes(facts) / shards(facts) : nodes(facts);
    const shard = String(1 + Math.floor(place / inShard)).padStart(4, "0");
    const node = String(1 + (place % inShard)).padStart(3, "0");
    return isSharded(facts) ? `${groupId(facts)}-${shard}-${node}` : `${groupId(facts)}-${node}`;
  });

const replicationGroup: ResourceModel = {
  ...cacheBehaviour,
  required: ["description"],
  // terraform-provider-aws internal/service/elasticache/replication_group.go
  replaces: [
    ...["atRestEncryptionEnabled", "dataTieringEnabled", "durability", "globalReplicationGroupId", "kmsKeyId"],
    ...["networkType", "port", "replicationGroupId", "securityGroupNames", "snapshotArns", "snapshotName"],
    "subnetGroupName",
  ],
  // CustomizeDiff: neither the engine nor its version goes back, a shard's place and slots are made with it, and before
  // Redis 7.0.5 so is encryption in transit.
  replacesWhen: (before, after) => [
    ...(before["engine"] === "valkey" && after["engine"] === "redis" ? ["engine"] : []),
    ...(isOlderCache(text(after["engineVersion"]), text(before["engineVersion"])) ? ["engineVersion"] : []),
    ...(isOlderCache(text(before["engineVersionActual"]), "7.0.5") ? ["transitEncryptionEnabled"] : []),
    ...(shardsOf(before) === shardsOf(after) ? [] : ["nodeGroupConfigurations"]),
  ],
  refersTo: {
    kmsKeyId: keyOrAlias,
    notificationTopicArn: "aws:sns/topic:Topic",
    parameterGroupName: "aws:elasticache/parameterGroup:ParameterGroup",
    securityGroupIds: "aws:ec2/securityGroup:SecurityGroup",
    subnetGroupName: "aws:elasticache/subnetGroup:SubnetGroup",
    userGroupIds: "aws:elasticache/userGroup:UserGroup",
  },
  id: groupIdOf,
  tagged: true,
  generatedName: { argument: "replicationGroupId", maxLength: 40, lowerCase: true },
  defaults: { automaticFailoverEnabled: false, multiAzEnabled: false },
  sets: [
    ...["logDeliveryConfigurations", "memberClusters", "nodeGroupConfigurations", "securityGroupIds"],
    ...["securityGroupNames", "snapshotArns", "userGroupIds"],
  ],
  computed: {
    applyImmediately: () => false,
    arn: (facts) => facts.arn("elasticache", `replicationgroup:${groupId(facts)}`),
    atRestEncryptionEnabled: (facts) => engine(facts) === "valkey",
    autoMinorVersionUpgrade: () => true,
    clusterEnabled: isSharded,
    clusterMode: (facts) => (shards(facts) > 1 ? "enabled" : "disabled"),
    configurationEndpointAddress: (facts) => (isSharded(facts) ? host(facts, "clustercfg", "") : ""),
    dataTieringEnabled: () => false,
    durability: () => "",
    engine: () => "redis",
    engineVersion: version,
    engineVersionActual: (facts) => actualCacheVersion(version(facts)),
    globalReplicationGroupId: () => "",
    ipDiscovery: () => "ipv4",
    maintenanceWindow: () => "sun:03:00-sun:04:00",
    memberClusters: members,
    networkType: () => "ipv4",
    nodeGroupConfigurations: () => [],
    nodeType: () => "cache.t4g.micro",
    numCacheClusters: nodes,
    numNodeGroups: shards,
    parameterGroupName: (facts) =>
      `default.${cacheFamily(engine(facts), version(facts))}${isSharded(facts) ? ".cluster.on" : ""}`,
    primaryEndpointAddress: (facts) => (isSharded(facts) ? "" : host(facts, "master", "")),
    readerEndpointAddress: (facts) => (isSharded(facts) ? "" : host(facts, "replica", "-ro")),
    replicasPerNodeGroup: (facts) => nodes(facts) / shards(facts) - 1,
    securityGroupIds: ({ find, inputs, digits: own }) => {
      const vpc = find(find(inputs["subnetGroupName"])?.["vpcId"]);
      return [vpc?.["defaultSecurityGroupId"] ?? `sg-0${own(16, "default")}`];
    },
    securityGroupNames: () => [],
    snapshotWindow: () => "02:00-03:00",
    subnetGroupName: () => "default",
    // Valkey is encrypted in transit unless somebody says otherwise.
    transitEncryptionEnabled: (facts) => engine(facts) === "valkey",
    transitEncryptionMode: (facts) => (isEncrypted(facts) ? "required" : ""),
  },
};

/** What of its shards' configurations makes a cache anew (hasSignificantNodeGroupConfigChanges). */
function shardsOf({ nodeGroupConfigurations: shards = [] }: Properties): string {
  const told = (Array.isArray(shards) ? shards : []).filter(isObject);
  const members = told.map((shard) =>
    ["nodeGroupId", "replicaCount", "slots"].map((name) => text(shard[name])).join(" "),
  );
  return members.sort().join();
}

function groupIdOf({ inputs }: { inputs: Facts["inputs"] }): string {
  return text(inputs["replicationGroupId"]);
}

const serverlessCache: ResourceModel = {
  holdsData: true,
  required: ["engine"],
  names: [
    {
      argument: "name",
      // ElastiCache API, CreateServerlessCache.
      pattern: /^(?!.*--)[a-zA-Z](?:[a-zA-Z0-9-]{0,38}[a-zA-Z0-9])?$/,
      allowed: "1 to 40 letters, digits and hyphens: a letter first, no two hyphens in a row, none at the end",
    },
  ],
  // terraform-provider-aws internal/service/elasticache/serverless_cache.go
  replaces: ["kmsKeyId", "name", "networkType", "snapshotArnsToRestores", "subnetIds"],
  replacesWhen: (before, after) => [
    ...(before["engine"] === "valkey" && after["engine"] === "redis" ? ["engine"] : []),
    ...(isOlderCache(text(after["majorEngineVersion"]), text(before["majorEngineVersion"]))
      ? ["majorEngineVersion"]
      : []),
  ],
  numbers: [{ argument: "snapshotRetentionLimit", allowed: { from: 0, to: 35 } }],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `ServerlessCacheAlreadyExistsFault: Serverless cache ${text(name)} already exists.`,
    },
  ],
  refuses: ({ inputs, find }) => {
    const subnets = Array.isArray(inputs["subnetIds"]) ? inputs["subnetIds"] : [];
    const zones = new Set(subnets.map((id) => text(find(id)?.properties["availabilityZone"])));
    if (subnets.length === 0 || (zones.size >= 2 && subnets.length <= 3)) return undefined;
    return "InvalidParameterValue: Serverless caches require two or three subnets in different Availability Zones.";
  },
  refersTo: {
    kmsKeyId: keyOrAlias,
    securityGroupIds: "aws:ec2/securityGroup:SecurityGroup",
    subnetIds: "aws:ec2/subnet:Subnet",
    userGroupId: "aws:elasticache/userGroup:UserGroup",
  },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 40, lowerCase: true },
  sets: ["securityGroupIds", "snapshotArnsToRestores", "subnetIds"],
  computed: {
    arn: ({ arn, inputs }) => arn("elasticache", `serverlesscache:${text(inputs["name"])}`),
    createTime: () => "2026-01-01T00:00:00Z",
    dailySnapshotTime: () => "03:00",
    description: () => "",
    endpoints: (facts) => [{ address: serverlessHost(facts), port: 6379 }],
    fullEngineVersion: (facts) => `${text(facts.inputs["majorEngineVersion"]) || "8"}.1`,
    majorEngineVersion: ({ inputs }) => (inputs["engine"] === "redis" ? "7" : "8"),
    networkType: () => "ipv4",
    readerEndpoints: (facts) => [{ address: serverlessHost(facts), port: 6380 }],
    securityGroupIds: ({ digits: own }) => [`sg-0${own(16, "default")}`],
    snapshotRetentionLimit: () => 0,
    status: () => "available",
    subnetIds: () => [],
  },
};

function serverlessHost(facts: Facts): string {
  const own = digits(`${facts.accountId} ${facts.region} cache`, 6);
  return `${text(facts.inputs["name"])}-${own}.serverless.${shortRegion(facts.region)}.cache.amazonaws.com`;
}

export const caches: Record<string, ResourceModel> = {
  "aws:elasticache/replicationGroup:ReplicationGroup": replicationGroup,
  "aws:elasticache/serverlessCache:ServerlessCache": serverlessCache,
};
