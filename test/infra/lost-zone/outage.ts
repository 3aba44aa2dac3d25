import assert from "node:assert/strict";
import { followOne, follow } from "../../../policies/graph/follow";
import { isGiven, read, readEach } from "../../../policies/graph/read";
import { label, type PlainResource } from "../../../policies/graph/resource";
import { buildStack, type Stack } from "../../../policies/graph/stack";
import type { Plan } from "../planned";

export const SUBNET = "aws:ec2/subnet:Subnet";

/** A plan's resources once a zone is down. */
export interface Outage {
  stack: Stack;
  /** The zone that is down. */
  zone: string;
  /** The zones of the network that are left. */
  zonesLeft: readonly string[];
  /** Those that do not stand in the zone that is down. */
  left: (resources: readonly PlainResource[]) => PlainResource[];
}

/** The zones of a plan's subnets. */
export function zonesIn(plan: Plan): string[] {
  return [...new Set(plan.filter(({ type }) => type === SUBNET).map(zoneOf))].sort();
}

export function outage(plan: Plan, zone: string): Outage {
  const stack = buildStack(plan);
  const gone = new Set(stack.resources.filter((resource) => standsIn(stack, resource, zone)));
  const zonesLeft = zonesIn(plan).filter((other) => other !== zone);
  return { stack, zone, zonesLeft, left: (resources) => resources.filter((resource) => !gone.has(resource)) };
}

export function zoneOf({ props }: PlainResource): string {
  const zone = props["availabilityZone"];
  return typeof zone === "string" ? zone : "";
}

/** Whether a resource is in one zone alone, and that is this one. What spans zones is another matter. */
function standsIn(stack: Stack, resource: PlainResource, zone: string): boolean {
  switch (resource.type) {
    case SUBNET:
      return zoneOf(resource) === zone;
    case "aws:ec2/natGateway:NatGateway":
    case "aws:efs/mountTarget:MountTarget":
      return meant(stack, resource, "subnetId", SUBNET).some((subnet) => zoneOf(subnet) === zone);
    case "aws:rds/instance:Instance":
      // Without a standby and without a zone of its own AWS chose one, and it may be any.
      return resource.props["multiAz"] !== true && [zone, ""].includes(zoneOf(resource));
    default:
      return false;
  }
}

/** The resources that a place names. One that cannot be followed would pass for one that is not there. */
export function meant(stack: Stack, resource: PlainResource, path: string, ...types: string[]): PlainResource[] {
  return readEach(resource, path)
    .filter(({ reading }) => isGiven(reading))
    .flatMap((leaf) => {
      // Where AWS takes a list, its name is in the plural.
      const found = (path.endsWith("s") ? follow : followOne)(stack, resource, leaf, types);
      const { certain, oneOf, hasMore, outside } = found;
      assert.ok(!hasMore && oneOf.length + outside.length === 0, `${label(resource)}: ${path} cannot be followed`);
      return [...certain];
    });
}

/** A number that a plan always knows. */
export function numberAt(resource: PlainResource, property: string): number {
  const reading = read(resource, property);
  assert.ok(reading.state === "known" && typeof reading.value === "number", `${label(resource)}: ${property}`);
  return reading.value;
}
