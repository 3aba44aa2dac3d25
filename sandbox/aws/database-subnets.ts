import type { Attempt, Deletion, Refusal, Thing } from "./behaviour";
import { holdsSubnet, membersOf, subnetsOf, usedSubnetTaken, type Dweller, type Place } from "./group-subnets";
import { text } from "./model";

const groups = "aws:rds/subnetGroup:SubnetGroup";

const database: Dweller = {
  type: "aws:rds/instance:Instance",
  groupType: groups,
  groupArgument: "dbSubnetGroupName",
  homesOf,
};

/** AWS knowledge center, "How can I delete a subnet that is part of an Amazon RDS DB subnet group?". */
export function holdsDatabases(deletion: Deletion): Refusal {
  return holdsSubnet(database, deletion);
}

/** RDS API, ModifyDBSubnetGroup: SubnetAlreadyInUse. */
export function takesSubnetFromDatabase(attempt: Attempt): Refusal {
  const used = usedSubnetTaken(database, attempt);
  return used && "SubnetAlreadyInUse: The DB subnet is already in use in the Availability Zone.";
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

/** The zones that an instance's group covers; none without a group. */
export function zonesOfGroup({ inputs, others, find }: Attempt): string[] {
  const group = others(groups).find(({ id }) => id === inputs["dbSubnetGroupName"]);
  const zones = membersOf(group?.properties["subnetIds"]).map((id) => text(find(id)?.properties["availabilityZone"]));
  return [...new Set(zones)].filter((zone) => zone !== "").sort();
}
