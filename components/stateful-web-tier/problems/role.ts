import { elementsOf } from "../../arguments/list";
import type { ArgumentProblem } from "../../arguments/problem";
import { fieldProblems, textProblems } from "../../arguments/inputs";
import { entriesOf } from "../../arguments/records";
import { partNameProblems } from "./part-names";

export function rolePermissionProblems(value: unknown, argument: string): ArgumentProblem[] {
  return fieldProblems(argument, value, "the permission", {
    actions: (one, at) =>
      listProblems(one, at, 'IAM\'s names of actions, for example ["ses:SendEmail"]', actionProblems),
    resourceArns: (one, at) => listProblems(one, at, "a list of ARNs, or of outputs of them", textsOnly),
  });
}

type Check = (value: unknown, argument: string) => ArgumentProblem[];

function listProblems(value: unknown, argument: string, allowed: string, check: Check): ArgumentProblem[] {
  const elements = elementsOf(value) ?? [];
  if (elements.length === 0) return [{ argument, got: value, allowed, fix: "write at least one, in brackets" }];
  return elements.flatMap((element, index) => check(element, `${argument}[${String(index)}]`));
}

const textsOnly: Check = (value, argument) => textProblems(argument, value);

function actionProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (typeof value === "string" && /^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(value)) return [];
  return [{ argument, got: value, allowed: "a service and an action", fix: 'write it as IAM does, "ses:SendEmail"' }];
}

/** Each name is that of a policy of the role, whichever way it is written. */
export function permissionNameProblems({ rolePermissions, rolePolicies }: Record<string, unknown>): ArgumentProblem[] {
  const names = entriesOf(rolePermissions).map(([name]) => name);
  const twice = entriesOf(rolePolicies).flatMap(([name]) => (names.includes(name) ? [name] : []));
  return [
    ...partNameProblems("rolePermissions", rolePermissions),
    ...partNameProblems("rolePolicies", rolePolicies),
    ...twice.map((name) => ({
      argument: `rolePolicies[${JSON.stringify(name)}]`,
      got: name,
      allowed: "a name that rolePermissions does not have",
      fix: "give it another name",
    })),
  ];
}
