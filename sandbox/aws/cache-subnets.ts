import type { Attempt, Deletion, Refusal, Thing } from "./behaviour";
import { holdsSubnet, membersOf, subnetsOf, usedSubnetTaken, type Dweller, type Place } from "./group-subnets";
import { text } from "./model";

const cache: Dweller = {
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  groupType: "aws:elasticache/subnetGroup:SubnetGroup",
  groupArgument: "subnetGroupName",
  homesOf,
};

export function holdsCaches(deletion: Deletion): Refusal {
  return holdsSubnet(cache, deletion);
}

/**
 * ElastiCache API, ModifyCacheSubnetGroup: SubnetInUse, in the words that the provider was seen to pass on. So a group
 * that is used stays in its network, too.
 */
export function takesSubnetFromCache(attempt: Attempt): Refusal {
  const used = usedSubnetTaken(cache, attempt);
  return used && `SubnetInUse: The subnet ID ${used} is in use.`;
}

/** ElastiCache API, CreateCacheSubnetGroup: InvalidSubnet. */
export function liesInTwoNetworks({ inputs, find }: Attempt): Refusal {
  const [first = "", ...others] = membersOf(inputs["subnetIds"]);
  const network = (id: string) => text(find(id)?.properties["vpcId"]);
  const other = others.find((id) => network(id) !== network(first));
  return other && `InvalidSubnet: Subnets ${first} and ${other} are not in the same VPC.`;
}

/**
 * One subnet of the group in each zone that has a node. ElastiCache spreads the nodes over the zones that it is told,
 * and where it is told none over zones that it chooses; the sandbox takes the first ones.
 */
function homesOf({ properties }: Thing, group: Thing, place: Place): string[] {
  const subnets = subnetsOf(group, place);
  const covered = [...new Set(subnets.map(({ zone }) => zone))];
  const told = membersOf(properties["preferredCacheClusterAzs"]);
  const zones = told.length > 0 ? told : covered.slice(0, Number(text(properties["replicasPerNodeGroup"])) + 1);
  return [...new Set(zones)].flatMap((zone) => subnets.find((subnet) => subnet.zone === zone)?.id ?? []);
}
