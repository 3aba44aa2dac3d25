import { isLater } from "../arguments/inputs";
import type { ArgumentProblem } from "../arguments/problem";

/** What other people's ARNs name here. No star is in them: one would reach what nobody named. */
const arns = {
  dynamodb: {
    // A table in all its regions has one ARN in each. Its indexes are below it and have keys of their own.
    pattern: /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]{3,255}$/,
    allowed: "the ARN of a table, not of an index, and without a star",
    example: "arn:aws:dynamodb:eu-west-1:123456789012:table/todos",
  },
  lambda: {
    pattern: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(?::[\w-]{1,128})?$/,
    allowed: "the ARN of one function, or of one version or alias of it, and without a star",
    example: "arn:aws:lambda:eu-west-1:123456789012:function:share",
  },
  ses: {
    pattern: /^arn:aws[a-z-]*:ses:[a-z0-9-]+:\d{12}:identity\/[^\s/*]+$/,
    allowed: "the ARN of an identity of SES, verified there",
    example: "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
  },
} as const;

export function arnProblems(argument: string, value: unknown, kind: keyof typeof arns): ArgumentProblem[] {
  if (value === undefined || isLater(value)) return [];
  const { pattern, allowed, example } = arns[kind];
  if (typeof value === "string" && pattern.test(value)) return [];
  return [{ argument, got: value, allowed: `${allowed}, or an output of it`, fix: `write for example "${example}"` }];
}

/** Cognito API, CreateUserPoolDomain, and what its developer guide reserves. */
export function domainPrefixProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (isLater(value)) return [];
  const isRight =
    typeof value === "string" &&
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(value) &&
    !/aws|amazon|cognito/.test(value);
  if (isRight) return [];
  return [
    {
      argument,
      got: value,
      allowed:
        "1 to 63 lower-case letters, digits and dashes, no dash at an end, without the words aws, amazon and cognito, " +
        "which nobody else has in the region",
      fix: 'write for example "todo-example-com"',
    },
  ];
}

export function mailFromProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined || isLater(value)) return [];
  const address = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
  const named = typeof value === "string" ? /^[^<>]+ <([^<>]+)>$/.exec(value)?.[1] : undefined;
  if (typeof value === "string" && address.test(named ?? value)) return [];
  const allowed = "an address of the identity, alone or behind a name, or an output of one";
  return [{ argument, got: value, allowed, fix: 'write for example "Todo <no-reply@example.com>"' }];
}
