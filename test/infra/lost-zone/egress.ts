import { ASSOCIATION, subnetRoutes } from "../../../policies/aws/subnet-routes";
import { ROUTE_TABLE } from "../../../policies/aws/route-tables";
import { label, type PlainResource } from "../../../policies/graph/resource";
import type { Stack } from "../../../policies/graph/stack";
import { isEverywhere, familyOf, type Family } from "../../../policies/reach/addresses";
import { members } from "../../../policies/reach/members";
import { trafficRules, type Peer } from "../../../policies/reach/traffic-rules";
import { meant, SUBNET, zoneOf, type Outage } from "./outage";

const NAT = "aws:ec2/natGateway:NatGateway";

/** Ways out that a member's security groups let it take, and that a subnet no longer has. */
export function lostWaysOut(outage: Outage, member: PlainResource, subnet: PlainResource): string[] {
  const { stack, zone } = outage;
  const lost = calledBy(stack, member).filter((peer) => !hasWay(outage, subnet, peer));
  return [...new Set(lost.map(textOf))].map(
    (what) => `without ${zone}: ${label(member)} has no way to ${what} in ${zoneOf(subnet)}`,
  );
}

function textOf(peer: Peer): string {
  if (peer.kind !== "addresses") return "a service by its prefix list";
  return `the internet over ${familyOf(peer.range) === "ipv6" ? "IPv6" : "IPv4"}`;
}

/** Whom outside the network a member may call: the internet by addresses, a service by its prefix list. */
function calledBy(stack: Stack, member: PlainResource): Peer[] {
  const groups = members(stack).find(({ resource }) => resource === member)?.groups ?? [];
  const keys = groups.map(({ key }) => key);
  return trafficRules(stack)
    .filter(({ direction, on }) => direction === "egress" && on.some(({ key }) => keys.includes(key)))
    .flatMap(({ peers }) => peers)
    .filter((peer) => peer.kind === "prefix list" || (peer.kind === "addresses" && isEverywhere(peer.range)));
}

function hasWay(outage: Outage, subnet: PlainResource, peer: Peer): boolean {
  const tables = tablesOf(outage.stack, subnet);
  if (peer.kind === "addresses") return hasDefaultRoute(outage, tables, familyOf(peer.range));
  if (peer.kind !== "prefix list") return false;
  const { reading } = peer.leaf;
  return (
    hasDefaultRoute(outage, tables, "ipv4") ||
    outage.stack.ofType("aws:ec2/vpcEndpoint:VpcEndpoint").some((endpoint) => {
      const { vpcEndpointType, prefixListId } = endpoint.props;
      // Which service the list is of is known once AWS has answered.
      const isOfService =
        typeof prefixListId !== "string" || reading.state !== "known" || prefixListId === reading.value;
      const isOnTable = meant(outage.stack, endpoint, "routeTableIds", ROUTE_TABLE).some((one) => tables.includes(one));
      return vpcEndpointType === "Gateway" && isOfService && isOnTable;
    })
  );
}

const tablesOf = (stack: Stack, subnet: PlainResource): PlainResource[] =>
  stack
    .ofType(ASSOCIATION)
    .filter((association) => meant(stack, association, "subnetId", SUBNET).includes(subnet))
    .flatMap((association) => meant(stack, association, "routeTableId", ROUTE_TABLE));

/** A default route that leads to something that is still there and gets out itself. */
function hasDefaultRoute({ stack, left }: Outage, tables: PlainResource[], family: Family | undefined): boolean {
  const destination = family === "ipv6" ? "destinationIpv6CidrBlock" : "destinationCidrBlock";
  const routes = stack.ofType("aws:ec2/route:Route").filter((route) => {
    const to = route.props[destination];
    const isDefault = typeof to === "string" && isEverywhere(to);
    return isDefault && meant(stack, route, "routeTableId", ROUTE_TABLE).some((table) => tables.includes(table));
  });
  return routes.some((route) => {
    const gateways = left(meant(stack, route, "natGatewayId", NAT));
    const throughNat = gateways.some((gateway) =>
      meant(stack, gateway, "subnetId", SUBNET).every((subnet) => subnetRoutes(stack, subnet).state === "open"),
    );
    // These are the region's, not a zone's.
    const throughRegion = [
      ...meant(stack, route, "gatewayId", "aws:ec2/internetGateway:InternetGateway"),
      ...meant(stack, route, "egressOnlyGatewayId", "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"),
    ];
    return throughNat || throughRegion.length > 0;
  });
}
