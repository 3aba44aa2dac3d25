import type { ArgumentProblem } from "./problem";

/** Refuses what is neither true nor false; nothing at all is fine, since it means the default. */
export function flagProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined || typeof value === "boolean") return [];
  // A flag decides what is made, so it cannot be known only later.
  return [{ argument, got: value, allowed: "true or false, plain", fix: "write one of these, or leave it out" }];
}
