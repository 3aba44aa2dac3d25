import { isObject, type Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { liesInTwoNetworks, takesSubnetFromCache } from "./cache-subnets";
import { takesSubnetFromDatabase } from "./database-subnets";
import { keyOrAlias } from "./keys";
import { ec2Id, text, uuid, type Facts, type ResourceModel } from "./model";
import { zoneId } from "./network";
import { notFound } from "./not-found";

/** The VPC of the first subnet that a list names. */
const vpcOfSubnets = ({ find, inputs, digits }: Facts) => {
  const subnets = inputs["subnetIds"];
  const first = Array.isArray(subnets) ? subnets[0] : undefined;
  return find(first)?.["vpcId"] ?? `vpc-0${digits(16, "vpc")}`;
};

/** The zone of the subnet that is named, or the region's first one for a subnet that the sandbox has not seen made. */
const zoneOfSubnet = ({ find, inputs, region }: Facts) =>
  text(find(inputs["subnetId"])?.["availabilityZone"]) || `${region}a`;

/** RDS wants to be able to fail over from the first day (RDS user guide, "Working with DB subnet groups"). */
function coversTooFewZones({ inputs, find }: Attempt): Refusal {
  const subnets = Array.isArray(inputs["subnetIds"]) ? inputs["subnetIds"] : [];
  const zones = [...new Set(subnets.map((id) => text(find(id)?.properties["availabilityZone"])))].sort();
  if (zones.length > 1) return undefined;
  return (
    `DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. ` +
    `Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`
  );
}

const databaseSubnetGroup: ResourceModel = {
  required: ["subnetIds"],
  names: [
    {
      argument: "name",
      pattern: /^(?!default$)[a-z0-9 ._-]{1,255}$/,
      allowed: 'up to 255 lower-case letters, digits, spaces and ._-, and not "default"',
    },
  ],
  // terraform-provider-aws internal/service/rds/subnet_group.go
  replaces: ["name", "namePrefix"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `DBSubnetGroupAlreadyExists: The DB subnet group '${text(name)}' already exists.`,
    },
  ],
  refuses: (attempt) => coversTooFewZones(attempt) ?? takesSubnetFromDatabase(attempt),
  missing: (name) => `DBSubnetGroupNotFoundFault: DB subnet group '${name}' does not exist.`,
  refersTo: { subnetIds: "aws:ec2/subnet:Subnet" },
  // To EC2 a subnet in a group is unused as long as no database is in it.
  loose: ["subnetIds"],
  whileUsed: ({ id }) =>
    `InvalidDBSubnetGroupStateFault: Cannot delete the subnet group '${id}' because at least one database instance ` +
    `is still using it.`,
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  // RDS and ElastiCache keep these names in lower case.
  generatedName: { argument: "name", maxLength: 255, lowerCase: true },
  defaults: { description: "Managed by Pulumi" },
  sets: ["subnetIds", "supportedNetworkTypes"],
  computed: {
    arn: ({ arn, inputs }) => arn("rds", `subgrp:${text(inputs["name"])}`),
    namePrefix: () => "",
    supportedNetworkTypes: () => ["IPV4"],
    vpcId: vpcOfSubnets,
  },
};

const cacheSubnetGroup: ResourceModel = {
  required: ["subnetIds"],
  names: [
    {
      argument: "name",
      pattern: /^(?!default$)[a-z0-9-]{1,255}$/,
      allowed: 'up to 255 lower-case letters, digits and hyphens, and not "default"',
    },
  ],
  // terraform-provider-aws internal/service/elasticache/subnet_group.go
  replaces: ["name"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `CacheSubnetGroupAlreadyExists: Cache subnet group ${text(name)} already exists.`,
    },
  ],
  refersTo: { subnetIds: "aws:ec2/subnet:Subnet" },
  refuses: (attempt) => liesInTwoNetworks(attempt) ?? takesSubnetFromCache(attempt),
  missing: (name) => `CacheSubnetGroupNotFoundFault: Cache Subnet Group ${name} does not exist.`,
  loose: ["subnetIds"],
  whileUsed: ({ id }) => `CacheSubnetGroupInUse: Cache subnet group ${id} is currently in use by a cache cluster.`,
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  // RDS and ElastiCache keep these names in lower case.
  generatedName: { argument: "name", maxLength: 255, lowerCase: true },
  defaults: { description: "Managed by Pulumi" },
  sets: ["subnetIds"],
  computed: {
    arn: ({ arn, inputs }) => arn("elasticache", `subnetgroup:${text(inputs["name"])}`),
    vpcId: vpcOfSubnets,
  },
};

