import { text } from "../stack";
import type { Value } from "../../../sandbox";

export interface Statement {
  Effect: "Allow" | "Deny";
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export function statementsOf(policy: Value | undefined): Statement[] {
  return (JSON.parse(text(policy)) as { Statement: Statement[] }).Statement;
}

/** What IAM knows of a request besides its action: its keys and what they say. */
export type RequestContext = Record<string, string | undefined>;

/** What a policy says to a request, by IAM's rules for the conditions that the share uses. */
export function verdict(
  statements: Statement[],
  action: string,
  context: RequestContext,
): "allowed" | "denied" | "silent" {
  const fitting = statements.filter(
    (statement) =>
      listOf(statement.Action).some((known) => known === "*" || known === action) && holds(statement, context),
  );
  if (fitting.some(({ Effect }) => Effect === "Deny")) return "denied";
  return fitting.length > 0 ? "allowed" : "silent";
}

function holds({ Condition = {} }: Statement, context: RequestContext): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => compare(operator, context[key], listOf(wanted))),
  );
}

function compare(operator: string, value: string | undefined, wanted: string[]): boolean {
  switch (operator) {
    case "Bool":
    case "StringEquals":
      return value !== undefined && wanted.includes(value);
    case "StringNotEquals":
      // IAM user guide: a negated operator matches where there is no such key.
      return value === undefined || !wanted.includes(value);
    case "Null":
      return wanted.includes(String(value === undefined));
    default:
      throw new Error(`the share uses no ${operator}`);
  }
}

export function listOf(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}
