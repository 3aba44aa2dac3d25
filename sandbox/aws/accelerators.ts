import {
  acceleratorBehaviour,
  badParameters,
  badSubnets,
  changesUsedParameters,
  takesSubnetFromAccelerator,
} from "./accelerator-behaviour";
import { digits, text, type Facts, type ResourceModel } from "./model";

const name = ({ inputs }: Facts) => text(inputs["clusterName"]).toLowerCase();
/** DynamoDB developer guide, "DAX encryption in transit": TLS has a port of its own. */
const port = ({ inputs }: Facts) => (inputs["clusterEndpointEncryptionType"] === "TLS" ? 9111 : 8111);
const domain = ({ accountId, region }: Facts) =>
  `${digits(`${accountId} ${region} dax`, 6)}.dax-clusters.${region}.amazonaws.com`;
const address = (facts: Facts) => `${name(facts)}.${domain(facts)}`;

const nodes = (facts: Facts) =>
  Array.from({ length: Number(text(facts.inputs["replicationFactor"])) }, (_none, place) => {
    const id = `${name(facts)}-${String.fromCharCode("a".charCodeAt(0) + place)}`;
    const zone = `${facts.region}${["a", "b", "c"][place % 3] ?? "a"}`;
    return { id, address: `${id}.nodes.${domain(facts)}`, availabilityZone: zone, port: port(facts) };
  });

const cluster: ResourceModel = {
  ...acceleratorBehaviour,
  // terraform-provider-aws internal/service/dax/cluster.go
  replaces: [
    ...["availabilityZones", "clusterEndpointEncryptionType", "clusterName", "iamRoleArn", "nodeType"],
    ...["serverSideEncryption", "subnetGroupName"],
  ],
  // DiffSuppressFunc: an encryption that is no longer asked for stays.
  suppresses: (before, after) =>
    before["serverSideEncryption"] !== undefined && after["serverSideEncryption"] === undefined
      ? ["serverSideEncryption"]
      : [],
  refersTo: {
    iamRoleArn: "aws:iam/role:Role",
    notificationTopicArn: "aws:sns/topic:Topic",
    parameterGroupName: "aws:dax/parameterGroup:ParameterGroup",
    securityGroupIds: "aws:ec2/securityGroup:SecurityGroup",
    subnetGroupName: "aws:dax/subnetGroup:SubnetGroup",
  },
  id: ({ inputs }) => text(inputs["clusterName"]).toLowerCase(),
  tagged: true,
  defaults: { clusterEndpointEncryptionType: "NONE" },
  sets: ["availabilityZones", "securityGroupIds"],
  computed: {
    arn: (facts) => facts.arn("dax", `cache/${name(facts)}`),
    clusterAddress: address,
    configurationEndpoint: (facts) => `${address(facts)}:${String(port(facts))}`,
    maintenanceWindow: () => "sun:03:00-sun:04:00",
    nodes,
    parameterGroupName: () => "default.dax1.0",
    port,
    securityGroupIds: ({ find, inputs, digits: own }) => {
      const vpc = find(find(inputs["subnetGroupName"])?.["vpcId"]);
      return [vpc?.["defaultSecurityGroupId"] ?? `sg-0${own(16, "default")}`];
    },
    subnetGroupName: () => "default",
  },
};

/** DAX keeps these names in lower case, as it keeps a cluster's. */
const generatedName = { argument: "name", maxLength: 255, lowerCase: true };

const subnetGroup: ResourceModel = {
  required: ["subnetIds"],
  names: [{ argument: "name", pattern: /^.{1,255}$/, allowed: "1 to 255 characters" }],
  // terraform-provider-aws internal/service/dax/subnet_group.go
  replaces: ["name"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `SubnetGroupAlreadyExistsFault: Subnet group ${text(name)} already exists.`,
    },
  ],
  refuses: (attempt) => badSubnets(attempt) ?? takesSubnetFromAccelerator(attempt),
  missing: (id) => `SubnetGroupNotFoundFault: Subnet group ${id} not found.`,
  refersTo: { subnetIds: "aws:ec2/subnet:Subnet" },
  // To EC2 a subnet in a group is unused as long as no cluster is in it.
  loose: ["subnetIds"],
  whileUsed: ({ id }) => `SubnetGroupInUseFault: The subnet group ${id} is currently in use.`,
  id: ({ inputs }) => text(inputs["name"]),
  generatedName,
  sets: ["subnetIds"],
  computed: {
    vpcId: ({ find, inputs, digits: own }) => {
      const [first = null] = Array.isArray(inputs["subnetIds"]) ? inputs["subnetIds"] : [];
      return find(first)?.["vpcId"] ?? `vpc-0${own(16, "vpc")}`;
    },
  },
};

const parameterGroup: ResourceModel = {
  names: [{ argument: "name", pattern: /^.{1,255}$/, allowed: "1 to 255 characters" }],
  // terraform-provider-aws internal/service/dax/parameter_group.go
  replaces: ["description", "name"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `ParameterGroupAlreadyExistsFault: Parameter group ${text(name)} already exists.`,
    },
  ],
  refuses: (attempt) => badParameters(attempt) ?? changesUsedParameters(attempt),
  missing: (id) => `ParameterGroupNotFoundFault: Parameter group ${id} not found.`,
  whileUsed: ({ id }) => `InvalidParameterGroupStateFault: The parameter group ${id} is in use.`,
  id: ({ inputs }) => text(inputs["name"]),
  generatedName,
  sets: ["parameters"],
  computed: {
    // DynamoDB developer guide, "DAX and DynamoDB consistency models": five minutes, unless somebody says otherwise.
    parameters: () => [
      { name: "query-ttl-millis", value: "300000" },
      { name: "record-ttl-millis", value: "300000" },
    ],
  },
};

export const accelerators: Record<string, ResourceModel> = {
  "aws:dax/cluster:Cluster": cluster,
  "aws:dax/parameterGroup:ParameterGroup": parameterGroup,
  "aws:dax/subnetGroup:SubnetGroup": subnetGroup,
};
