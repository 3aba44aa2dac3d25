import type { Properties } from "../values";
import { dependencyViolation, type Attempt, type Behaviour, type Refusal } from "./behaviour";
import { lieWithin, overlap, prefixOf } from "./cidr";
import { text } from "./model";
import { zonesOf } from "./zones";

// What replaces what is from the Terraform provider's schemas (ForceNew), which the Pulumi provider takes over.

export const vpcBehaviour: Behaviour = {
  replaces: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  refuses: ({ inputs }) => {
    const block = text(inputs["cidrBlock"]);
    // VPC user guide, "VPC CIDR blocks": between /28 and /16.
    return block === "" || isBetween(block, 16, 28) ? undefined : `InvalidVpc.Range: The CIDR '${block}' is invalid.`;
  },
  whileUsed: dependencyViolation("vpc"),
};

export const subnetBehaviour: Behaviour = {
  required: ["vpcId"],
  replaces: [
    ...["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "outpostArn", "ipv6Native"],
    ...["ipv4IpamPoolId", "ipv4NetmaskLength"],
  ],
  refuses: (attempt) => badZone(attempt) ?? badBlock(attempt, "cidrBlock") ?? badBlock(attempt, "ipv6CidrBlock"),
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

function badBlock({ inputs, find, others }: Attempt, argument: "cidrBlock" | "ipv6CidrBlock"): Refusal {
  const block = text(inputs[argument]);
  if (block === "") return undefined;
  const [shortest, longest] = argument === "cidrBlock" ? [16, 28] : [44, 64];
  const network = text(find(inputs["vpcId"])?.properties[argument]);
  if (!isBetween(block, shortest, longest) || !lieWithin(block, network)) {
    return `InvalidSubnet.Range: The CIDR '${block}' is invalid.`;
  }
  const siblings = others("aws:ec2/subnet:Subnet").filter(({ properties }) => properties["vpcId"] === inputs["vpcId"]);
  const taken = siblings.some(({ properties }) => overlap(block, text(properties[argument])));
  return taken ? `InvalidSubnet.Conflict: The CIDR '${block}' conflicts with another subnet` : undefined;
}

function isBetween(block: string, shortest: number, longest: number): boolean {
  const prefix = prefixOf(block);
  return prefix >= shortest && prefix <= longest;
}

export const internetGatewayBehaviour: Behaviour = {
  unique: [
    {
      properties: ["vpcId"],
      refusal: ({ vpcId }) => `InvalidParameterValue: Network ${text(vpcId)} already has an internet gateway attached`,
    },
  ],
  // The provider detaches it first, which AWS refuses while the network has public addresses.
  refusesDelete: ({ now, others }) => {
    const network = text(now.properties["vpcId"]);
    const isPublic = ({ vpcId, connectivityType }: Properties) =>
      network !== "" && vpcId === network && connectivityType !== "private";
    const busy = others("aws:ec2/natGateway:NatGateway").some(({ properties }) => isPublic(properties));
    if (!busy) return undefined;
    return (
      `DependencyViolation: Network ${network} has some mapped public address(es). ` +
      `Please unmap those public address(es) before detaching the gateway.`
    );
  },
};

export const egressOnlyInternetGatewayBehaviour: Behaviour = { required: ["vpcId"], replaces: ["vpcId"] };

export const eipBehaviour: Behaviour = {
  replaces: ["address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  whileUsed: ({ properties }) => `InvalidIPAddress.InUse: Address ${text(properties["publicIp"])} is in use.`,
};

export const natGatewayBehaviour: Behaviour = {
  replaces: [
    ...["allocationId", "availabilityMode", "connectivityType", "privateIp", "secondaryPrivateIpAddressCount"],
    ...["subnetId", "vpcId"],
  ],
  unique: [
    {
      properties: ["allocationId"],
      refusal: ({ allocationId }) =>
        `Resource.AlreadyAssociated: elastic IP address [${text(allocationId)}] is already associated`,
    },
  ],
  refuses: ({ inputs }) =>
    inputs["connectivityType"] === "private" || text(inputs["allocationId"]) !== "" || isRegional(inputs)
      ? undefined
      : "MissingParameter: The request must include the AllocationId parameter. Add the required parameter and retry the request.",
};

/** A regional gateway finds its addresses itself. */
function isRegional(inputs: Properties): boolean {
  return inputs["availabilityMode"] === "regional";
}

export const routeTableBehaviour: Behaviour = {
  required: ["vpcId"],
  replaces: ["vpcId"],
  whileUsed: dependencyViolation("routeTable"),
};

const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

export const routeBehaviour: Behaviour = {
  required: ["routeTableId"],
  replaces: ["routeTableId", ...destinations],
  unique: destinations.map((destination) => ({
    properties: [destination, "routeTableId"],
    refusal: (route) => `RouteAlreadyExists: The route identified by ${text(route[destination])} already exists.`,
  })),
  goesWith: ["routeTableId"],
};

export const routeTableAssociationBehaviour: Behaviour = {
  required: ["routeTableId"],
  replaces: ["subnetId", "gatewayId"],
  unique: [
    {
      properties: ["subnetId"],
      refusal: ({ routeTableId }) =>
        `Resource.AlreadyAssociated: the specified association for route table ${text(routeTableId)} conflicts with ` +
        `an existing association`,
    },
  ],
  goesWith: ["subnetId"],
};

export const vpcEndpointBehaviour: Behaviour = {
  required: ["vpcId"],
  replaces: [
    ...["vpcId", "serviceName", "serviceRegion", "vpcEndpointType", "serviceNetworkArn"],
    "resourceConfigurationArn",
  ],
  // VPC user guide, "Delete a route table": only its subnets hold a table back.
  loose: ["routeTableIds"],
};

export const flowLogBehaviour: Behaviour = {
  replaces: [
    ...["deliverCrossAccountRole", "destinationOptions", "eniId", "iamRoleArn", "logDestination", "logDestinationType"],
    ...["logFormat", "maxAggregationInterval", "regionalNatGatewayId", "subnetId", "tagFieldSpecifications"],
    ...["trafficType", "transitGatewayAttachmentId", "transitGatewayId", "vpcId"],
  ],
  goesWith: ["vpcId", "subnetId"],
};
