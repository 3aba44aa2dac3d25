import { elementsOf } from "../../arguments/list";
import type { ArgumentProblem } from "../../arguments/problem";
import { isRecord } from "../../arguments/records";
import { partOf, type DocumentPart, type WrittenOperation } from "../document/document";

/**
 * Each operation says by itself who may call it. API Gateway passes over what stands at the root of a document, so that
 * an operation that relied on it would be open to everybody ("Amazon API Gateway important notes").
 */
export function securityProblems(
  at: string,
  { operation }: WrittenOperation,
  document: DocumentPart,
): ArgumentProblem[] {
  const argument = `${at}.security`;
  const requirements = elementsOf(operation["security"]);
  if (requirements === undefined) {
    return [
      {
        argument,
        got: operation["security"],
        allowed: "who may call it, on each operation: API Gateway passes over what stands at the root",
        fix: 'write [{ "users": ["todos/read"] }] with a scope of yours, or [] for everybody',
      },
    ];
  }
  if (requirements.length === 0) return [];
  const [requirement] = requirements;
  const schemes = Object.entries(partOf(requirement));
  const [named] = schemes;
  if (requirements.length > 1 || schemes.length !== 1 || named === undefined) {
    return [
      {
        argument,
        gotInWords: `${requirements.length} requirements, the first with ${schemes.length} schemes`,
        allowed: "one requirement with one scheme: API Gateway asks one authoriser",
        fix: "leave one, or write [] for everybody",
      },
    ];
  }
  const [scheme, scopes] = named;
  return [...schemeProblems(argument, scheme, document), ...scopeProblems(`${argument}[0].${scheme}`, scopes)];
}

function schemeProblems(argument: string, scheme: string, document: DocumentPart): ArgumentProblem[] {
  const schemes = partOf(partOf(document["components"])["securitySchemes"]);
  if (isRecord(schemes[scheme])) return [];
  const allowed = `a scheme of components.securitySchemes: ${Object.keys(schemes).join(", ") || "there is none"}`;
  return [{ argument, got: scheme, allowed, fix: "declare it there, or write one of them" }];
}

/** Without a scope the authoriser takes identity tokens, which are for the application and for nobody else to read. */
function scopeProblems(argument: string, scopes: unknown): ArgumentProblem[] {
  const list = elementsOf(scopes) ?? [];
  if (list.length > 0 && list.every((scope) => typeof scope === "string" && /^\S+$/.test(scope))) return [];
  return [
    {
      argument,
      got: scopes,
      allowed:
        "one scope or more, of which an access token must hold one: without any, API Gateway takes identity tokens",
      fix: 'write a scope of the user pool, for example "todos/read"',
    },
  ];
}
