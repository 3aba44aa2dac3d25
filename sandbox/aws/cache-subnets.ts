import type { Attempt, Deletion, Refusal, Thing } from "./behaviour";
import { dependencyViolation } from "./behaviour";
import { membersOf, subnetsOf, type Place } from "./database-subnets";
import { text } from "./model";

const caches = "aws:elasticache/replicationGroup:ReplicationGroup";
const groups = "aws:elasticache/subnetGroup:SubnetGroup";

/** To EC2 a subnet in a group is used once a node has its network interface there. */
export function holdsCaches({ now, others, find }: Deletion): Refusal {
  const place: Place = (id) => (id === now.id ? now : find(id));
  const inside = others(caches).filter((cache) => {
    const group = others(groups).find(({ id }) => id === cache.properties["subnetGroupName"]);
    return group !== undefined && homesOf(cache, group, place).includes(now.id);
  });
  if (inside.length === 0) return undefined;
  return `${dependencyViolation("subnet")(now)} (used by ${inside.map(({ id }) => id).join(", ")})`;
}

/** ElastiCache API, ModifyCacheSubnetGroup: SubnetInUse. So a group that is used stays in its network, too. */
export function takesSubnetFromCache({ inputs, now, others, find }: Attempt): Refusal {
  if (!now) return undefined;
  const kept = membersOf(inputs["subnetIds"]);
  const taken = membersOf(now.properties["subnetIds"]).filter((id) => !kept.includes(id));
  const inGroup = others(caches).filter(({ properties }) => properties["subnetGroupName"] === now.id);
  const homes = inGroup.flatMap((cache) => homesOf(cache, now, find));
  const used = taken.find((id) => homes.includes(id));
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
