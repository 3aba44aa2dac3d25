import type { ec2, types } from "@pulumi/awsx";
import { bitsToSplit, cidrOf, endOf, lengthOf, nextRange, rangeOf, type Ipv4Range } from "./ipv4-range";
import {
  creationOrder,
  defaultSpecs,
  labelOf,
  legacyOrder,
  ordered,
  sized,
  type SizedSpec,
  type SubnetSpec,
} from "./subnet-specs";

export interface LayoutArgs {
  cidrBlock: string;
  zoneCount: number;
  strategy: NonNullable<ec2.VpcArgs["subnetStrategy"]>;
  specs: readonly SubnetSpec[] | undefined;
  zoneMask: number | undefined;
}

export interface PlacedSubnet {
  spec: SubnetSpec;
  label: string;
  cidrBlock: string;
}

export interface Layout {
  /** Per zone the subnets to make, in the order in which they are made. */
  zones: PlacedSubnet[][];
  /** What the component says of it in its output subnetLayout. */
  resolved: types.output.ec2.ResolvedSubnetSpec[];
}

type Placement = PlacedSubnet & { range: Ipv4Range };

/** Cuts the VPC's addresses into subnets as awsx's strategies do. It asks nobody whether they lie inside the VPC. */
export function layOut(args: LayoutArgs): Layout {
  const specs = args.specs ?? [];
  const laidOut = specs.some(({ cidrBlocks }) => cidrBlocks !== undefined)
    ? byBlocks(specs, args)
    : byMasks(args, specs.length > 0 ? specs : undefined);
  if (args.strategy === "Exact") mustFill(rangeOf(args.cidrBlock), laidOut.placements);
  return { zones: laidOut.placements.map((zone) => ordered(zone, creationOrder)), resolved: laidOut.resolved };
}

interface LaidOut {
  /** Per zone what takes addresses, in the order in which it gets them. */
  placements: Placement[][];
  resolved: Layout["resolved"];
}

/** The person's own arithmetic: spec by spec, one block per zone. */
function byBlocks(specs: readonly SubnetSpec[], { zoneCount, strategy }: LayoutArgs): LaidOut {
  for (const spec of specs) {
    const count = spec.cidrBlocks?.length;
    if (count === zoneCount) continue;
    throw new Error(
      count === undefined
        ? `subnet spec "${labelOf(spec)}" has no cidrBlocks though another has; give them to all specs or to none`
        : `subnet spec "${labelOf(spec)}" has ${count} cidrBlocks for ${zoneCount} availability zones; ` +
            `give one for each zone`,
    );
  }
  const placements = Array.from({ length: zoneCount }, (_, zone) =>
    specs.map((spec): Placement => {
      const cidrBlock = spec.cidrBlocks?.[zone] ?? "";
      return { spec, label: labelOf(spec), cidrBlock, range: rangeOf(cidrBlock) };
    }),
  );
  const resolved = specs.map(({ type, name, cidrBlocks }) => ({
    type,
    ...(name === undefined || strategy === "Legacy" ? {} : { name }),
    ...(cidrBlocks === undefined ? {} : { cidrBlocks }),
  }));
  return { placements, resolved };
}

/** Every zone gets an equal part of the VPC, and the specs take theirs from it one after the other. */
function byMasks(
  { cidrBlock, zoneCount, zoneMask, strategy }: LayoutArgs,
  given: readonly SubnetSpec[] | undefined,
): LaidOut {
  const vpc = rangeOf(cidrBlock);
  const mask = zoneMask ?? vpc.mask + bitsToSplit(zoneCount);
  const inOrder = sized(given ?? defaultSpecs(mask), mask);
  const specs = strategy === "Legacy" ? ordered(inOrder, legacyOrder) : inOrder;
  const placements = Array.from({ length: zoneCount }, (_, zone) =>
    placedIn({ start: vpc.start + zone * lengthOf(mask), mask }, specs),
  );
  if (strategy !== "Legacy") return { placements, resolved: specs.map(resolvedInFull) };
  return { placements, resolved: given ? specs.map(resolvedByLegacy) : legacyDefault(mask, zoneCount) };
}

function placedIn(zone: Ipv4Range, specs: readonly SizedSpec[]): Placement[] {
  let free = zone.start;
  return specs.map(({ spec, label, mask }) => {
    const range = nextRange(free, mask);
    free = endOf(range);
    if (free > endOf(zone)) {
      throw new Error(
        `the subnet specs do not fit a zone's part of the VPC: "${label}" (/${mask}) ends behind ${cidrOf(zone)}; ` +
          `take smaller subnets, a larger cidrBlock or fewer zones`,
      );
    }
    return { spec, label, cidrBlock: cidrOf(range), range };
  });
}

function resolvedInFull({ spec: { name, type }, mask }: SizedSpec): types.output.ec2.ResolvedSubnetSpec {
  return { type, ...(name === undefined ? {} : { name }), cidrMask: mask, size: lengthOf(mask) };
}

function resolvedByLegacy({ spec: { type }, mask }: SizedSpec): types.output.ec2.ResolvedSubnetSpec {
  return { type, cidrMask: mask };
}

/**
 * A slip of the real component: without specs its Legacy looks at the private subnets of the first two zones, with
 * what lies between them, where it should look at the first zone's private and public one.
 */
function legacyDefault(zoneMask: number, zoneCount: number): Layout["resolved"] {
  const half = zoneMask + 1;
  if (zoneCount === 1) return sized(defaultSpecs(zoneMask), zoneMask).map(resolvedByLegacy);
  return (["Private", "Unused", "Private"] as const).map((type) => ({ type, cidrMask: half }));
}

/** Exact: from the VPC's first address to its last, zone by zone in the order of the specs, nothing is left over. */
function mustFill(vpc: Ipv4Range, zones: readonly Placement[][]): void {
  let next = vpc.start;
  for (const { label, cidrBlock, range } of zones.flat()) {
    if (range.start !== next) throw inexact(`"${label}" (${cidrBlock}) does not begin where what is before it ends`);
    next = endOf(range);
  }
  if (next !== endOf(vpc)) throw inexact(`the last subnet does not end where ${cidrOf(vpc)} ends`);
}

function inexact(what: string): Error {
  return new Error(
    `the strategy Exact wants the whole VPC accounted for, without a gap, zone by zone in the order of the specs: ` +
      `${what}; fill gaps with specs of type Unused, or take the strategy Auto`,
  );
}
