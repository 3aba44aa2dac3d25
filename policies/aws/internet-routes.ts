import { followOne } from "../graph/follow";
import { dependenciesOf, propertyOf, read, readEach, type Leaf } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { isList, isRecord, isUnknown, own } from "../graph/value";
import { DEFAULT_ROUTE_TABLE, followTable, ROUTE_TABLE, tableOf } from "./route-tables";

export const ROUTE = "aws:ec2/route:Route";
export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const GATEWAY_ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";

/** Beside internet gateways, the only thing in a stack that a `gatewayId` can name. */
const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";

/** What else a route can lead to: none of these lets the internet in. */
const otherTargets: ReadonlySet<string> = new Set([
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  VPN_GATEWAY,
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  "aws:ec2/networkInterface:NetworkInterface",
  "aws:ec2/carrierGateway:CarrierGateway",
  "aws:ec2/managedPrefixList:ManagedPrefixList",
]);

/** What is known of a table's routes. */
export interface InternetRoutes {
  /** From the gateway to the route, as a person says it. */
  readonly found: readonly (readonly string[])[];
  /** Routes whose target, or table, is not known yet. */
  readonly doubts: readonly { readonly path: readonly string[]; readonly needs: readonly string[] }[];
}

type Target =
  | { readonly leads: "to the internet"; readonly by: string }
  | { readonly leads: "elsewhere" }
  | { readonly leads: "nobody knows"; readonly needs: readonly string[] };

const ELSEWHERE: Target = { leads: "elsewhere" };

/** Routes to an internet gateway in the table with this key, whichever way they are written. */
export function internetRoutes(stack: Stack, key: string): InternetRoutes {
  const { byTable, stray } = allRoutes(stack);
  const { found = [], doubts = [] } = byTable.get(key) ?? {};
  return { found, doubts: [...doubts, ...stray] };
}

interface Collected {
  readonly found: string[][];
  readonly doubts: { path: string[]; needs: readonly string[] }[];
}

const allRoutes = perStack((stack) => {
  const byTable = new Map<string, Collected>();
  const stray: Collected["doubts"] = [];
  const at = (key: string): Collected => {
    const entry = byTable.get(key) ?? { found: [], doubts: [] };
    byTable.set(key, entry);
    return entry;
  };
  for (const route of stack.ofType(ROUTE)) {
    const target = targetOf(stack, route, { at: "gatewayId", reading: read(route, "gatewayId") });
    if (target.leads === "elsewhere") continue;
    const path = target.leads === "to the internet" ? [target.by, label(route)] : [label(route)];
    const tables = followTable(stack, route, "routeTableId");
    for (const { key } of tables.certain) {
      if (target.leads === "to the internet") at(key).found.push(path);
      else at(key).doubts.push({ path, needs: target.needs });
    }
    for (const { key } of tables.oneOf) at(key).doubts.push({ path, needs: tables.needs });
    // It may stand in any table there is.
    if (tables.hasMore) stray.push({ path, needs: tables.needs });
  }
  for (const table of stack.ofType(ROUTE_TABLE, DEFAULT_ROUTE_TABLE)) {
    const { key } = tableOf(stack, table);
    for (const target of inlineTargets(stack, table)) {
      if (target.leads === "to the internet") at(key).found.push([target.by, "inline route"]);
      if (target.leads === "nobody knows") at(key).doubts.push({ path: ["inline route"], needs: target.needs });
    }
  }
  return { byTable, stray };
});

function inlineTargets(stack: Stack, table: PlainResource): readonly Target[] {
  const whole = read(table, "routes");
  if (whole.state !== "known") return [targetOf(stack, table, { at: "routes", reading: whole })];
  const { value } = whole;
  if (!isList(value)) return [];
  const known = readEach(table, "routes[].gatewayId").filter(({ reading }) => reading.state === "known");
  const targets = known.map((leaf) => targetOf(stack, table, leaf));
  const unknownRoutes = value.filter(isUnknown).length;
  const unknownGateways = value.filter((route) => isRecord(route) && isUnknown(own(route, "gatewayId"))).length;
  if (unknownRoutes + unknownGateways === 0) return targets;
  // A set merges the dependencies of all its routes, so one that is open stands for every one.
  const urns = dependenciesOf(table, "routes") ?? [];
  const needs = urns.length > 0 ? urns : [`${table.urn}#routes`];
  const open = targetOf(stack, table, { at: "routes", reading: { state: "unknown", needs } });
  if (open.leads !== "elsewhere") return [...targets, open];
  // What stands behind the other routes, such as a NAT gateway, says nothing of where a gatewayId comes from.
  const vpns = urns.filter((urn) => stack.get(urn)?.type === VPN_GATEWAY).length;
  const isSeen = unknownGateways <= vpns && unknownGateways + unknownRoutes <= urns.length;
  return [...targets, isSeen ? ELSEWHERE : { leads: "nobody knows", needs }];
}

function targetOf(stack: Stack, resource: PlainResource, leaf: Leaf): Target {
  const { reading } = leaf;
  if (reading.state === "absent") return ELSEWHERE;
  const gateways = followOne(stack, resource, leaf, [INTERNET_GATEWAY, GATEWAY_ATTACHMENT]);
  const gateway = gateways.certain[0] ?? (gateways.hasMore ? undefined : gateways.oneOf[0]);
  if (gateway !== undefined) return { leads: "to the internet", by: label(gateway) };
  if (reading.state === "known") {
    // The id tells the kind, also of a gateway outside the stack.
    const id = reading.value;
    const isInternet = typeof id === "string" && id.startsWith("igw-");
    return isInternet ? { leads: "to the internet", by: `internet gateway ${id}` } : ELSEWHERE;
  }
  const urns = dependenciesOf(resource, propertyOf(leaf.at)) ?? [];
  const isElsewhere = urns.length > 0 && urns.every((urn) => otherTargets.has(stack.get(urn)?.type ?? ""));
  return isElsewhere ? ELSEWHERE : { leads: "nobody knows", needs: reading.needs };
}
