import type { ArgumentProblem } from "../arguments/problem";
import { isRecord } from "../arguments/records";

// Cognito developer guide, "Quotas": scopes of a client, of which two are its own.
const mostScopes = 48;
const longestText = 256;
// Cognito API, ResourceServerScopeType: neither quotes nor backslashes, nor the slash that parts it from the identifier.
const scopeName = /^[!#-.0-[\]-~]{1,256}$/;
// Cognito API, CreateResourceServer.
const identifier = /^[!#-[\]-~]{1,256}$/;

export function scopesProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  const fix = 'write them as { "todos.read": "Read your todos" }';
  if (!isRecord(value) || Object.keys(value).length > mostScopes) {
    return [{ argument, got: value, allowed: `at most ${mostScopes} scopes by name, plain`, fix }];
  }
  return Object.entries(value).flatMap(([name, description]) => {
    const path = `${argument}[${JSON.stringify(name)}]`;
    const wrongName: ArgumentProblem[] = scopeName.test(name)
      ? []
      : [
          {
            argument: path,
            gotInWords: "a scope of that name",
            allowed: `1 to ${longestText} printable characters without spaces, quotes, slashes and backslashes`,
            fix,
          },
        ];
    const isText = typeof description === "string" && description !== "" && description.length <= longestText;
    const allowed = `what it permits, for people, in 1 to ${longestText} characters, plain`;
    return [...wrongName, ...(isText ? [] : [{ argument: path, got: description, allowed, fix }])];
  });
}

export function apiIdentifierProblems(argument: string, value: unknown, scopes: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  if (!isRecord(scopes) || Object.keys(scopes).length === 0) {
    return [{ argument, got: value, allowed: "nothing without scopes", fix: "leave it out, or give scopes" }];
  }
  if (typeof value === "string" && identifier.test(value)) return [];
  const allowed = `1 to ${longestText} printable characters without spaces, quotes and backslashes, plain`;
  return [{ argument, got: value, allowed, fix: "write for example todos, or leave it out for the component's name" }];
}
