import type { Attempt, Deletion, Refusal, Thing } from "./behaviour";
import { dependencyViolation } from "./behaviour";
import { text } from "./model";

const instances = "aws:rds/instance:Instance";
const groups = "aws:rds/subnetGroup:SubnetGroup";

export type Place = (id: string) => Thing | undefined;

/**
 * To EC2 a subnet in a group is unused as long as no instance has its network interface there (AWS knowledge center,
 * "How can I delete a subnet that is part of an Amazon RDS DB subnet group?").
 */
export function holdsDatabases({ now, others, find }: Deletion): Refusal {
  const place: Place = (id) => (id === now.id ? now : find(id));
  const inside = others(instances).filter((database) => {
    const group = others(groups).find(({ id }) => id === database.properties["dbSubnetGroupName"]);
    return group !== undefined && homesOf(database, group, place).includes(now.id);
  });
  if (inside.length === 0) return undefined;
  return `${dependencyViolation("subnet")(now)} (used by ${inside.map(({ id }) => id).join(", ")})`;
}

/** RDS API, ModifyDBSubnetGroup: SubnetAlreadyInUse. */
export function takesSubnetFromDatabase({ inputs, now, others, find }: Attempt): Refusal {
  if (!now) return undefined;
  const kept = membersOf(inputs["subnetIds"]);
  const taken = membersOf(now.properties["subnetIds"]).filter((id) => !kept.includes(id));
  const databases = others(instances).filter(({ properties }) => properties["dbSubnetGroupName"] === now.id);
  const homes = databases.flatMap((database) => homesOf(database, now, find));
  return taken.some((id) => homes.includes(id))
    ? "SubnetAlreadyInUse: The DB subnet is already in use in the Availability Zone."
    : undefined;
}

/**
 * One subnet of the group in the instance's zone, and with Multi-AZ another one in the standby's. RDS chooses that zone;
 * the sandbox takes the first that is not the instance's.
 */
function homesOf({ properties }: Thing, group: Thing, place: Place): string[] {
  const subnets = subnetsOf(group, place);
  const own = text(properties["availabilityZone"]);
  const standby = subnets.map(({ zone }) => zone).find((zone) => zone !== own);
  const zones = properties["multiAz"] === true ? [own, standby] : [own];
  return zones.flatMap((zone) => subnets.find((subnet) => subnet.zone === zone)?.id ?? []);
}

/** A group's subnets that are there still, in the order of their zones. */
export function subnetsOf(group: Thing, place: Place): { id: string; zone: string }[] {
  return membersOf(group.properties["subnetIds"])
    .map((id) => ({ id, zone: text(place(id)?.properties["availabilityZone"]) }))
    .filter(({ zone }) => zone !== "")
    .sort((one, other) => (one.zone < other.zone ? -1 : 1));
}

/** The zones that an instance's group covers; none without a group. */
export function zonesOfGroup({ inputs, others, find }: Attempt): string[] {
  const group = others(groups).find(({ id }) => id === inputs["dbSubnetGroupName"]);
  const zones = membersOf(group?.properties["subnetIds"]).map((id) => text(find(id)?.properties["availabilityZone"]));
  return [...new Set(zones)].filter((zone) => zone !== "").sort();
}

/** In an order of its own, since a group's subnets are a set. */
export function membersOf(subnetIds: Thing["properties"][string] | undefined): string[] {
  return Array.isArray(subnetIds) ? subnetIds.map(text).sort() : [];
}
