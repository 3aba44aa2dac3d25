import type { ArgumentProblem } from "../arguments/problem";

const pattern = /^db\.([a-z])[a-z0-9]*\d[a-z0-9-]*\.(micro|small|medium|large|(\d{0,2})xlarge)$/;

/** How much memory a size has, as a multiple of "large". */
const smallSizes: Record<string, number> = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1 };

/** GiB of a "large", by the letter of the family. All others have what the general purpose ones have. */
const memoryOfLarge: Record<string, number> = { c: 4, r: 16, x: 32, z: 16 };

export function instanceClassProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (typeof value === "string" && pattern.test(value)) return [];
  return [
    {
      argument,
      got: value,
      allowed: 'an instance class of RDS, for example "db.t4g.micro" or "db.r8g.large"',
      fix: 'write one as RDS names it, beginning with "db."',
    },
  ];
}

/** The memory of an instance class in bytes, from its name: families of one letter have the same memory per size. */
export function memoryOf(instanceClass: string): number {
  const [, family = "", size = "", times] = pattern.exec(instanceClass) ?? [];
  const multiple = smallSizes[size] ?? 2 * (times === undefined || times === "" ? 1 : Number(times));
  return multiple * (memoryOfLarge[family] ?? 8) * 1024 ** 3;
}

/** How many connections RDS for PostgreSQL takes by default: `LEAST({DBInstanceClassMemory/9531392}, 5000)`. */
export function connectionsOf(instanceClass: string): number {
  return Math.min(5000, Math.floor(memoryOf(instanceClass) / 9_531_392));
}
