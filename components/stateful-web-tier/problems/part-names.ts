import type { ArgumentProblem } from "../../arguments/problem";
import { entriesOf } from "../../arguments/records";

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
