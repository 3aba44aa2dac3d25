import { isLater } from "./inputs";
import type { ArgumentProblem } from "./problem";

/** Refuses what cannot be a bucket's name. One that is only known later passes: AWS will tell. */
export function bucketNameProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined || isLater(value)) return [];
  if (typeof value === "string" && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)) return [];
  return [
    {
      argument,
      got: value,
      allowed: "a bucket's name, 3 to 63 lower-case letters, digits, dots and dashes, or an output of one",
      fix: "write the bucket's name and not its ARN or URL, or leave it out",
    },
  ];
}
