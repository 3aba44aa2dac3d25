import { argumentProblems, type Check } from "./checks";
import type { ArgumentProblem } from "./problem";

/** What is wrong with arguments within an argument, each under its whole path. */
export function nestedProblems<Args extends object>(
  path: string,
  value: unknown,
  checks: Readonly<Record<Extract<keyof Args, string>, Check>>,
  instead?: string,
): ArgumentProblem[] {
  return argumentProblems<Args>(value, checks, instead).map((problem) => ({
    ...problem,
    argument: below(path, problem),
  }));
}

function below(path: string, { argument }: ArgumentProblem): string {
  // What is no object at all is wrong as a whole.
  if (argument === "args") return path;
  return argument.startsWith("[") ? `${path}${argument}` : `${path}.${argument}`;
}
