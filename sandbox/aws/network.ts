import {
  egressOnlyInternetGatewayBehaviour,
  eipBehaviour,
  flowLogBehaviour,
  internetGatewayBehaviour,
  natGatewayBehaviour,
  subnetBehaviour,
  vpcBehaviour,
} from "./network-behaviour";
import { digits, ec2Id, text, type Facts, type ResourceModel } from "./model";
import {
  routeBehaviour,
  routeTableAssociationBehaviour,
  routeTableBehaviour,
  vpcEndpointBehaviour,
} from "./route-behaviour";

const owner = ({ accountId }: Facts) => accountId;
const givesIpv6 = ({ inputs }: Facts) => inputs["assignGeneratedIpv6CidrBlock"] === true;
const vpcOfSubnet = ({ find, inputs, digits }: Facts) =>
  find(inputs["subnetId"])?.["vpcId"] ?? `vpc-0${digits(16, "vpc")}`;

const vpc: ResourceModel = {
  ...vpcBehaviour,
  id: ec2Id("vpc"),
  tagged: true,
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  computed: {
    arn: ({ arn, id }) => arn("ec2", `vpc/${id}`),
    cidrBlock: () => "10.0.0.0/16",
    defaultNetworkAclId: ({ digits }) => `acl-0${digits(16, "acl")}`,
    defaultRouteTableId: ({ digits }) => `rtb-0${digits(16, "main")}`,
    defaultSecurityGroupId: ({ digits }) => `sg-0${digits(16, "default")}`,
    dhcpOptionsId: ({ digits }) => `dopt-0${digits(16, "dhcp")}`,
    enableDnsHostnames: () => false,
    enableNetworkAddressUsageMetrics: () => false,
    ipv6AssociationId: (facts) => (givesIpv6(facts) ? `vpc-cidr-assoc-0${facts.digits(16, "ipv6")}` : ""),
    // Amazon hands out a /56 of its own (VPC user guide, "IPv6 CIDR blocks").
    ipv6CidrBlock: (facts) =>
      givesIpv6(facts) ? `2600:1f18:${facts.digits(4, "ipv6")}:${facts.digits(2, "net")}00::/56` : "",
    ipv6CidrBlockNetworkBorderGroup: (facts) => (givesIpv6(facts) ? facts.region : ""),
    mainRouteTableId: ({ digits }) => `rtb-0${digits(16, "main")}`,
    ownerId: owner,
  },
};

const subnet: ResourceModel = {
  ...subnetBehaviour,
  id: ec2Id("subnet"),
  tagged: true,
  defaults: {
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsARecordOnLaunch: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    ipv6Native: false,
    mapPublicIpOnLaunch: false,
  },
  computed: {
    arn: ({ arn, id }) => arn("ec2", `subnet/${id}`),
    availabilityZone: ({ region }) => `${region}a`,
    availabilityZoneId: ({ inputs, region }) => zoneId(text(inputs["availabilityZone"]) || `${region}a`),
    cidrBlock: () => "",
    ipv6CidrBlock: () => "",
    ipv6CidrBlockAssociationId: ({ inputs, digits }) =>
      text(inputs["ipv6CidrBlock"]) === "" ? "" : `subnet-cidr-assoc-0${digits(16, "ipv6")}`,
    ownerId: owner,
    privateDnsHostnameTypeOnLaunch: () => "ip-name",
  },
};

const internetGateway: ResourceModel = {
  ...internetGatewayBehaviour,
  id: ec2Id("igw"),
  tagged: true,
  computed: { arn: ({ arn, id }) => arn("ec2", `internet-gateway/${id}`), ownerId: owner, vpcId: () => "" },
};

const egressOnlyInternetGateway: ResourceModel = {
  ...egressOnlyInternetGatewayBehaviour,
  id: ec2Id("eigw"),
  tagged: true,
  computed: {},
};

const eip: ResourceModel = {
  ...eipBehaviour,
  id: ec2Id("eipalloc"),
  tagged: true,
  computed: {
    allocationId: ({ id }) => id,
    arn: ({ arn, id }) => arn("ec2", `elastic-ip/${id}`),
    associationId: () => "",
    carrierIp: () => "",
    customerOwnedIp: () => "",
    domain: () => "vpc",
    instance: () => "",
    ipamPoolId: () => "",
    networkBorderGroup: ({ region }) => region,
    networkInterface: () => "",
    privateDns: () => "",
    privateIp: () => "",
    ptrRecord: () => "",
    publicDns: (facts) => `ec2-${publicIp(facts).replaceAll(".", "-")}.${facts.region}.compute.amazonaws.com`,
    publicIp: (facts) => publicIp(facts),
    publicIpv4Pool: () => "amazon",
  },
};

