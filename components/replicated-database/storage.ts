import type { ArgumentProblem } from "../arguments/problem";
import { wholeNumberProblems } from "../arguments/whole-number";

/** RDS user guide, "Amazon RDS DB instance storage": gp3 for PostgreSQL. */
const [leastGib, mostGib] = [20, 65_536];

export function storageProblems(argument: string, value: unknown, fallback: number): ArgumentProblem[] {
  return wholeNumberProblems(argument, value, { from: leastGib, to: mostGib, fallback });
}

export function maxStorageProblems(
  argument: string,
  value: unknown,
  { allocated, fallback }: { allocated: unknown; fallback: (allocatedGib: number) => number },
): ArgumentProblem[] {
  // What is wrong with the storage to begin with is told beside that.
  const begin = typeof allocated === "number" && storageProblems("", allocated, 0).length === 0 ? allocated : leastGib;
  // RDS user guide, "Managing capacity automatically with storage autoscaling": at least 10 % more.
  const least = Math.min(mostGib, Math.ceil(begin * 1.1));
  return wholeNumberProblems(argument, value, { from: least, to: mostGib, fallback: fallback(begin) });
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
