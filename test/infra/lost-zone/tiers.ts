import { subnetRoutes } from "../../../policies/aws/subnet-routes";
import { label, type PlainResource } from "../../../policies/graph/resource";
import { isGiven, read } from "../../../policies/graph/read";
import type { Stack } from "../../../policies/graph/stack";
import { storeReaches } from "../../../policies/reach/stores";
import type { Plan } from "../planned";
import { lostData } from "./data";
import { lostWaysOut } from "./egress";
import { meant, numberAt, outage, SUBNET, zoneOf, type Outage } from "./outage";

/** What computes: a group of instances, or a function in the network. */
export interface Tier {
  resource: PlainResource;
  /** What stands behind its security groups: a group's launch template, the function itself. */
  member: PlainResource;
  subnets: PlainResource[];
  /** What it keeps its data in. */
  stores: PlainResource[];
}

export function tiersOf(stack: Stack): Tier[] {
  const groups = stack.ofType("aws:autoscaling/group:Group").flatMap((resource) =>
    meant(stack, resource, "launchTemplate.id", "aws:ec2/launchTemplate:LaunchTemplate").map((member) => ({
      ...{ resource, member, at: "vpcZoneIdentifiers" },
    })),
  );
  const functions = stack
    .ofType("aws:lambda/function:Function")
    .filter((resource) => isGiven(read(resource, "vpcConfig")))
    .map((resource) => ({ resource, member: resource, at: "vpcConfig.subnetIds" }));
  return [...groups, ...functions].map(({ at, ...tier }) => ({
    ...tier,
    subnets: meant(stack, tier.resource, at, SUBNET),
    stores: storeReaches(stack).flatMap(({ store, reachedBy }) =>
      reachedBy.some(({ from }) => "resource" in from && from.resource === tier.member) ? [store] : [],
    ),
  }));
}

/** What a plan's tiers lose with a zone beside what stands in it: nothing, if each goes on in the others. */
export function lossesWithout(zone: string, plan: Plan): string[] {
  const without = outage(plan, zone);
  return tiersOf(without.stack).flatMap((tier) => {
    const subnets = without.left(tier.subnets);
    const zones = subnets.map(zoneOf);
    return [
      ...(subnets.length === 0 ? [`without ${zone}: ${label(tier.resource)} has no subnet left`] : []),
      ...lostCompute(without, tier, zones).map((what) => `without ${zone}: ${label(tier.resource)} ${what}`),
      ...subnets.flatMap((subnet) => lostWaysOut(without, tier.member, subnet)),
      ...tier.stores.flatMap((store) => lostData(without, store, zones)),
    ];
  });
}

/** A function runs wherever it has a subnet; instances run already, and are called through a load balancer. */
function lostCompute(outage: Outage, { resource: group, subnets }: Tier, zones: readonly string[]): string[] {
  if (group.type !== "aws:autoscaling/group:Group") return [];
  // A group keeps its instances spread evenly, so that the smallest fleet has at least so many in each zone.
  const inEach = Math.floor(numberAt(group, "minSize") / Math.max(1, subnets.length));
  const doors = loadBalancersOf(outage.stack, group);
  return [
    ...outage.zonesLeft.filter((zone) => !zones.includes(zone)).map((zone) => `does not stand in ${zone}`),
    ...(inEach < 1 ? ["may have no instance that runs already"] : []),
    ...(doors.length === 0 ? ["has no load balancer"] : []),
    ...doors.flatMap((door) => lostDoor(outage, door)),
  ];
}

function loadBalancersOf(stack: Stack, group: PlainResource): PlainResource[] {
  const targetGroup = "aws:lb/targetGroup:TargetGroup";
  const targets = meant(stack, group, "targetGroupArns", targetGroup);
  return stack
    .ofType("aws:lb/listener:Listener")
    .filter((listener) =>
      meant(stack, listener, "defaultActions[].targetGroupArn", targetGroup).some((target) => targets.includes(target)),
    )
    .flatMap((listener) => meant(stack, listener, "loadBalancerArn", "aws:lb/loadBalancer:LoadBalancer"));
}

/** One subnet would serve, but AWS changes no load balancer to fewer than two, and `up` has to work on such a day. */
function lostDoor({ stack, left }: Outage, door: PlainResource): string[] {
  const subnets = left(meant(stack, door, "subnets", SUBNET));
  const open = subnets.filter((subnet) => subnetRoutes(stack, subnet).state === "open");
  return open.length >= 2 ? [] : [`has a ${label(door)} with ${String(open.length)} of its public subnets left`];
}
