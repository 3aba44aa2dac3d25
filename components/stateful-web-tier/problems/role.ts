import type { Check } from "../../arguments/checks";
import { isLater, shapeProblems } from "../../arguments/inputs";
import { jsonIn } from "../../arguments/json";
import { elementsOf } from "../../arguments/list";
import { nestedProblems } from "../../arguments/nested";
import type { ArgumentProblem } from "../../arguments/problem";
import { partNameProblems } from "../../arguments/part-names";
import { entriesOf, isRecord } from "../../arguments/records";
import type { RolePermission } from "../store-access";

const asPolicy = "take the permission out and write it as a policy under rolePolicies: this can only allow";

/**
 * A key that nobody reads is refused: `effect: "Deny"` or a condition left unread would permit more than was said, and so
 * would the permission without it, or `notActions` by the name of what it is the reverse of.
 */
export function rolePermissionProblems(value: unknown, argument: string): ArgumentProblem[] {
  const checks = {
    actions: (one: unknown, at: string) =>
      listProblems(one, at, 'IAM\'s names of actions, for example ["ses:SendEmail"]', actionProblems),
    resourceArns: (one: unknown, at: string) =>
      listProblems(one, at, "a list of ARNs, or of outputs of them", arnProblems),
  };
  const problems = nestedProblems<RolePermission>(argument, value, checks, asPolicy);
  return problems.map((problem) => {
    const key = problem.argument.slice(argument.length + 1);
    return /^"?not/i.test(key) ? { ...problem, fix: asPolicy } : problem;
  });
}

/** The grammar of a policy (IAM user guide, "Grammar of the IAM JSON policy language"): an object with a Statement. */
export function rolePolicyProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (isLater(value) || isPolicy(value)) return [];
  return [
    {
      argument,
      got: value,
      allowed: "a policy in JSON, an object with a Statement, or an output of one",
      fix: 'write JSON.stringify({ Version: "2012-10-17", Statement: [...] }), or pulumi.jsonStringify for outputs',
    },
  ];
}

function isPolicy(text: unknown): boolean {
  const document = jsonIn(text);
  if (!isRecord(document)) return false;
  const { Statement: statement } = document;
  return Array.isArray(statement) || isRecord(statement);
}

function listProblems(value: unknown, argument: string, allowed: string, check: Check): ArgumentProblem[] {
  const elements = elementsOf(value) ?? [];
  if (elements.length === 0) return [{ argument, got: value, allowed, fix: "write at least one, in brackets" }];
  return elements.flatMap((element, index) => check(element, `${argument}[${String(index)}]`));
}

/** An ARN (AWS General Reference, "Amazon Resource Names"), or "*" for actions that know no narrower resource. */
const arnProblems: Check = (value, argument) =>
  shapeProblems(argument, value, {
    pattern: /^(?:\*|arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:.+)$/,
    what: 'an ARN, or "*"',
    example: "arn:aws:s3:::my-bucket/*",
  });

function actionProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (typeof value === "string" && /^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(value)) return [];
  return [{ argument, got: value, allowed: "a service and an action", fix: 'write it as IAM does, "ses:SendEmail"' }];
}

/** Each name is that of a policy of the role, whichever way it is written. */
export function permissionNameProblems({ rolePermissions, rolePolicies }: Record<string, unknown>): ArgumentProblem[] {
  const names = entriesOf(rolePermissions).map(([name]) => name);
  const twice = entriesOf(rolePolicies).flatMap(([name]) => (names.includes(name) ? [name] : []));
  return [
    ...partNameProblems("rolePermissions", rolePermissions, { example: "database" }),
    ...partNameProblems("rolePolicies", rolePolicies, { example: "database" }),
    ...twice.map((name) => ({
      argument: `rolePolicies[${JSON.stringify(name)}]`,
      got: name,
      allowed: "a name that rolePermissions does not have",
      fix: "give it another name",
    })),
  ];
}
