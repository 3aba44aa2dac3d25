import { elementsOf } from "../arguments/list";
import type { ArgumentProblem } from "../arguments/problem";
import type { NetworkLayout } from "./layout";

const tiers = ["publicSubnetIds", "appSubnetIds", "dataSubnetIds"] as const satisfies (keyof NetworkLayout)[];

/** Refuses what is no network. Whoever made one has checked it, so only its shape is looked at. */
export function layoutProblems(argument: string, value: unknown): ArgumentProblem[] {
  const zones = elementsOf(field(value, "zoneNames"));
  const fits = tiers.every((tier) => elementsOf(field(value, tier))?.length === zones?.length);
  const named = zones?.every((zone) => typeof zone === "string") === true && field(value, "vpcId") !== undefined;
  if (zones !== undefined && zones.length > 0 && named && fits) return [];
  return [
    {
      argument,
      got: value,
      allowed: "a network with its VPC's id, its zones, and one subnet of each tier in every zone",
      fix: "hand over a Network, or what existingNetwork makes of the ids of yours",
    },
  ];
}

/** How many zones a network has; none where it is no network, which is a problem of its own. */
export function zonesIn(value: unknown): number {
  return layoutProblems("", value).length === 0 ? (elementsOf(field(value, "zoneNames"))?.length ?? 0) : 0;
}

function field(value: unknown, name: keyof NetworkLayout): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
