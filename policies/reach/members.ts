import { DEFAULT_GROUP, DEFAULT_VPC, GROUP, VPC } from "../aws/default-groups";
import { namedGroups } from "../aws/named-groups";
import { vpcDwellers } from "../aws/vpc-dwellers";
import { followOne } from "../graph/follow";
import { read } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { perStack, type Stack } from "../graph/stack";
import { familyOf, haveCommon, isEverywhere, isWithin, type Family } from "./addresses";
import { groupsAt, type NamedGroup } from "./groups";

/** What stands behind security groups: instances by their launch template, load balancers, stores, functions. */
export interface Member {
  readonly resource: PlainResource;
  /** How a person calls its kind. */
  readonly what: string;
  readonly groups: readonly NamedGroup[];
  /** What is not known of its groups; none where all of them are. */
  readonly doubts: readonly string[];
}

/** Everything in a stack that names its security groups, or would have to. */
export const members = perStack((stack): readonly Member[] =>
  stack.ofType(...vpcDwellers.keys()).flatMap((resource) => {
    const dweller = vpcDwellers.get(resource.type);
    if (dweller === undefined) return [];
    const found = namedGroups(stack, resource, dweller);
    const { what } = dweller;
    switch (found.state) {
      case "not asked":
        return [];
      case "missing":
        return [{ resource, what, groups: [], doubts: ["it names no security group, and gets its VPC's default one"] }];
      case "undecided":
        return [{ resource, what, groups: [], doubts: [`it may need security groups, by its ${found.at}`] }];
      case "named": {
        const named = found.leaves.map((leaf) => groupsAt(stack, resource, leaf));
        const doubts = named.some(({ hasMore }) => hasMore) ? ["it has security groups that are not known yet"] : [];
        return [{ resource, what, groups: named.flatMap(({ groups }) => groups), doubts }];
      }
    }
  }),
);

/** Whether a member has an address in a range. */
export type Standing = "in" | "perhaps" | "out";

/** Goes by the addresses of the VPC: those of a subnet are a part of them, so a part of the VPC's may be the member's. */
export function standingOf(stack: Stack, { groups }: Member, range: string): Standing {
  if (isEverywhere(range)) return "in";
  const blocks = groups.map(({ key }) => blocksOfVpc(stack, key, familyOf(range)));
  const known = blocks.flatMap((block) => block ?? []);
  if (blocks.length > 0 && known.length > 0 && known.every((block) => isWithin(block, range))) return "in";
  const isKnown = blocks.every((block) => block !== undefined);
  return isKnown && !known.some((block) => haveCommon(block, range)) ? "out" : "perhaps";
}

/** Whether all of a range lies in VPCs of this stack, so that it leads to nobody outside. */
export const isOurs = (stack: Stack, range: string): boolean =>
  stack
    .ofType(VPC, DEFAULT_VPC)
    .some((vpc) => blocksOf(stack, vpc, familyOf(range))?.some((block) => isWithin(range, block)));

/** The addresses of the VPC that a group is in; undefined where they are not known. */
function blocksOfVpc(stack: Stack, key: string, family: Family | undefined): readonly string[] | undefined {
  const group = stack.get(key);
  if (group === undefined || ![GROUP, DEFAULT_GROUP].includes(group.type)) return undefined;
  const leaf = { at: "vpcId", reading: read(group, "vpcId") };
  const [vpc] = followOne(stack, group, leaf, [VPC, DEFAULT_VPC]).certain;
  return vpc && blocksOf(stack, vpc, family);
}

const furtherBlocks = [
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
];

function blocksOf(stack: Stack, vpc: PlainResource, family: Family | undefined): readonly string[] | undefined {
  if (stack.ofType(...furtherBlocks).length > 0) return undefined;
  const ipv6 = family === "ipv6";
  const block = read(vpc, ipv6 ? "ipv6CidrBlock" : "cidrBlock");
  if (block.state === "known" && typeof block.value === "string" && block.value !== "") return [block.value];
  // Its IPv6 block is AWS's to choose, so that nobody gave one where it will have one.
  const hasNone = ipv6 && read(vpc, "assignGeneratedIpv6CidrBlock").state === "absent" && block.state === "absent";
  return hasNone ? [] : undefined;
}
