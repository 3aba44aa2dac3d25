import { followOne, type Followed } from "../graph/follow";
import { read, type Leaf } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import { file, perStack, type Stack } from "../graph/stack";
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
  if (own !== undefined) return worstOf(own.map((tables) => judgeTables(stack, subnet, tables)));
  const perhaps = stray.find((one) => mayMean(one, subnet));
  if (perhaps !== undefined) {
    return {
      state: "unknown",
      path: [label(perhaps.by), label(subnet)],
      unknown: "it is not known yet whether this association gives the subnet its route table.",
      until: "This can be told once the subnets exist.",
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
      unknown: `the subnet has no route table of its own, and the main one of its VPC is ${
        needs.length > 0 && !isDefault ? "not known yet" : "outside this stack"
      }.`,
      until: "Associate the subnet with a route table of this stack.",
      needs: needs.length > 0 ? needs : [`${subnet.urn}#vpcId`, ...oneOf.map(({ urn }) => urn)],
    };
  }
  const { byVpc, stray } = mainTables(stack);
  const main = byVpc.get(vpc.urn);
  if (main !== undefined) return worstOf(main.map((tables) => judgeTables(stack, subnet, tables)));
  const perhaps = stray.find((one) => mayMean(one, vpc));
  if (perhaps !== undefined) {
    return {
      state: "unknown",
      path: [label(perhaps.by), label(vpc), label(subnet)],
      unknown: `the subnet uses the main route table of its VPC, and it is not known yet whether ${label(perhaps.by)} sets that.`,
      until: "This can be told once the VPC exists.",
      needs: perhaps.needs,
    };
  }
  // Once AWS has answered, it may be another than the first: made the main one where this stack does not see it.
  if (hasOtherMainTable(vpc)) return judgeTables(stack, subnet, followTable(stack, vpc, "mainRouteTableId"));
  const first = { key: vpc.urn, resource: vpc };
  const born: Tables = { certain: [first], oneOf: [], outside: [], needs: [], hasMore: false };
  const verdict = judgeTables(stack, subnet, born);
  // AWS gives a new VPC's first table the local route only. That of the default VPC leads to the internet, unless
  // someone changed it, and the stack sees it only if it has taken the table over.
  if (vpc.type === VPC || verdict.state !== "closed" || takenOver(stack).has(vpc.urn)) return verdict;
  return {
    state: "unknown",
    path: [label(vpc), label(subnet)],
    unknown: "the main route table of the account's default VPC is outside this stack.",
    until: "Associate the subnet with a route table of this stack.",
    needs: [`${vpc.urn}#mainRouteTableId`],
  };
}

function judgeTables(stack: Stack, subnet: PlainResource, tables: Tables): SubnetRoutes {
  const candidates = [...tables.certain, ...tables.oneOf];
  const verdicts = candidates.map((table) => judgeTable(stack, subnet, table));
  const areAlike = tables.oneOf.length === 0 || verdicts.every(({ state }) => state === verdicts[0]?.state);
  const isSettled = areAlike && !tables.hasMore && tables.outside.length === 0 && candidates.length > 0;
  if (!isSettled) {
    const isOutside = tables.outside.length > 0;
    return {
      state: "unknown",
      path: [isOutside ? `route table ${tables.outside.join(", ")}` : "route table", label(subnet)],
      unknown: isOutside
        ? "the subnet's route table is outside this stack, so its routes cannot be seen."
        : "it is not known yet which route table the subnet has.",
      until: isOutside
        ? "Associate the subnet with a route table of this stack, or look at the routes where that one is made."
        : "This can be told once the route tables exist.",
      needs: tables.needs.length > 0 ? tables.needs : tables.outside,
    };
  }
  return worstOf(verdicts);
}

function hasOtherMainTable(vpc: PlainResource): boolean {
  const [main, first] = [read(vpc, "mainRouteTableId"), read(vpc, "defaultRouteTableId")];
  return main.state === "known" && first.state === "known" && main.value !== first.value;
}

/** AWS keeps one table per subnet and refuses or replaces a second, in no order that a stack shows: the worst counts. */
const worstOf = (verdicts: readonly SubnetRoutes[]): SubnetRoutes =>
  verdicts.find(({ state }) => state === "open") ?? verdicts.find(({ state }) => state === "unknown") ?? CLOSED;

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
    unknown: "it is not known yet where this route leads, or which table it is in.",
    until: "This can be told once its gateway and its route table exist.",
    needs: doubt.needs,
  };
}

/** What sets a route table for a subnet or a VPC, and could not be followed to one. */
interface Stray {
  readonly by: PlainResource;
  /** Absent: it may be any. */
  readonly oneOf: readonly PlainResource[] | undefined;
  readonly needs: readonly string[];
}

const strayFrom = (by: PlainResource, { oneOf, needs, hasMore }: Followed): readonly Stray[] =>
  needs.length === 0 ? [] : [{ by, oneOf: hasMore ? undefined : oneOf, needs }];

const mayMean = ({ oneOf }: Stray, target: PlainResource): boolean => oneOf?.includes(target) ?? true;

const associations = perStack((stack) => {
  const bySubnet = new Map<string, Tables[]>();
  const stray: Stray[] = [];
  for (const association of stack.ofType(ASSOCIATION)) {
    const subnets = followOne(stack, association, leafAt(association, "subnetId"), subnetTypes);
    for (const { urn } of subnets.certain) file(bySubnet, urn, followTable(stack, association, "routeTableId"));
    stray.push(...strayFrom(association, subnets));
  }
  return { bySubnet, stray };
});

/** Tables that were made the main one of a VPC. */
const mainTables = perStack((stack) => {
  const byVpc = new Map<string, Tables[]>();
  const stray: Stray[] = [];
  for (const main of stack.ofType(MAIN_ASSOCIATION)) {
    const vpcs = followOne(stack, main, leafAt(main, "vpcId"), [VPC, DEFAULT_VPC]);
    for (const { urn } of vpcs.certain) file(byVpc, urn, followTable(stack, main, "routeTableId"));
    stray.push(...strayFrom(main, vpcs));
  }
  // Taking over a VPC's first table sets its routes.
  for (const table of stack.ofType(DEFAULT_ROUTE_TABLE)) {
    if (tableOf(stack, table).key !== table.urn) continue;
    const vpcs = followOne(stack, table, leafAt(table, "defaultRouteTableId"), [VPC, DEFAULT_VPC]);
    const { found, doubts } = internetRoutes(stack, table.urn);
    if (found.length + doubts.length > 0) stray.push(...strayFrom(table, vpcs));
  }
  return { byVpc, stray };
});

const leafAt = (resource: PlainResource, at: string): Leaf => ({ at, reading: read(resource, at) });

/** VPCs whose first table the stack has taken over. */
const takenOver = perStack(
  (stack): ReadonlySet<string> => new Set(stack.ofType(DEFAULT_ROUTE_TABLE).map((table) => tableOf(stack, table).key)),
);
