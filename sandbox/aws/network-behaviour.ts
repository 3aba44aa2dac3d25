import type { Properties } from "../values";
import { holdsAccelerators } from "./accelerator-behaviour";
import { dependencyViolation, type Attempt, type Behaviour, type Refusal } from "./behaviour";
import { holdsCaches } from "./cache-subnets";
import { lieWithin, overlap, prefixOf } from "./cidr";
import { holdsDatabases } from "./database-subnets";
import { text } from "./model";
import { notFound } from "./not-found";
import { zonesOf } from "./zones";

/** terraform-provider-aws internal/service/ec2/vpc_.go */
export const vpcBehaviour: Behaviour = {
  replaces: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  // resourceVPCCustomizeDiff: AWS takes a network back from dedicated to default tenancy, and does nothing else there.
  replacesWhen: (before, after) => {
    const [was, is] = [before, after].map((network) => text(network["instanceTenancy"]) || "default");
    return was === "dedicated" && is === "default" ? [] : ["instanceTenancy"];
  },
  blocks: [{ argument: "cidrBlock", family: 4, prefix: [16, 28] }],
  refuses: ({ inputs }) =>
    text(inputs["cidrBlock"]) === "" && text(inputs["ipv4IpamPoolId"]) === ""
      ? "MissingParameter: Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided."
      : undefined,
  brings: {
    defaultNetworkAclId: "aws:ec2/networkAcl:NetworkAcl",
    defaultRouteTableId: "aws:ec2/routeTable:RouteTable",
    defaultSecurityGroupId: "aws:ec2/securityGroup:SecurityGroup",
    mainRouteTableId: "aws:ec2/routeTable:RouteTable",
  },
  missing: notFound.vpc,
  whileUsed: dependencyViolation("vpc"),
};

/** terraform-provider-aws internal/service/ec2/vpc_subnet.go */
export const subnetBehaviour: Behaviour = {
  required: ["vpcId"],
  replaces: [
    ...["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "outpostArn", "ipv6Native"],
    ...["ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6IpamPoolId", "ipv6NetmaskLength"],
  ],
  // CustomizeDiff: a subnet that hands out IPv6 addresses cannot change its block.
  replacesWhen: (before) => (before["assignIpv6AddressOnCreation"] === true ? ["ipv6CidrBlock"] : []),
  blocks: [
    { argument: "cidrBlock", family: 4 },
    { argument: "ipv6CidrBlock", family: 6 },
  ],
  refersTo: { vpcId: "aws:ec2/vpc:Vpc" },
  missing: notFound.subnet,
  refuses: (attempt) =>
    badZone(attempt) ?? noBlock(attempt) ?? badBlock(attempt, "cidrBlock") ?? badBlock(attempt, "ipv6CidrBlock"),
  refusesDelete: (attempt) => holdsDatabases(attempt) ?? holdsCaches(attempt) ?? holdsAccelerators(attempt),
  whileUsed: dependencyViolation("subnet"),
};

function badZone({ inputs, region }: Attempt): Refusal {
  const zone = text(inputs["availabilityZone"]);
  const zones = zonesOf(region);
  if (zone === "" || zones.includes(zone)) return undefined;
  return (
    `InvalidParameterValue: Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be ` +
    `created in the following availability zones: ${zones.join(", ")}.`
  );
}

/** EC2 API, CreateSubnet: an IPv4 block, or in a subnet for IPv6 alone one of that; a pool of IPAM's may give either. */
function noBlock({ inputs }: Attempt): Refusal {
  const has = (argument: string) => text(inputs[argument]) !== "";
  const isNative = inputs["ipv6Native"] === true;
  const [block, pool] = isNative
    ? (["ipv6CidrBlock", "ipv6IpamPoolId"] as const)
    : (["cidrBlock", "ipv4IpamPoolId"] as const);
  return has(block) || has(pool) ? undefined : `MissingParameter: Either '${block}' or '${pool}' should be provided.`;
}

function badBlock({ inputs, find, others }: Attempt, argument: "cidrBlock" | "ipv6CidrBlock"): Refusal {
  const block = text(inputs[argument]);
  if (block === "") return undefined;
  const network = text(find(inputs["vpcId"])?.properties[argument]);
  if (!hasSubnetsLength(block, argument) || !lieWithin(block, network)) {
    return `InvalidSubnet.Range: The CIDR '${block}' is invalid.`;
  }
  const siblings = others("aws:ec2/subnet:Subnet").filter(({ properties }) => properties["vpcId"] === inputs["vpcId"]);
  const taken = siblings.some(({ properties }) => overlap(block, text(properties[argument])));
  return taken ? `InvalidSubnet.Conflict: The CIDR '${block}' conflicts with another subnet` : undefined;
}

/** VPC user guide, "Subnet sizing": /16 to /28, and for IPv6 /44 to /64 in steps of four. */
function hasSubnetsLength(block: string, argument: "cidrBlock" | "ipv6CidrBlock"): boolean {
  const prefix = prefixOf(block);
  if (argument === "cidrBlock") return prefix >= 16 && prefix <= 28;
  return prefix >= 44 && prefix <= 64 && prefix % 4 === 0;
}

/** terraform-provider-aws internal/service/ec2/vpc_internet_gateway.go: it is taken to another network in place. */
export const internetGatewayBehaviour: Behaviour = {
  replaces: [],
  refersTo: { vpcId: "aws:ec2/vpc:Vpc" },
  missing: notFound.igw,
  unique: [
    {
      properties: ["vpcId"],
      refusal: ({ vpcId }) => `InvalidParameterValue: Network ${text(vpcId)} already has an internet gateway attached`,
    },
  ],
  refuses: (attempt) => {
    const [was, is] = [attempt.now?.properties, attempt.inputs].map((gateway) => text(gateway?.["vpcId"]));
    return is === "" || is === was ? undefined : cannotDetach(attempt);
  },
  refusesDelete: cannotDetach,
};

/** Who deletes it or takes it elsewhere detaches it first, which AWS refuses while the network has public addresses. */
function cannotDetach({ now, others }: Attempt): Refusal {
  const network = text(now?.properties["vpcId"]);
  const isPublic = ({ vpcId, connectivityType }: Properties) =>
    network !== "" && vpcId === network && connectivityType !== "private";
  const busy = others("aws:ec2/natGateway:NatGateway").some(({ properties }) => isPublic(properties));
  if (!busy) return undefined;
  return (
    `DependencyViolation: Network ${network} has some mapped public address(es). ` +
    `Please unmap those public address(es) before detaching the gateway.`
  );
}

/** terraform-provider-aws internal/service/ec2/vpc_egress_only_internet_gateway.go */
export const egressOnlyInternetGatewayBehaviour: Behaviour = {
  required: ["vpcId"],
  replaces: ["vpcId"],
  refersTo: { vpcId: "aws:ec2/vpc:Vpc" },
  missing: notFound.eigw,
};

/** terraform-provider-aws internal/service/ec2/ec2_eip.go */
export const eipBehaviour: Behaviour = {
  replaces: ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  refersTo: { networkInterface: "aws:ec2/networkInterface:NetworkInterface" },
  missing: notFound.eipalloc,
  whileUsed: ({ properties }) => `InvalidIPAddress.InUse: Address ${text(properties["publicIp"])} is in use.`,
};

/** terraform-provider-aws internal/service/ec2/vpc_nat_gateway.go */
export const natGatewayBehaviour: Behaviour = {
  replaces: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "subnetId", "vpcId"],
  // resourceNATGatewayCustomizeDiff: a private gateway's number of addresses, and who finds a regional one's addresses.
  replacesWhen: (before, after) => [
    ...(after["connectivityType"] === "private" && (after["secondaryPrivateIpAddressCount"] ?? null) !== null
      ? ["secondaryPrivateIpAddressCount"]
      : []),
    ...(isRegional(after) && hasOwnAddresses(before) !== hasOwnAddresses(after) ? ["availabilityZoneAddresses"] : []),
  ],
  refersTo: {
    allocationId: "aws:ec2/eip:Eip",
    secondaryAllocationIds: "aws:ec2/eip:Eip",
    subnetId: "aws:ec2/subnet:Subnet",
    vpcId: "aws:ec2/vpc:Vpc",
  },
  brings: { networkInterfaceId: "aws:ec2/networkInterface:NetworkInterface" },
  missing: notFound.nat,
  unique: [
    {
      properties: ["allocationId"],
      refusal: ({ allocationId }) =>
        `Resource.AlreadyAssociated: Elastic IP address [${text(allocationId)}] is already associated`,
    },
  ],
  refuses: ({ inputs }) => {
    const hasAddress = text(inputs["allocationId"]) !== "";
    if (inputs["connectivityType"] === "private") {
      return hasAddress ? 'allocation_id is not supported with connectivity_type = "private"' : undefined;
    }
    if (hasAddress || isRegional(inputs)) return undefined;
    return "MissingParameter: The request must include the AllocationId parameter. Add the required parameter and retry the request.";
  },
};

