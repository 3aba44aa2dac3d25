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

/** The same where a bucket is called after the component: S3 takes no underscores, and with dots its TLS name fails. */
export function bucketedNameProblems(name: unknown, longest: number): ArgumentProblem[] {
  const problems = nameProblems(name, longest);
  if (problems.length > 0 || typeof name !== "string" || !/[._]/.test(name)) return problems;
  const allowed = "letters, digits and dashes";
  return [{ argument: "name", got: name, allowed, fix: `write ${name.replaceAll(/[._]/g, "-")}` }];
}
