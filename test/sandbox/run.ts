import { evaluate, ProgramError, type EvaluateArgs, type EvaluatedResource, type Evaluation } from "../../sandbox";
import type { Value } from "../../sandbox";

/** Evaluates a program as a stack of its own in eu-west-1, previewed unless told otherwise. */
export function run(program: () => unknown, args: Partial<EvaluateArgs> = {}): Promise<Evaluation> {
  return evaluate({ program, stack: "test", config: { "aws:region": "eu-west-1" }, knowledge: "preview", ...args });
}

export const knowledges = ["preview", "deployed"] as const;

/** The one resource of that name that is not a provider. */
export function named({ resources }: Evaluation, name: string): EvaluatedResource {
  const found = resources.filter((one) => one.name === name && !one.type.startsWith("pulumi:providers:"));
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} resources are named ${name}`);
  return first;
}

export function ofType({ resources }: Evaluation, type: string): EvaluatedResource[] {
  return resources.filter((one) => one.type === type);
}

/** The error that a program ends with. */
export async function failureOf(program: () => unknown, args: Partial<EvaluateArgs> = {}): Promise<ProgramError> {
  try {
    await run(program, args);
  } catch (error) {
    if (error instanceof ProgramError) return error;
    throw error;
  }
  throw new Error("the program did not fail");
}

/** A value that has to be text. */
export function text(value: Value | undefined): string {
  if (typeof value !== "string") throw new Error("the value is no text");
  return value;
}
