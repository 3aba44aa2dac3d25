import type { ArgumentProblem } from "../arguments/problem";

/** Families from before encryption in transit (ElastiCache user guide, "In-transit encryption"). */
const unencrypted = ["t1", "m1", "m2", "m3", "c1", "r3"];

/** Refuses nodes on which this cache could not be made. */
export function nodeTypeProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  const family =
    typeof value === "string" ? /^cache\.([a-z]+\d+[a-z]*)\.(?:\d*x?large|micro|small|medium)$/.exec(value) : null;
  const [, name = ""] = family ?? [];
  const fix = 'write for example "cache.t4g.small" or "cache.m7g.large", or leave it out for "cache.t4g.micro"';
  const problem = (allowed: string): ArgumentProblem[] => [{ argument, got: value, allowed, fix }];
  if (family === null) return problem('a type of node as ElastiCache names it: "cache.", the family and the size');
  if (unencrypted.includes(name)) return problem(`a family that encrypts in transit, which ${name} does not`);
  // Data tiering is on in these nodes and cannot be switched off, and needs allkeys-lru or volatile-lru to be of use.
  if (name.endsWith("gd")) return problem(`a family without data tiering, which ${name} cannot be without`);
  return [];
}