const natGateway: ResourceModel = {
  ...natGatewayBehaviour,
  id: ec2Id("nat"),
  tagged: true,
  defaults: { connectivityType: "public" },
  sets: [
    ...["secondaryAllocationIds", "secondaryPrivateIpAddresses"],
    ...["availabilityZoneAddresses", "regionalNatGatewayAddresses"],
  ],
  computed: {
    // A private gateway has no Elastic IP, and so no association with one.
    associationId: ({ digits, inputs }) =>
      inputs["connectivityType"] === "private" ? "" : `eipassoc-0${digits(16, "association")}`,
    autoProvisionZones: () => "",
    autoScalingIps: () => "",
    availabilityMode: () => "zonal",
    networkInterfaceId: ({ digits }) => `eni-0${digits(16, "eni")}`,
    privateIp: (facts) => privateIp(facts),
    publicIp: ({ find, inputs }) => find(inputs["allocationId"])?.["publicIp"] ?? "",
    regionalNatGatewayAddresses: () => [],
    regionalNatGatewayAutoMode: () => "",
    routeTableId: () => "",
    secondaryAllocationIds: () => [],
    secondaryPrivateIpAddressCount: () => 0,
    secondaryPrivateIpAddresses: () => [],
    vpcId: vpcOfSubnet,
  },
};

const routeTable: ResourceModel = {
  ...routeTableBehaviour,
  id: ec2Id("rtb"),
  tagged: true,
  sets: ["routes", "propagatingVgws"],
  computed: {
    arn: ({ arn, id }) => arn("ec2", `route-table/${id}`),
    ownerId: owner,
    propagatingVgws: () => [],
    routes: () => [],
  },
};

const route: ResourceModel = {
  ...routeBehaviour,
  // The provider's own id, a checksum of the destination: AWS has none for a route.
  id: ({ inputs, digits }) => `r-${text(inputs["routeTableId"])}${parseInt(digits(8), 16)}`,
  computed: {
    instanceId: () => "",
    instanceOwnerId: () => "",
    networkInterfaceId: () => "",
    origin: () => "CreateRoute",
    state: () => "active",
  },
};

const routeTableAssociation: ResourceModel = {
  ...routeTableAssociationBehaviour,
  id: ec2Id("rtbassoc"),
  computed: {},
};

const vpcEndpoint: ResourceModel = {
  ...vpcEndpointBehaviour,
  id: ec2Id("vpce"),
  tagged: true,
  defaults: { vpcEndpointType: "Gateway" },
  sets: ["routeTableIds", "securityGroupIds", "subnetIds", "networkInterfaceIds", "subnetConfigurations"],
  computed: {
    arn: ({ arn, id }) => arn("ec2", `vpc-endpoint/${id}`),
    cidrBlocks: () => [],
    dnsEntries: () => [],
    dnsOptions: () => ({}),
    ipAddressType: () => "ipv4",
    networkInterfaceIds: () => [],
    ownerId: owner,
    policy: () =>
      '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
    prefixListId: (facts) => (isGateway(facts) ? prefixListId(text(facts.inputs["serviceName"])) : ""),
    privateDnsEnabled: () => false,
    requesterManaged: () => false,
    routeTableIds: () => [],
    securityGroupIds: () => [],
    serviceRegion: ({ region }) => region,
    state: () => "available",
    subnetConfigurations: () => [],
    subnetIds: () => [],
  },
};

const flowLog: ResourceModel = {
  ...flowLogBehaviour,
  id: ec2Id("fl"),
  tagged: true,
  defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
  computed: {
    arn: ({ arn, id }) => arn("ec2", `vpc-flow-log/${id}`),
    logDestination: () => "",
    logFormat: () =>
      "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} " +
      "${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
  },
};

/** Prefix lists are AWS's own, the same for everybody in a region; the sandbox makes its ids of their names. */
export function prefixListId(serviceName: string): string {
  return `pl-${digits(serviceName, 8)}`;
}

/** A zone's id is the same in every account; real ones shorten the region as here (use1-az1, euw1-az2, usgw1-az1). */
export function zoneId(zone: string): string {
  const [area = "", ...words] = zone.slice(0, -1).split("-");
  const short = words.map((word) => (/^\d/.test(word) ? word : initials(word))).join("");
  return `${area}${short}-az${zone.charCodeAt(zone.length - 1) - 96}`;
}

/** n of north, ne of northeast, c of central. */
function initials(word: string): string {
  const [, first = "", second = ""] = /^(north|south)?(.*)$/.exec(word) ?? [];
  return first.charAt(0) + second.charAt(0);
}

function isGateway({ inputs }: Facts): boolean {
  return inputs["vpcEndpointType"] === "Gateway";
}

/** Of 203.0.113.0/24, which is kept for documentation and belongs to nobody. */
function publicIp({ digits }: Facts): string {
  return `203.0.113.${parseInt(digits(2, "ip"), 16)}`;
}

function privateIp({ digits }: Facts): string {
  return `10.0.${parseInt(digits(2, "third"), 16)}.${4 + (parseInt(digits(2, "fourth"), 16) % 250)}`;
}

export const network: Record<string, ResourceModel> = {
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": egressOnlyInternetGateway,
  "aws:ec2/eip:Eip": eip,
  "aws:ec2/flowLog:FlowLog": flowLog,
  "aws:ec2/internetGateway:InternetGateway": internetGateway,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/route:Route": route,
  "aws:ec2/routeTable:RouteTable": routeTable,
  "aws:ec2/routeTableAssociation:RouteTableAssociation": routeTableAssociation,
  "aws:ec2/subnet:Subnet": subnet,
  "aws:ec2/vpc:Vpc": vpc,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
};