/** A regional gateway finds its addresses itself, unless it is told them zone by zone. */
function isRegional(inputs: Properties): boolean {
  return inputs["availabilityMode"] === "regional";
}

function hasOwnAddresses({ availabilityZoneAddresses: addresses }: Properties): boolean {
  return Array.isArray(addresses) && addresses.length > 0;
}

/** terraform-provider-aws internal/service/ec2/vpc_flow_log.go */
export const flowLogBehaviour: Behaviour = {
  replaces: [
    ...["deliverCrossAccountRole", "destinationOptions", "eniId", "iamRoleArn", "logDestination", "logDestinationType"],
    ...["logFormat", "maxAggregationInterval", "regionalNatGatewayId", "subnetId", "tagFieldSpecifications"],
    ...["trafficType", "transitGatewayAttachmentId", "transitGatewayId", "vpcId"],
  ],
  choices: [
    {
      among: [
        ...(["eniId", "regionalNatGatewayId", "subnetId", "transitGatewayAttachmentId"] as const),
        ...(["transitGatewayId", "vpcId"] as const),
      ],
    },
  ],
  numbers: [{ argument: "maxAggregationInterval", allowed: [60, 600] }],
  unique: ["vpcId", "subnetId"].map((argument) => ({
    properties: [argument, "logDestination", "trafficType"],
    refusal: () =>
      "FlowLogAlreadyExists: Error. There is an existing Flow Log with the same configuration and log destination.",
  })),
  refersTo: {
    eniId: "aws:ec2/networkInterface:NetworkInterface",
    iamRoleArn: "aws:iam/role:Role",
    regionalNatGatewayId: "aws:ec2/natGateway:NatGateway",
    subnetId: "aws:ec2/subnet:Subnet",
    vpcId: "aws:ec2/vpc:Vpc",
  },
  goesWith: ["vpcId", "subnetId"],
};
