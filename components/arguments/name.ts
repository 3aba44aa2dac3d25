import type { ArgumentProblem } from "./problem";

/** Refuses a component's name from which AWS could not make the names of the children. */
export function nameProblems(name: unknown, longest: number): ArgumentProblem[] {
  if (typeof name === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) && name.length <= longest) return [];
  return [
    {
      argument: "name",
      got: name,
      allowed: `1 to ${longest} letters, digits, dots, dashes and underscores, beginning with a letter or digit`,
      fix: 'write a short name in the form "system-purpose"',
    },
  ];
}
