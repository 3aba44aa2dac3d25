import { isObject, type Properties } from "../values";
import type { Attempt, Behaviour, Refusal } from "./behaviour";
import { text } from "./model";

/**
 * terraform-provider-aws internal/service/ec2/vpc_route_table.go. It lets every association go before it deletes a
 * table, so that AWS has no reason left to refuse.
 */
export const routeTableBehaviour: Behaviour = { required: ["vpcId"], replaces: ["vpcId"] };

const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

/** terraform-provider-aws internal/service/ec2/vpc_route.go */
export const routeBehaviour: Behaviour = {
  required: ["routeTableId"],
  replaces: ["routeTableId", ...destinations],
  choices: [
    { among: destinations },
    {
      among: [
        ...(["carrierGatewayId", "coreNetworkArn", "egressOnlyGatewayId", "gatewayId", "localGatewayId"] as const),
        ...(["natGatewayId", "networkInterfaceId", "transitGatewayId", "vpcEndpointId"] as const),
        "vpcPeeringConnectionId",
      ],
    },
  ],
  blocks: [
    { argument: "destinationCidrBlock", family: 4 },
    { argument: "destinationIpv6CidrBlock", family: 6 },
  ],
  unique: destinations.map((destination) => ({
    properties: [destination, "routeTableId"],
    refusal: (route) => `RouteAlreadyExists: The route identified by ${text(route[destination])} already exists.`,
  })),
  goesWith: ["routeTableId"],
};

/** terraform-provider-aws internal/service/ec2/vpc_route_table_association.go */
export const routeTableAssociationBehaviour: Behaviour = {
  required: ["routeTableId"],
  replaces: ["subnetId", "gatewayId"],
  choices: [{ among: ["gatewayId", "subnetId"] }],
  unique: [
    {
      properties: ["subnetId"],
      refusal: ({ routeTableId }) =>
        `Resource.AlreadyAssociated: the specified association for route table ${text(routeTableId)} conflicts with ` +
        `an existing association`,
    },
  ],
  goesWith: ["subnetId", "routeTableId"],
};

const isInterface = (endpoint: Properties) => endpoint["vpcEndpointType"] === "Interface";
const listOf = (endpoint: Properties, argument: string) => {
  const value = endpoint[argument];
  return Array.isArray(value) ? value.map(text) : [];
};

/** terraform-provider-aws internal/service/ec2/vpc_endpoint.go */
export const vpcEndpointBehaviour: Behaviour = {
  required: ["vpcId"],
  replaces: [
    ...["vpcId", "serviceName", "serviceRegion", "vpcEndpointType", "serviceNetworkArn"],
    "resourceConfigurationArn",
  ],
  // CustomizeDiff, and ForceNew within dns_options.
  replacesWhen: (before, after) => [
    ...(isInterface(after) ? [] : ["privateDnsEnabled"]),
    ...(privateDns(before) === privateDns(after) ? [] : ["dnsOptions"]),
  ],
  refuses: (attempt) =>
    isInterface(attempt.inputs) ? (twoInOneZone(attempt) ?? domainIsTaken(attempt)) : routeIsTaken(attempt),
  // VPC user guide, "Delete a route table": only its subnets hold a table back.
  loose: ["routeTableIds"],
};

function privateDns({ dnsOptions }: Properties): string {
  if (!isObject(dnsOptions ?? null)) return "";
  const { privateDnsPreference = null, privateDnsSpecifiedDomains = null } = dnsOptions as Properties;
  return JSON.stringify([privateDnsPreference, privateDnsSpecifiedDomains]);
}

/** Other endpoints of a network for the same service. */
function rivals({ inputs, others }: Attempt): Properties[] {
  return others("aws:ec2/vpcEndpoint:VpcEndpoint")
    .map(({ properties }) => properties)
    .filter(({ vpcId, serviceName }) => vpcId === inputs["vpcId"] && serviceName === inputs["serviceName"]);
}

function routeIsTaken(attempt: Attempt): Refusal {
  for (const rival of rivals(attempt)) {
    const table = listOf(rival, "routeTableIds").find((id) => listOf(attempt.inputs, "routeTableIds").includes(id));
    if (table === undefined) continue;
    const list = text(rival["prefixListId"]);
    return `RouteAlreadyExists: route table ${table} already has a route with destination-prefix-list-id ${list}`;
  }
  return undefined;
}

function domainIsTaken(attempt: Attempt): Refusal {
  const { inputs } = attempt;
  const names = (endpoint: Properties) => isInterface(endpoint) && endpoint["privateDnsEnabled"] === true;
  if (!names(inputs) || !rivals(attempt).some(names)) return undefined;
  const domain = `${text(inputs["serviceName"]).split(".").slice(3).reverse().join(".")}.${attempt.region}.amazonaws.com`;
  return (
    `InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ` +
    `${domain} in the VPC ${text(inputs["vpcId"])}`
  );
}

function twoInOneZone({ inputs, find }: Attempt): Refusal {
  const zones = new Set<string>();
  for (const id of listOf(inputs, "subnetIds")) {
    const zone = text(find(id)?.properties["availabilityZone"]);
    if (zones.has(zone)) {
      return `DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ${id}`;
    }
    zones.add(zone);
  }
  return undefined;
}
