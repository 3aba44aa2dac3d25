import type { ArgumentProblem } from "./problem";

/** Refuses a value that is not one of the choices; nothing at all is fine, since it means the default. */
export function choiceProblems<Choice extends string | number>(
  argument: string,
  value: unknown,
  choices: readonly Choice[],
  fallback: Choice,
): ArgumentProblem[] {
  if (value === undefined || choices.some((choice) => choice === value)) return [];
  const written = choices.map((choice) => JSON.stringify(choice)).join(", ");
  const fix = `write one of these, or leave it out for ${JSON.stringify(fallback)}`;
  return [{ argument, got: value, allowed: written, fix }];
}
