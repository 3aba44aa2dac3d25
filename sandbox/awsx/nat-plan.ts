import type { types } from "@pulumi/awsx";
import type { Input } from "@pulumi/pulumi";
import type { SubnetType } from "./subnet-specs";

export interface NatPlan {
  strategy: types.input.ec2.NatGatewayConfigurationArgs["strategy"];
  /** How many zones, from the first, have a gateway. */
  count: number;
  /** One per gateway, where the person brings addresses. */
  allocationIds: Input<string>[] | undefined;
}

/** Which zones get a NAT gateway, and with whose address. */
export function natPlan(
  given: types.input.ec2.NatGatewayConfigurationArgs | undefined,
  zoneCount: number,
  subnetTypes: readonly SubnetType[],
): NatPlan {
  // One per zone is the default even where nothing routes to it.
  const strategy = given?.strategy ?? "OnePerAz";
  const count = { None: 0, Single: 1, OnePerAz: zoneCount }[strategy];
  if (count > 0) mustHaveBothSides(strategy, subnetTypes);
  const allocationIds = given?.elasticIpAllocationIds;
  if (allocationIds === undefined || allocationIds.length === 0) return { strategy, count, allocationIds: undefined };
  if (allocationIds.length !== count) {
    throw new Error(
      `natGateways.elasticIpAllocationIds has ${allocationIds.length} ids and the strategy ${strategy} makes ${count} ` +
        `NAT gateways; give one id for each, or none at all`,
    );
  }
  return { strategy, count, allocationIds };
}

function mustHaveBothSides(strategy: string, subnetTypes: readonly SubnetType[]): void {
  const inside = subnetTypes.includes("Private") || subnetTypes.includes("Isolated");
  if (inside && subnetTypes.includes("Public")) return;
  throw new Error(
    `natGateways.strategy is ${strategy}, which needs a public subnet spec and a private or isolated one; the specs ` +
      `are ${subnetTypes.join(", ")}; add what is missing, or set natGateways: { strategy: "None" }`,
  );
}
