import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/** One argument that cannot be used, told so that the reader can mend it without opening the documentation. */
export interface ArgumentProblem {
  /** Where: the argument's path, for example `zoneNames[1]`. */
  argument: string;
  /** What was given. */
  got: unknown;
  /** What may be given. */
  allowed: string;
  /** What to write instead. */
  fix: string;
}

/** Stops with one error that tells every problem, so that nobody mends one only to meet the next. */
export function refuse(component: string, name: string | undefined, problems: ArgumentProblem[]): void {
  if (problems.length === 0) return;
  const errors = problems.map(({ argument, got, allowed, fix }) => ({
    propertyPath: argument,
    reason: `got ${shown(got)}. Allowed: ${allowed}. Fix: ${fix}.`,
  }));
  const lines = errors.map(({ propertyPath, reason }) => `  ${propertyPath}: ${reason}`);
  const subject = name === undefined ? component : `${component} ${shown(name)}`;
  const heading = `${subject} cannot be made, ${counted(problems.length)} wrong:`;
  const error = new pulumi.InputPropertiesError({ message: [heading, ...lines].join("\n"), errors });
  // Pulumi prints an error's stack in place of its message wherever there is one, and this is no fault of the program's
  // code: the message names the component and the arguments.
  error.stack = "";
  throw error;
}

function counted(problems: number): string {
  return problems === 1 ? "one argument is" : `${problems} arguments are`;
}

/** A value in a message. What is only known later is never looked into: it may be a secret. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (pulumi.Output.isInstance(value)) return "an Output, whose value is known only later";
  if (value instanceof Promise) return "a Promise, whose value is known only later";
  if (typeof value === "function") return "a function";
  if (pulumi.Resource.isInstance(value)) return "a resource";
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(value) : inspect(value);
}
