import { isObject } from "../values";
import { ec2Id, text, uuid, type Facts, type ResourceModel } from "./model";
import { zoneId } from "./network";

/** The VPC of the first subnet that a list names. */
const vpcOfSubnets = ({ find, inputs, digits }: Facts) => {
  const subnets = inputs["subnetIds"];
  const first = Array.isArray(subnets) ? subnets[0] : undefined;
  return find(first)?.["vpcId"] ?? `vpc-0${digits(16, "vpc")}`;
};

/** The zone of the subnet that is named, or the region's first one for a subnet that the sandbox has not seen made. */
const zoneOfSubnet = ({ find, inputs, region }: Facts) =>
  text(find(inputs["subnetId"])?.["availabilityZone"]) || `${region}a`;

const databaseSubnetGroup: ResourceModel = {
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
