import type { ArgumentProblem } from "../../arguments/problem";
import { isLater } from "./inputs";

type Check = (value: unknown, argument: string) => ArgumentProblem[];

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

/** Refuses names that cannot be a part of a resource's name. */
export function partNameProblems(argument: string, value: unknown, taken: string[] = []): ArgumentProblem[] {
  return entriesOf(value).flatMap(([name]): ArgumentProblem[] => {
    if (/^[a-z][a-z0-9-]{0,29}$/.test(name) && !taken.includes(name)) return [];
    const except = taken.length > 0 ? `, but not ${taken.join(" or ")}, which the tier has itself` : "";
    return [
      {
        argument: `${argument}[${JSON.stringify(name)}]`,
        got: name,
        allowed: `up to 30 small letters, digits and dashes, beginning with a letter${except}`,
        fix: 'write what it is for, for example "database"',
      },
    ];
  });
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
}
