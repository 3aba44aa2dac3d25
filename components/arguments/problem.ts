import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { elementsOf } from "./list";

/** One argument that cannot be used, told so that the reader can mend it without opening the documentation. */
export interface ArgumentProblem {
  /** Where: the argument's path, for example `zoneNames[1]`. */
  argument: string;
  /** What was given. */
  got?: unknown;
  /** What was given, in words. Default: the value of `got`. */
  gotInWords?: string;
  /** What may be given. */
  allowed: string;
  /** What to write instead. */
  fix: string;
}

/** Those of arguments that nothing else is said of: what has to go, for one, has no wrong value besides. */
export function besides(problems: readonly ArgumentProblem[], others: readonly ArgumentProblem[]): ArgumentProblem[] {
  return problems.filter(({ argument }) => !others.some((other) => other.argument === argument));
}

/** Stops with one error that tells every problem, so that nobody mends one only to meet the next. */
export function refuse(component: string, name: string | undefined, problems: ArgumentProblem[]): void {
  if (problems.length === 0) return;
  const errors = problems.map(({ argument, got, gotInWords, allowed, fix }) => ({
    propertyPath: argument,
    reason: `got ${gotInWords ?? shown(got)}. Allowed: ${allowed}. Fix: ${fix}.`,
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

const mostElementsShown = 6;
const mostLettersShown = 120;

/** A value in a message, on one line of bearable length. */
function shown(value: unknown): string {
  const elements = elementsOf(value);
  if (elements === undefined) return shownAlone(value);
  const rest = elements.length - mostElementsShown;
  // A list within a list is not looked into: it may be the same list again.
  const first = elements.slice(0, mostElementsShown).map(shownAlone);
  return `[${[...first, ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ")}]`;
}

/** What is only known later is never looked into: it may be a secret. */
function shownAlone(value: unknown): string {
  if (value === undefined) return "nothing";
  if (pulumi.Output.isInstance(value)) return "an Output, whose value is known only later";
  if (value instanceof Promise) return "a Promise, whose value is known only later";
  if (typeof value === "function") return "a function";
  if (pulumi.Resource.isInstance(value)) return "a resource";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const written = typeof value === "string" ? JSON.stringify(value) : inspect(value);
  return written.length > mostLettersShown ? `${written.slice(0, mostLettersShown - 1)}…` : written;
}
