import { isLater } from "./inputs";
import { nearest } from "./nearest";
import type { ArgumentProblem } from "./problem";

/** Tells what is wrong with the value of one argument; problems' paths begin with its name. */
export type Check = (value: unknown, argument: string) => ArgumentProblem[];

/**
 * What is wrong with arguments that may have come without the compiler: from JavaScript, another language, or a file.
 * The checks are the list of arguments that there are, so that a forgotten one does not compile, and what is not among
 * them is refused: an argument that nobody reads would be believed to work. `instead` is what to do with one that
 * resembles none.
 */
export function argumentProblems<Args extends object>(
  args: unknown,
  checks: Readonly<Record<Extract<keyof Args, string>, Check>>,
  instead = "leave it out",
): ArgumentProblem[] {
  const known = Object.keys(checks);
  // Nothing at all has the same remedies as an object without arguments.
  const given = args ?? {};
  if (!isObject(given)) return [notAnObject(given, known)];

  const unknown = Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({ key, meant: nearest(key, known) }));
  const wrong = Object.entries<Check>(checks).flatMap(([argument, check]) => {
    const value: unknown = Reflect.get(given, argument);
    // An argument that is missing because its name is misspelt is one mistake, not two.
    return value === undefined && unknown.some(({ meant }) => meant === argument) ? [] : check(value, argument);
  });
  return [
    ...wrong,
    ...unknown.map(({ key, meant }) => ({
      argument: pathOf(key),
      // The value is beside the point, and may be a password that belongs elsewhere.
      gotInWords: "an argument that does not exist",
      allowed: `the arguments ${known.join(", ")}`,
      fix: meant === undefined ? instead : remedy(meant, Reflect.get(given, meant) !== undefined),
    })),
  ];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
}

function notAnObject(got: unknown, known: string[]): ArgumentProblem {
  return {
    argument: "args",
    got,
    allowed: `a plain object with the arguments ${known.join(", ")}`,
    fix: "write them as { name: value }",
  };
}

function remedy(meant: string, isGiven: boolean): string {
  return isGiven ? `leave it out, ${meant} is given` : `rename it to ${meant}`;
}

/** A key as Pulumi writes it in the path of a property. */
function pathOf(key: string): string {
  return /^[\w$-]+$/.test(key) ? key : `[${JSON.stringify(key)}]`;
}
