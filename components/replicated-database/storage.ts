import type { ArgumentProblem } from "../arguments/problem";
import { wholeNumberProblems } from "../arguments/whole-number";

/** RDS user guide, "Amazon RDS DB instance storage": gp3 for PostgreSQL. */
const [leastGib, mostGib] = [20, 65_536];

/** RDS user guide, "Managing capacity automatically with storage autoscaling": at least 10 % more. */
const leastLimitGib = (allocatedGib: number) => Math.ceil((allocatedGib * 11) / 10);

/** How far storage grows by itself where nobody says: not at all where no limit is a tenth above it. */
export function defaultMaxStorageGib(allocatedGib: number): number | undefined {
  return leastLimitGib(allocatedGib) > mostGib ? undefined : Math.min(mostGib, 5 * allocatedGib);
}

export function storageProblems(argument: string, value: unknown, fallback: number): ArgumentProblem[] {
  return wholeNumberProblems(argument, value, { from: leastGib, to: mostGib, fallback });
}

export function maxStorageProblems(argument: string, value: unknown, allocated: unknown): ArgumentProblem[] {
  // What is wrong with the storage to begin with is told beside that.
  const begin = typeof allocated === "number" && storageProblems("", allocated, 0).length === 0 ? allocated : leastGib;
  const fallback = defaultMaxStorageGib(begin);
  if (fallback !== undefined) {
    return wholeNumberProblems(argument, value, { from: leastLimitGib(begin), to: mostGib, fallback });
  }
  if (value === undefined) return [];
  const allowed = `nothing beside ${begin} GiB, because a limit is at least a tenth above and ${mostGib} at most`;
  return [{ argument, got: value, allowed, fix: "leave it out; the storage does not grow by itself then" }];
}

/** What is wrong with the days that backups are kept. */
export function retentionProblems(
  argument: string,
  value: unknown,
  { replicas, fallback }: { replicas: number; fallback: number },
): ArgumentProblem[] {
  if (value === 0 && replicas > 0) {
    const allowed = "1 to 35 days beside replicas, which RDS makes from backups";
    return [{ argument, got: value, allowed, fix: `write one of these, or leave it out for ${fallback}` }];
  }
  return wholeNumberProblems(argument, value, { from: 0, to: 35, fallback });
}
