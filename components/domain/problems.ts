import { isLater } from "../arguments/inputs";
import type { ArgumentProblem } from "../arguments/problem";

/** Two arguments that belong together, of which one is missing. */
export function besideProblem(argument: string, beside: string, what: string): ArgumentProblem {
  return { argument, allowed: `a value, since ${beside} is given`, fix: `write ${what}` };
}

/** A name that a certificate can be for and an alias can have. */
export function nameInDnsProblems(value: unknown): ArgumentProblem[] {
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  // A certificate has room for 64 letters (ACM, RequestCertificate).
  const fits = typeof value === "string" && value.length <= 64;
  if (fits && new RegExp(`^(?:${label}\\.)+[a-z](?:[a-z0-9-]*[a-z0-9])$`).test(value)) return [];
  return [
    {
      argument: "domainName",
      got: value,
      allowed: "a full name in DNS of up to 64 small letters, plain",
      fix: 'write one like "shop.example.com", without protocol, slash or star',
    },
  ];
}

export function hostedZoneProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined || isLater(value) || (typeof value === "string" && /^Z[A-Z0-9]{1,31}$/.test(value)))
    return [];
  return [
    {
      argument,
      got: value,
      allowed: 'the id of a hosted zone, for example "Z0123456789ABCDEFGHIJ", or an output that becomes one',
      fix: 'write the id as AWS shows it, beginning with "Z"',
    },
  ];
}
