import type { Dweller } from "./vpc-dweller";

const DEFAULT_GROUP = "default group" as const;
const DEFAULT_VPC = "default VPC" as const;

/** A database or cache that stands in a named subnet group. */
const inGroup = (what: string, groups: string, at: string, type: string): Dweller => ({
  what,
  groups: [groups],
  withoutGroups: DEFAULT_GROUP,
  data: { group: { at, type }, otherwise: DEFAULT_VPC },
});

const subnetGroup = (): Dweller => ({ what: "subnet group", data: { subnets: "subnetIds" } });

/** A file system or endpoint that lists its subnets itself. */
const inSubnets = (what: string, groups: string, subnets: string): Dweller => ({
  what,
  groups: [groups],
  withoutGroups: DEFAULT_GROUP,
  data: { subnets },
});

const mountTarget = (type: string): Dweller => ({
  what: "mount target",
  groups: ["securityGroups"],
  withoutGroups: DEFAULT_GROUP,
  data: { subnets: "subnetId", doorTo: { at: "fileSystemId", type, what: "file system" } },
});

/** Databases, caches and file systems. */
export const dataStores: Readonly<Record<string, Dweller>> = {
  "aws:rds/instance:Instance": {
    what: "database",
    groups: ["vpcSecurityGroupIds"],
    // A replica does not take its source's groups: without any of its own it too gets the default group.
    withoutGroups: DEFAULT_GROUP,
    data: {
      group: { at: "dbSubnetGroupName", type: "aws:rds/subnetGroup:SubnetGroup" },
      inherits: ["replicateSourceDb"],
      otherwise: DEFAULT_VPC,
    },
  },
  "aws:rds/cluster:Cluster": inGroup(
    "database",
    "vpcSecurityGroupIds",
    "dbSubnetGroupName",
    "aws:rds/subnetGroup:SubnetGroup",
  ),
  "aws:rds/subnetGroup:SubnetGroup": subnetGroup(),
  "aws:docdb/cluster:Cluster": inGroup(
    "database",
    "vpcSecurityGroupIds",
    "dbSubnetGroupName",
    "aws:docdb/subnetGroup:SubnetGroup",
  ),
  "aws:docdb/subnetGroup:SubnetGroup": subnetGroup(),
  "aws:docdb/elasticCluster:ElasticCluster": {
    what: "database",
    groups: ["vpcSecurityGroupIds"],
    withoutGroups: DEFAULT_GROUP,
    data: { subnets: "subnetIds", otherwise: DEFAULT_VPC },
  },
  "aws:neptune/cluster:Cluster": inGroup(
    "database",
    "vpcSecurityGroupIds",
    "neptuneSubnetGroupName",
    "aws:neptune/subnetGroup:SubnetGroup",
  ),
  "aws:neptune/subnetGroup:SubnetGroup": subnetGroup(),
  "aws:neptunegraph/privateGraphEndpoint:PrivateGraphEndpoint": {
    what: "endpoint",
    groups: ["vpcSecurityGroupIds"],
    withoutGroups: DEFAULT_GROUP,
  },
  "aws:redshift/cluster:Cluster": inGroup(
    "database",
    "vpcSecurityGroupIds",
    "clusterSubnetGroupName",
    "aws:redshift/subnetGroup:SubnetGroup",
  ),
  "aws:redshift/subnetGroup:SubnetGroup": subnetGroup(),
  "aws:redshift/endpointAccess:EndpointAccess": {
    what: "endpoint",
    groups: ["vpcSecurityGroupIds"],
    withoutGroups: DEFAULT_GROUP,
    data: { group: { at: "subnetGroupName", type: "aws:redshift/subnetGroup:SubnetGroup" } },
  },
  "aws:redshiftserverless/workgroup:Workgroup": {
    what: "database",
    groups: ["securityGroupIds"],
    withoutGroups: DEFAULT_GROUP,
    data: { subnets: "subnetIds", otherwise: DEFAULT_VPC },
  },
  "aws:redshiftserverless/endpointAccess:EndpointAccess": inSubnets("endpoint", "vpcSecurityGroupIds", "subnetIds"),
  "aws:rds/proxy:Proxy": { what: "proxy", groups: ["vpcSecurityGroupIds"], withoutGroups: DEFAULT_GROUP },
  "aws:rds/proxyEndpoint:ProxyEndpoint": {
    what: "proxy",
    groups: ["vpcSecurityGroupIds"],
    withoutGroups: DEFAULT_GROUP,
  },
  "aws:timestreaminfluxdb/dbInstance:DbInstance": inSubnets("database", "vpcSecurityGroupIds", "vpcSubnetIds"),
  "aws:timestreaminfluxdb/dbCluster:DbCluster": inSubnets("database", "vpcSecurityGroupIds", "vpcSubnetIds"),
  "aws:opensearch/domain:Domain": {
    ...inSubnets("search domain", "vpcOptions.securityGroupIds", "vpcOptions.subnetIds"),
    within: "vpcOptions",
  },
  "aws:elasticsearch/domain:Domain": {
    ...inSubnets("search domain", "vpcOptions.securityGroupIds", "vpcOptions.subnetIds"),
    within: "vpcOptions",
  },
  "aws:elasticache/cluster:Cluster": {
    ...inGroup("cache", "securityGroupIds", "subnetGroupName", "aws:elasticache/subnetGroup:SubnetGroup"),
    // A member of a replication group has that group's settings.
    unless: ["replicationGroupId"],
    data: {
      group: { at: "subnetGroupName", type: "aws:elasticache/subnetGroup:SubnetGroup" },
      inherits: ["replicationGroupId"],
      otherwise: DEFAULT_VPC,
    },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": inGroup(
    "cache",
    "securityGroupIds",
    "subnetGroupName",
    "aws:elasticache/subnetGroup:SubnetGroup",
  ),
  "aws:elasticache/serverlessCache:ServerlessCache": {
    what: "cache",
    groups: ["securityGroupIds"],
    withoutGroups: DEFAULT_GROUP,
    data: { subnets: "subnetIds", otherwise: DEFAULT_VPC },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": subnetGroup(),
  "aws:memorydb/cluster:Cluster": inGroup(
    "cache",
    "securityGroupIds",
    "subnetGroupName",
    "aws:memorydb/subnetGroup:SubnetGroup",
  ),
  "aws:memorydb/subnetGroup:SubnetGroup": subnetGroup(),
  "aws:dax/cluster:Cluster": inGroup("cache", "securityGroupIds", "subnetGroupName", "aws:dax/subnetGroup:SubnetGroup"),
  "aws:dax/subnetGroup:SubnetGroup": subnetGroup(),
  "aws:efs/mountTarget:MountTarget": mountTarget("aws:efs/fileSystem:FileSystem"),
  "aws:s3/filesMountTarget:FilesMountTarget": mountTarget("aws:s3/filesFileSystem:FilesFileSystem"),
  "aws:fsx/lustreFileSystem:LustreFileSystem": inSubnets("file system", "securityGroupIds", "subnetIds"),
  "aws:fsx/ontapFileSystem:OntapFileSystem": inSubnets("file system", "securityGroupIds", "subnetIds"),
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": inSubnets("file system", "securityGroupIds", "subnetIds"),
  "aws:fsx/windowsFileSystem:WindowsFileSystem": inSubnets("file system", "securityGroupIds", "subnetIds"),
  "aws:fsx/fileCache:FileCache": inSubnets("file cache", "securityGroupIds", "subnetIds"),
};
