import type { types } from "@pulumi/awsx";
import { bitsToSplit, lengthOf } from "./ipv4-range";

export type SubnetSpec = types.input.ec2.SubnetSpecArgs;
export type SubnetType = SubnetSpec["type"];

/** A spec whose size is settled. */
export interface SizedSpec {
  spec: SubnetSpec;
  /** The part of a subnet's name that stands for its spec. */
  label: string;
  mask: number;
}

/** The order in which a zone's subnets are made, whatever the order of their specs. */
export const creationOrder: readonly SubnetType[] = ["Public", "Private", "Isolated"];

/** The order in which Legacy hands out a zone's addresses; a spec of type Unused gets none from it. */
export const legacyOrder: readonly SubnetType[] = ["Private", "Public", "Isolated"];

/** What is made when nobody says: half of a zone for a private subnet, half of the rest for a public one. */
export function defaultSpecs(zoneMask: number): SubnetSpec[] {
  return [
    { type: "Private", cidrMask: zoneMask + 1 },
    { type: "Public", cidrMask: zoneMask + 2 },
  ];
}

export function labelOf({ name, type }: SubnetSpec): string {
  return name ?? type.toLowerCase();
}

/** Settles every spec's size; who gives neither mask nor size gets an even share of the zone. */
export function sized(specs: readonly SubnetSpec[], zoneMask: number): SizedSpec[] {
  const evenShare = zoneMask + bitsToSplit(specs.length);
  return specs.map((spec) => ({ spec, label: labelOf(spec), mask: maskOf(spec) ?? evenShare }));
}

function maskOf(spec: SubnetSpec): number | undefined {
  const { cidrMask, size } = spec;
  if (size === undefined) return cidrMask;
  const mask = 32 - Math.log2(size);
  if (!Number.isInteger(mask)) {
    throw new Error(`the size of subnet spec "${labelOf(spec)}" is ${size}; it must be a power of two, such as 256`);
  }
  if (cidrMask !== undefined && cidrMask !== mask) {
    throw new Error(
      `subnet spec "${labelOf(spec)}" has cidrMask ${cidrMask} (${lengthOf(cidrMask)} addresses) and size ${size}; ` +
        `give one of the two, or two that agree`,
    );
  }
  return mask;
}

/** The specs of the named types in their order; within a type the order of the specs stays. */
export function ordered<T extends { spec: SubnetSpec }>(specs: readonly T[], order: readonly SubnetType[]): T[] {
  return order.flatMap((type) => specs.filter(({ spec }) => spec.type === type));
}
