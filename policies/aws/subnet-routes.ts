import { followOne } from "../graph/follow";
import { read } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { DEFAULT_VPC, VPC } from "./default-groups";
import { internetRoutes } from "./internet-routes";
import { DEFAULT_ROUTE_TABLE, followTable, MAIN_ASSOCIATION, tableOf, type Table, type Tables } from "./route-tables";

const SUBNET = "aws:ec2/subnet:Subnet";
const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
export const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const subnetTypes = [SUBNET, DEFAULT_SUBNET] as const;

/** Whether a subnet has a route to an internet gateway. */
export type SubnetRoutes =
  | { readonly state: "closed" }
  /** From the gateway to the subnet. */
  | { readonly state: "open"; readonly path: readonly string[] }
  | {
      readonly state: "unknown";
      readonly path: readonly string[];
      readonly unknown: string;
      readonly until: string;
      readonly needs: readonly string[];
    };

export function subnetRoutes(stack: Stack, subnet: PlainResource): SubnetRoutes {
  const memo = verdicts(stack);
  const before = memo.get(subnet);
  if (before !== undefined) return before;
  const verdict = judgeSubnet(stack, subnet);
  memo.set(subnet, verdict);
  return verdict;
}

const verdicts = perStack(() => new Map<PlainResource, SubnetRoutes>());

function judgeSubnet(stack: Stack, subnet: PlainResource): SubnetRoutes {
  const { bySubnet, stray } = associations(stack);
  const own = bySubnet.get(subnet.urn);
  if (own !== undefined) return judgeTables(stack, subnet, own);
  const [perhaps] = stray.filter(({ oneOf }) => oneOf === undefined || oneOf.includes(subnet));
  if (perhaps !== undefined) {
    return {
      state: "unknown",
      path: [label(perhaps.association), label(subnet)],
      unknown: "which route table this subnet has is not known yet",
      until: "it will be once the subnets exist",
      needs: perhaps.needs,
    };
  }
  return judgeMainTable(stack, subnet);
}

/** A subnet without an association uses the main table of its VPC. */
function judgeMainTable(stack: Stack, subnet: PlainResource): SubnetRoutes {
  const reading = read(subnet, "vpcId");
  const { certain, oneOf, needs } = followOne(stack, subnet, { at: "vpcId", reading }, [VPC, DEFAULT_VPC]);
  const vpc = certain[0];
  if (vpc === undefined) {
    const isDefault = subnet.type === DEFAULT_SUBNET;
    return {
      state: "unknown",
      path: [label(subnet)],
      unknown: `it has no route table of its own, and the main one of its VPC is ${
        needs.length > 0 && !isDefault ? "not known yet" : "outside this stack"
      }`,
      until: "associate it with a route table of this stack",
      needs: needs.length > 0 ? needs : [`${subnet.urn}#vpcId`, ...oneOf.map(({ urn }) => urn)],
    };
  }
  const main = mainTables(stack).get(vpc.urn);
  if (main !== undefined) return judgeTables(stack, subnet, main);
  const born: Tables = { certain: [{ key: vpc.urn, resource: vpc }], oneOf: [], outside: [], needs: [] };
  const verdict = judgeTables(stack, subnet, born);
  // AWS gives a new VPC's first table the local route only. That of the default VPC leads to the internet, unless
  // someone changed it, and the stack sees it only if it has taken the table over.
  if (vpc.type === VPC || verdict.state !== "closed" || takenOver(stack).has(vpc.urn)) return verdict;
  return {
    state: "unknown",
    path: [label(vpc), label(subnet)],
    unknown: "the main route table of the account's default VPC is outside this stack",
    until: "associate the subnet with a route table of this stack",
    needs: [`${vpc.urn}#mainRouteTableId`],
  };
}

function judgeTables(stack: Stack, subnet: PlainResource, tables: Tables): SubnetRoutes {
  const candidates = [...tables.certain, ...tables.oneOf];
  const verdicts = candidates.map((table) => judgeTable(stack, subnet, table));
  const isSettled = tables.oneOf.length === 0 || verdicts.every(({ state }) => state === verdicts[0]?.state);
  if (tables.outside.length > 0 || candidates.length === 0 || !isSettled) {
    const isOutside = tables.outside.length > 0;
    return {
      state: "unknown",
      path: [isOutside ? `route table ${tables.outside.join(", ")}` : "route table", label(subnet)],
      unknown: isOutside ? "its route table is outside this stack" : "which route table it has is not known yet",
      until: isOutside ? "give it a route table of this stack" : "it will be once the route tables exist",
      needs: tables.needs.length > 0 ? tables.needs : tables.outside,
    };
  }
  return verdicts.find(({ state }) => state === "open") ?? verdicts.find(({ state }) => state === "unknown") ?? CLOSED;
}

const CLOSED: SubnetRoutes = { state: "closed" };

function judgeTable(stack: Stack, subnet: PlainResource, { key, resource }: Table): SubnetRoutes {
  const { found, doubts } = internetRoutes(stack, key);
  const isBorn = resource.type === VPC || resource.type === DEFAULT_VPC;
  const rest = [isBorn ? `main route table of ${label(resource)}` : label(resource), label(subnet)];
  const [route] = found;
  if (route !== undefined) return { state: "open", path: [...route, ...rest] };
  const [doubt] = doubts;
  if (doubt === undefined) return CLOSED;
  return {
    state: "unknown",
    path: [...doubt.path, ...rest],
    unknown: "where this route leads, or which table it is in, is not known yet",
    until: "it will be once its gateway and its route table exist",
    needs: doubt.needs,
  };
}

/** Associations that could not be followed to one subnet. */
interface Stray {
  readonly association: PlainResource;
  /** Absent: it may be any. */
  readonly oneOf: readonly PlainResource[] | undefined;
  readonly needs: readonly string[];
}

const associations = perStack((stack) => {
  const bySubnet = new Map<string, Tables>();
  const stray: Stray[] = [];
  for (const association of stack.ofType(ASSOCIATION)) {
    const reading = read(association, "subnetId");
    const { certain, oneOf, needs } = followOne(stack, association, { at: "subnetId", reading }, subnetTypes);
    for (const { urn } of certain) bySubnet.set(urn, followTable(stack, association, "routeTableId"));
    if (needs.length > 0) stray.push({ association, oneOf: oneOf.length > 0 ? oneOf : undefined, needs });
  }
  return { bySubnet, stray };
});

/** Tables that were made the main one of a VPC. */
const mainTables = perStack((stack): ReadonlyMap<string, Tables> => {
  const byVpc = new Map<string, Tables>();
  for (const main of stack.ofType(MAIN_ASSOCIATION)) {
    const { certain } = followOne(stack, main, { at: "vpcId", reading: read(main, "vpcId") }, [VPC, DEFAULT_VPC]);
    for (const { urn } of certain) byVpc.set(urn, followTable(stack, main, "routeTableId"));
  }
  return byVpc;
});

/** VPCs whose first table the stack has taken over. */
const takenOver = perStack(
  (stack): ReadonlySet<string> => new Set(stack.ofType(DEFAULT_ROUTE_TABLE).map((table) => tableOf(stack, table).key)),
);
