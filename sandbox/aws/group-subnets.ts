import { dependencyViolation, type Attempt, type Deletion, type Refusal, type Thing } from "./behaviour";
import { text } from "./model";
import { textsOf } from "./reading";

/** Finds a subnet by its id. */
export type Place = (id: string) => Thing | undefined;

/** What has its network interfaces in the subnets of a group. */
export interface Dweller {
  type: string;
  groupType: string;
  /** The argument by which it names its group. */
  groupArgument: string;
  /** The subnets of its group that it stands in. */
  homesOf: (dweller: Thing, group: Thing, place: Place) => string[];
}

/** To EC2 a subnet in a group is used once something has its network interface there. */
export function holdsSubnet(
  { type, groupType, groupArgument, homesOf }: Dweller,
  { now, others, find }: Deletion,
): Refusal {
  const place: Place = (id) => (id === now.id ? now : find(id));
  const inside = others(type).filter((dweller) => {
    const group = others(groupType).find(({ id }) => id === dweller.properties[groupArgument]);
    return group !== undefined && homesOf(dweller, group, place).includes(now.id);
  });
  if (inside.length === 0) return undefined;
  return `${dependencyViolation("subnet")(now)} (used by ${inside.map(({ id }) => id).join(", ")})`;
}

/** A subnet that a group would lose though something stands in it. */
export function usedSubnetTaken(
  { type, groupArgument, homesOf }: Dweller,
  { inputs, now, others, find }: Attempt,
): string | undefined {
  if (!now) return undefined;
  const kept = membersOf(inputs["subnetIds"]);
  const inGroup = others(type).filter(({ properties }) => properties[groupArgument] === now.id);
  const homes = inGroup.flatMap((dweller) => homesOf(dweller, now, find));
  return membersOf(now.properties["subnetIds"]).find((id) => !kept.includes(id) && homes.includes(id));
}

/** A group's subnets that are there still, in the order of their zones. */
export function subnetsOf(group: Thing, place: Place): { id: string; zone: string }[] {
  return membersOf(group.properties["subnetIds"])
    .map((id) => ({ id, zone: text(place(id)?.properties["availabilityZone"]) }))
    .filter(({ zone }) => zone !== "")
    .sort((one, other) => (one.zone < other.zone ? -1 : 1));
}

/** In an order of its own, since a group's subnets are a set. */
export function membersOf(subnetIds: Thing["properties"][string] | undefined): string[] {
  return textsOf(subnetIds).sort();
}
