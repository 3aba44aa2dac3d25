import { isLater } from "./inputs";
import type { ArgumentProblem } from "./problem";

/** The kinds of resource that other people's ids name, by what AWS writes before the dash. */
const kinds = {
  vpc: "a VPC",
  subnet: "a subnet",
  sg: "a security group",
  pl: "a prefix list",
} as const;

/** Refuses what cannot be the id of that kind. An id that is only known later passes: AWS will tell. */
export function awsIdProblems(argument: string, value: unknown, kind: keyof typeof kinds): ArgumentProblem[] {
  if (isLater(value)) return [];
  // AWS gave ids of 8 digits until 2018, and those live on beside today's 17.
  if (typeof value === "string" && new RegExp(`^${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(value)) return [];
  const example = `${kind}-0123456789abcdef0`;
  return [
    {
      argument,
      got: value,
      allowed: `the id of ${kinds[kind]}, for example "${example}", or an output that becomes one`,
      fix: `write the id as AWS shows it, beginning with "${kind}-"`,
    },
  ];
}
