import type { Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { originOf } from "./database-origins";
import { isKnown } from "./engine-versions";
import { text } from "./model";
import { has } from "./reading";

/** What RDS has, or would have: in GiB, operations and MiB a second; 0 is what nobody says. */
interface Storage {
  engine: string;
  type: string;
  size: number;
  limit: number;
  iops: number;
  throughput: number;
}

/** What PostgreSQL, MySQL and MariaDB may have of a type. RDS user guide, "Amazon RDS DB instance storage". */
interface Limits {
  size: Range;
  iops: Range;
  /** Operations for each GiB; of io2, on instances of the Nitro system. */
  ratio: Range;
}
type Range = readonly [least: number, most: number];

const provisioned: Readonly<Record<string, Limits>> = {
  io1: { size: [100, 65_536], iops: [1_000, 256_000], ratio: [0.5, 50] },
  io2: { size: [100, 65_536], iops: [1_000, 256_000], ratio: [0.5, 1_000] },
};
/** From here on gp3 lies on four volumes, and more than their baseline can be had; below, nothing can be said of it. */
const stripedFrom = 400;
const striped: Limits & { throughput: Range } = {
  size: [stripedFrom, 65_536],
  iops: [12_000, 64_000],
  ratio: [0, 500],
  throughput: [500, 4_000],
};
const mostThroughputRatio = 0.25;
const generalPurpose: Range = [20, 65_536];
/** RDS API, CreateDBInstance, AllocatedStorage: "Magnetic storage (standard): Must be an integer from 5 to 3072." */
const magnetic: Range = [5, 3_072];

const numberOf = (properties: Properties | undefined, argument: string) => Number(text(properties?.[argument]) || 0);
const isWithin = (value: number, [least, most]: Range) => value >= least && value <= most;
const combination = (words: string): Refusal => `InvalidParameterCombination: ${words}`;

/** What nobody says stays as it is, and is as it is in what the instance was made of, if that is in this account. */
function asked(attempt: Attempt): Storage {
  const { inputs, now } = attempt;
  const origin = originOf(attempt)?.properties;
  const given = (argument: string) => text(inputs[argument]) || text(now?.properties[argument]);
  const type = given("storageType") || (has(inputs, "iops") ? "io1" : "gp2");
  return {
    engine: given("engine") || text(origin?.["engine"]),
    type,
    size: numberOf(inputs, "allocatedStorage") || numberOf(now?.properties ?? origin, "allocatedStorage"),
    limit: numberOf(inputs, "maxAllocatedStorage"),
    iops: numberOf(inputs, "iops") || (type in provisioned ? numberOf(now?.properties, "iops") : 0),
    throughput: numberOf(inputs, "storageThroughput"),
  };
}

/** What RDS refuses of an instance's storage. */
export function badStorage(attempt: Attempt): Refusal {
  const storage = asked(attempt);
  return badSize(storage, attempt) ?? badLimit(storage, attempt) ?? badProvision(storage);
}

/** Where an engine has limits of its own, nothing can be said of how much it may have. */
function sizes(engine: string, type: string): Range {
  if (!isKnown(engine)) return [0, Infinity];
  return provisioned[type]?.size ?? (type === "standard" ? magnetic : generalPurpose);
}

/** Storage does not shrink, which RDS says in the same words as that it is too small from the start. */
function badSize({ engine, type, size }: Storage, { now }: Attempt): Refusal {
  const [least, most] = sizes(engine, type);
  if (size === 0) return undefined;
  if (isWithin(size, [Math.max(least, numberOf(now?.properties, "allocatedStorage")), most])) return undefined;
  return combination(`Invalid storage size for engine name ${engine} and storage type ${type}: ${size}`);
}

/**
 * RDS user guide, "Managing capacity automatically with storage autoscaling": the limit is at least 10 % above. Who
 * changes it to what is there switches it off (RDS API, ModifyDBInstance, as the provider does that).
 */
function badLimit({ size, limit }: Storage, { now }: Attempt): Refusal {
  if (limit === 0 || size === 0) return undefined;
  const [sizeBefore, limitBefore] = ["allocatedStorage", "maxAllocatedStorage"].map((argument) =>
    numberOf(now?.properties, argument),
  );
  // RDS has grown what is there up to its limit by itself.
  if (size === sizeBefore && limit === limitBefore) return undefined;
  const isSwitchedOff = now !== undefined && limit === size && limit !== limitBefore;
  if (isSwitchedOff) return undefined;
  if (limit <= size) return combination("Max storage size must be greater than storage size");
  if (limit === limitBefore || limit * 10 >= size * 11) return undefined;
  return combination("The maximum allocated storage must be increased by at least 10 percent.");
}

function badProvision(storage: Storage): Refusal {
  const { engine, type, size, iops, throughput } = storage;
  if (size === 0) return undefined;
  if (type === "gp3") {
    if (!isKnown(engine) || (iops === 0 && throughput === 0)) return undefined;
    if (size < stripedFrom) {
      return combination(
        `You can't specify IOPS or storage throughput for engine ${engine} and a storage size less than ${stripedFrom}.`,
      );
    }
    return (iops === 0 ? undefined : badIops(storage, striped)) ?? badThroughput(storage);
  }
  const limits = provisioned[type];
  if (!limits) return undefined;
  if (iops === 0) return combination(`The storage type ${type} requires iops to be specified.`);
  return isKnown(engine) ? badIops(storage, limits) : undefined;
}

/** "If you're using storage autoscaling, the same ratios between IOPS and maximum storage threshold also apply." */
function badIops({ engine, type, size, limit, iops }: Storage, { iops: range, ratio }: Limits): Refusal {
  const what = `for engine name ${engine} and storage type ${type}`;
  // The user guide has the range; the words are the sandbox's own.
  if (!isWithin(iops, range)) return combination(`Invalid iops ${what}: ${iops}. Allowed are ${range.join(" to ")}.`);
  if (!isWithin(iops / size, ratio)) {
    return combination(`Invalid iops to storage (GiB) ratio ${what}: ${(iops / size).toFixed(4)}`);
  }
  if (limit === 0 || isWithin(iops / limit, ratio)) return undefined;
  return combination(`Invalid iops to max storage (GiB) ratio ${what}: ${(iops / limit).toFixed(4)}`);
}

/** The user guide has the ranges; the words are the sandbox's own. */
function badThroughput({ engine, type, iops, throughput }: Storage): Refusal {
  if (throughput === 0) return undefined;
  const what = `for engine name ${engine} and storage type ${type}`;
  if (!isWithin(throughput, striped.throughput)) {
    const range = striped.throughput.join(" to ");
    return combination(`Invalid storage throughput ${what}: ${throughput}. Allowed are ${range}.`);
  }
  const ratio = throughput / (iops || striped.iops[0]);
  if (ratio <= mostThroughputRatio) return undefined;
  return combination(`Invalid storage throughput to iops ratio ${what}: ${ratio.toFixed(4)}`);
}

/** The DiffSuppressFunc of allocated_storage: RDS has grown it by itself. */
export function hasGrown(before: Properties, after: Properties): boolean {
  const [has, wanted] = [before, after].map((properties) => numberOf(properties, "allocatedStorage"));
  if (has === undefined || wanted === undefined || wanted === 0) return false;
  return has > wanted && numberOf(after, "maxAllocatedStorage") > wanted;
}

/** RDS API, ModifyDBInstance: what is not 10 % more than there is becomes that. */
export function roundedUp({ inputs, now }: Attempt): Properties {
  const [size, before] = [inputs, now?.properties].map((properties) => numberOf(properties, "allocatedStorage"));
  if (size === undefined || before === undefined || before === 0 || size <= before) return {};
  const least = Math.ceil((before * 11) / 10);
  return size < least ? { allocatedStorage: least } : {};
}
