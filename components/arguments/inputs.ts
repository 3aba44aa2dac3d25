import * as pulumi from "@pulumi/pulumi";
import type { ArgumentProblem } from "./problem";

/** What a text must look like. */
export interface Shape {
  pattern: RegExp;
  /** In words, for example "the id of a file system". */
  what: string;
  example: string;
}

export function isLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** Refuses a text of another shape. One that is only known later passes: AWS will tell. */
export function shapeProblems(argument: string, value: unknown, { pattern, what, example }: Shape): ArgumentProblem[] {
  if (isLater(value) || (typeof value === "string" && pattern.test(value))) return [];
  return [
    {
      argument,
      got: value,
      allowed: `${what}, for example ${JSON.stringify(example)}, or an output that becomes one`,
      fix: "write it as AWS shows it",
    },
  ];
}

/** Refuses what is no object, and otherwise looks at the fields. */
export function fieldProblems(
  argument: string,
  value: unknown,
  what: string,
  fields: Record<string, (value: unknown, argument: string) => ArgumentProblem[]>,
): ArgumentProblem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isLater(value)) {
    const allowed = `an object with ${Object.keys(fields).join(", ")}`;
    return [{ argument, got: value, allowed, fix: `write ${what}'s outputs as { name: value }` }];
  }
  return Object.entries(fields).flatMap(([field, check]) => check(Reflect.get(value, field), `${argument}.${field}`));
}

/** Refuses what is neither text nor becomes one. */
export function textProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (isLater(value) || typeof value === "string") return [];
  return [{ argument, got: value, allowed: "a text, or an output of one", fix: "write it in quotes" }];
}
