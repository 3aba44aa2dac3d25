import type { ArgumentProblem } from "./problem";

/** Refuses what is no whole number within the range; nothing at all is fine where it means a default. */
export function wholeNumberProblems(
  argument: string,
  value: unknown,
  { from, to, fallback }: { from: number; to: number; fallback?: number },
): ArgumentProblem[] {
  if (value === undefined && fallback !== undefined) return [];
  if (typeof value === "number" && Number.isInteger(value) && value >= from && value <= to) return [];
  const allowed = `a whole number from ${from} to ${to}, plain`;
  const fix = fallback === undefined ? "write one of these" : `write one of these, or leave it out for ${fallback}`;
  return [{ argument, got: value, allowed, fix }];
}
