import type { ArgumentProblem } from "./problem";
import { entriesOf } from "./records";

export interface PartNames {
  /** An example of a good name. */
  example: string;
  /** The names that it may not be, and why. */
  taken?: { names: string[]; why?: string };
}

/** Refuses names that cannot be a part of a resource's name. */
export function partNameProblems(argument: string, value: unknown, { example, taken }: PartNames): ArgumentProblem[] {
  const names = taken?.names ?? [];
  const except = names.length > 0 ? `, but not ${names.join(" or ")}${taken?.why ?? ""}` : "";
  return entriesOf(value)
    .filter(([name]) => !/^[a-z][a-z0-9-]{0,29}$/.test(name) || names.includes(name))
    .map(([name]) => ({
      argument: `${argument}[${JSON.stringify(name)}]`,
      got: name,
      allowed: `up to 30 small letters, digits and dashes, beginning with a letter${except}`,
      fix: `write what it is for, for example "${example}"`,
    }));
}