const fileSystem: ResourceModel = {
  holdsData: true,
  // terraform-provider-aws internal/service/efs/file_system.go
  replaces: ["availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode"],
  refuses: ({ inputs }) =>
    text(inputs["kmsKeyId"]) !== "" && inputs["encrypted"] !== true
      ? "encrypted must be set to true when kms_key_id is specified"
      : undefined,
  unique: [
    {
      properties: ["creationToken"],
      refusal: ({ creationToken }) =>
        `FileSystemAlreadyExists: File system already exists with creation token '${text(creationToken)}'`,
    },
  ],
  refersTo: { kmsKeyId: keyOrAlias },
  missing: notFound.fs,
  whileUsed: ({ id }) => `FileSystemInUse: the file system '${id}' has mount targets`,
  id: ec2Id("fs"),
  tagged: true,
  computed: {
    arn: ({ arn, id }) => arn("elasticfilesystem", `file-system/${id}`),
    availabilityZoneId: () => "",
    availabilityZoneName: () => "",
    creationToken: ({ name, digits }) => `${name}-${digits(7, "token")}`,
    dnsName: ({ id, region }) => `${id}.efs.${region}.amazonaws.com`,
    encrypted: () => false,
    // Whoever encrypts and names no key gets the account's own one for EFS.
    kmsKeyId: ({ arn, inputs, digits }) =>
      inputs["encrypted"] === true ? arn("kms", `key/${uuid(digits(32, "key"))}`) : "",
    name: ({ inputs }) => (isObject(inputs["tags"]) ? text(inputs["tags"]["Name"]) : ""),
    numberOfMountTargets: () => 0,
    ownerId: ({ accountId }) => accountId,
    performanceMode: () => "generalPurpose",
    protection: () => ({ replicationOverwrite: "ENABLED" }),
    sizeInBytes: () => [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
  },
};

const mountTarget: ResourceModel = {
  required: ["fileSystemId", "subnetId"],
  // terraform-provider-aws internal/service/efs/mount_target.go
  replaces: ["fileSystemId", "subnetId", "ipAddress", "ipAddressType", "ipv6Address"],
  // The Pulumi provider's own setting, since there can only be one in a zone.
  deleteBeforeReplace: true,
  unique: [
    {
      properties: ["fileSystemId", "availabilityZoneName"],
      refusal: () => "MountTargetConflict: mount target already exists in this AZ",
    },
  ],
  refersTo: {
    fileSystemId: "aws:efs/fileSystem:FileSystem",
    securityGroups: "aws:ec2/securityGroup:SecurityGroup",
    subnetId: "aws:ec2/subnet:Subnet",
  },
  brings: { networkInterfaceId: "aws:ec2/networkInterface:NetworkInterface" },
  refuses: ({ inputs, find, others }) => {
    const network = (properties: Properties) => text(find(properties["subnetId"])?.properties["vpcId"]);
    const targets = others("aws:efs/mountTarget:MountTarget").map(({ properties }) => properties);
    const siblings = targets.filter(({ fileSystemId }) => fileSystemId === inputs["fileSystemId"]);
    return siblings.some((sibling) => network(sibling) !== network(inputs))
      ? "MountTargetConflict: requested subnet for new mount target is not in the same VPC as existing mount targets"
      : undefined;
  },
  id: ec2Id("fsmt"),
  sets: ["securityGroups"],
  computed: {
    availabilityZoneId: (facts) => zoneId(zoneOfSubnet(facts)),
    availabilityZoneName: zoneOfSubnet,
    dnsName: ({ inputs, region }) => `${text(inputs["fileSystemId"])}.efs.${region}.amazonaws.com`,
    fileSystemArn: ({ arn, inputs }) => arn("elasticfilesystem", `file-system/${text(inputs["fileSystemId"])}`),
    ipAddress: ({ digits }) => `10.0.${parseInt(digits(2), 16)}.10`,
    ipAddressType: () => "IPV4_ONLY",
    ipv6Address: () => "",
    mountTargetDnsName: (facts) =>
      `${zoneOfSubnet(facts)}.${text(facts.inputs["fileSystemId"])}.efs.${facts.region}.amazonaws.com`,
    networkInterfaceId: ({ digits }) => `eni-0${digits(16, "eni")}`,
    ownerId: ({ accountId }) => accountId,
    // Who names no group gets the VPC's default one (EFS user guide, "Creating mount targets").
    securityGroups: ({ find, inputs, digits }) => {
      const vpc = find(find(inputs["subnetId"])?.["vpcId"]);
      return [vpc?.["defaultSecurityGroupId"] ?? `sg-0${digits(16, "default")}`];
    },
  },
};

export const stores: Record<string, ResourceModel> = {
  "aws:efs/fileSystem:FileSystem": fileSystem,
  "aws:efs/mountTarget:MountTarget": mountTarget,
  "aws:elasticache/subnetGroup:SubnetGroup": cacheSubnetGroup,
  "aws:rds/subnetGroup:SubnetGroup": databaseSubnetGroup,
};
