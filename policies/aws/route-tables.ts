import { followOne } from "../graph/follow";
import { read } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { own } from "../graph/value";
import { DEFAULT_VPC, VPC } from "./default-groups";

export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const DEFAULT_ROUTE_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
export const MAIN_ASSOCIATION = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";

/** A route table: one of its own, or the one that a VPC is born with. */
export interface Table {
  /** URN of the table, or of the VPC whose first table it is. */
  readonly key: string;
  readonly resource: PlainResource;
}

/** The tables that a property means. */
export interface Tables {
  readonly certain: readonly Table[];
  readonly oneOf: readonly Table[];
  readonly outside: readonly string[];
  readonly needs: readonly string[];
  /** Whether it may be a table that this stack does not show. */
  readonly hasMore: boolean;
}

const tableTypes = [ROUTE_TABLE, DEFAULT_ROUTE_TABLE, VPC, DEFAULT_VPC] as const;

/** Follows the id of a route table. An id that comes from a VPC itself is that of its first table. */
export function followTable(stack: Stack, resource: PlainResource, property: string): Tables {
  const reading = read(resource, property);
  if (reading.state === "known" && typeof reading.value === "string") {
    const known = firstTableIds(stack).get(reading.value);
    if (known !== undefined) return { certain: [known], oneOf: [], outside: [], needs: [], hasMore: false };
  }
  const followed = followOne(stack, resource, { at: property, reading }, tableTypes);
  const asTable = (found: PlainResource): Table => tableOf(stack, found);
  return { ...followed, certain: followed.certain.map(asTable), oneOf: followed.oneOf.map(asTable) };
}

/** The table that a resource is, or that a VPC is born with. */
export function tableOf(stack: Stack, resource: PlainResource): Table {
  if (resource.type !== DEFAULT_ROUTE_TABLE) return { key: resource.urn, resource };
  // This resource makes no table: it takes over the one that its VPC has.
  const reading = read(resource, "defaultRouteTableId");
  const { certain } = followOne(stack, resource, { at: "defaultRouteTableId", reading }, [VPC, DEFAULT_VPC]);
  const known =
    reading.state === "known" && typeof reading.value === "string" ? vpcByTableId(stack, reading.value) : [];
  const vpc = certain[0] ?? known[0];
  return vpc === undefined ? { key: resource.urn, resource } : { key: vpc.urn, resource };
}

/** Once known, the ids of the tables that VPCs are born with. */
const firstTableIds = perStack((stack): ReadonlyMap<string, Table> => {
  const ids = new Map<string, Table>();
  for (const vpc of stack.ofType(VPC, DEFAULT_VPC)) {
    for (const id of tableIdsOf(vpc)) ids.set(id, { key: vpc.urn, resource: vpc });
  }
  return ids;
});

// The main table changes when another is made the main one; a table that is a resource goes by its own id.
function tableIdsOf(vpc: PlainResource): readonly string[] {
  const id = own(vpc.props, "defaultRouteTableId");
  return typeof id === "string" && id !== "" ? [id] : [];
}

const vpcByTableId = (stack: Stack, id: string): readonly PlainResource[] =>
  stack.ofType(VPC, DEFAULT_VPC).filter((vpc) => tableIdsOf(vpc).includes(id));
