import type { Check } from "./checks";
import { isLater } from "./inputs";
import type { ArgumentProblem } from "./problem";

/** The entries of a plain record; none for anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** Refuses what is no plain record, since its names decide what is made, and looks at each value. */
export function recordProblems(argument: string, value: unknown, check: Check): ArgumentProblem[] {
  if (value === undefined) return [];
  if (!isRecord(value)) {
    const allowed = "a plain object, whose names are known from the beginning";
    return [{ argument, got: value, allowed, fix: "write { name: value }, where only the value may be an output" }];
  }
  return Object.entries(value).flatMap(([name, one]) => check(one, `${argument}[${JSON.stringify(name)}]`));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
}
