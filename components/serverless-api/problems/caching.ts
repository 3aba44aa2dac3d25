import { elementsOf } from "../../arguments/list";
import type { ArgumentProblem } from "../../arguments/problem";
import { isRecord } from "../../arguments/records";
import { cacheExtension, type WrittenOperation } from "../document/document";

/** The longest that API Gateway keeps an answer (API Gateway developer guide, "Cache settings for REST APIs"). */
const longestSeconds = 3600;

const example = `write { "seconds": 300, "perUser": false }`;

/**
 * What is kept must be true for everybody who gets it: an answer to a GET, of which it is said whether it depends on the
 * user, and with the user's token in its key wherever it does.
 */
export function cacheProblems(at: string, { method, operation }: WrittenOperation): ArgumentProblem[] {
  const cache = operation[cacheExtension];
  if (cache === undefined) return [];
  const argument = `${at}["${cacheExtension}"]`;
  if (!isRecord(cache)) {
    return [{ argument, got: cache, allowed: "an object with seconds and perUser", fix: example }];
  }
  const { seconds, perUser, ...others } = cache;
  const isPublic = elementsOf(operation["security"])?.length === 0;
  return [
    ...(method === "GET"
      ? []
      : [
          {
            argument,
            gotInWords: `it on ${method}`,
            allowed: "it on GET alone, which changes nothing",
            fix: "leave it out",
          },
        ]),
    ...(typeof seconds === "number" && Number.isInteger(seconds) && seconds >= 1 && seconds <= longestSeconds
      ? []
      : [
          {
            argument: `${argument}.seconds`,
            got: seconds,
            allowed: `a whole number from 1 to ${longestSeconds}`,
            fix: "write how old an answer may be",
          },
        ]),
    ...perUserProblems(`${argument}.perUser`, perUser, isPublic),
    ...Object.keys(others).map((key) => ({
      argument: `${argument}.${key}`,
      gotInWords: "a key that does not exist",
      allowed: "seconds and perUser",
      fix: "leave it out",
    })),
  ];
}

function perUserProblems(argument: string, perUser: unknown, isPublic: boolean): ArgumentProblem[] {
  if (isPublic && (perUser === undefined || perUser === false)) return [];
  if (isPublic) {
    const allowed = "false, or nothing, on a public operation: nobody there is known, so no user can be in the key";
    return [{ argument, got: perUser, allowed, fix: "leave it out, or let the operation ask for a scope" }];
  }
  if (typeof perUser === "boolean") return [];
  return [
    {
      argument,
      got: perUser,
      allowed: "true or false: without a word of it one user would be answered with what is another's",
      fix: "write true where the answer depends on who asks, false where it is the same for all",
    },
  ];
}
