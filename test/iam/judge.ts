import { areMet, type Conditions } from "./conditions";
import { checkContext, type Context } from "./keys";
import { fitsAction, fitsResource } from "./patterns";

/** Somebody who asks: one of the account's, or one whom a provider of identities vouches for. */
export type Principal = Readonly<{ AWS: string } | { Federated: string } | { Service: string }>;

export interface Request {
  principal: Principal;
  action: string;
  resource: string;
  context: Context;
}

export type Verdict = "allowed" | "denied" | "silent";

/** A statement as IAM takes it. Elements that are not here stop the judge. */
interface Statement {
  Sid?: string;
  Effect: string;
  Principal?: "*" | Record<string, string | string[]>;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Conditions;
}

const elements = new Set([
  ...["Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
]);

/**
 * What policies say to a request, by the rules of the IAM user guide ("Policy evaluation logic"): a Deny wins, then an
 * Allow, and otherwise nothing is said, which is no. It overlooks nothing: what it does not know is an error.
 */
export function verdict(policies: readonly string[], request: Request): Verdict {
  checkContext(request.context);
  // Every policy is judged, also behind a Deny.
  const effects = policies
    .flatMap(statementsOf)
    .flatMap((statement) => (applies(statement, request) ? [statement.Effect] : []));
  if (effects.includes("Deny")) return "denied";
  return effects.includes("Allow") ? "allowed" : "silent";
}

function statementsOf(policy: string): Statement[] {
  const { Version, Statement, ...others } = JSON.parse(policy) as {
    Version?: string;
    Statement: Statement | Statement[];
  };
  // In the older language `${…}` is letters.
  if (Version !== "2012-10-17") throw new Error(`a policy of the version ${String(Version)}`);
  const strange = Object.keys(others).filter((element) => element !== "Id");
  const statements = [Statement].flat();
  const unknown = [...strange, ...statements.flatMap(Object.keys).filter((element) => !elements.has(element))];
  if (unknown.length > 0) throw new Error(`the judge does not know the elements ${unknown.join(", ")}`);
  return statements;
}

function applies(statement: Statement, { principal, action, resource, context }: Request): boolean {
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
    throw new Error(`an effect that is neither Allow nor Deny: ${statement.Effect}`);
  }
  // Where a pattern can be read in two ways, the wider one permits and the narrower one forbids.
  const isWide = (statement.Effect === "Allow") === (statement.NotResource === undefined);
  // All four are asked, so that what is not known is found wherever it stands.
  const answers = [
    isNamed(statement.Principal, principal),
    isAmong(statement, "Action", (pattern) => fitsAction(pattern, action)),
    // A trust policy is a role's own, and names no resource.
    statement.Resource === undefined && statement.NotResource === undefined && "Principal" in statement
      ? true
      : isAmong(statement, "Resource", (pattern) => fitsResource(pattern, resource, context, isWide)),
    areMet(statement.Condition ?? {}, context),
  ];
  return answers.every(Boolean);
}

function isAmong(statement: Statement, element: "Action" | "Resource", isOne: (pattern: string) => boolean): boolean {
  const [named, others] = [statement[element], statement[`Not${element}`]];
  if ((named === undefined) === (others === undefined)) throw new Error(`a statement with neither or both ${element}s`);
  const answers = [named ?? others ?? []].flat().map(isOne);
  return named === undefined ? !answers.includes(true) : answers.includes(true);
}

/** Whom a policy of a resource or a role means; a policy of a role's own permissions means whoever has the role. */
function isNamed(named: Statement["Principal"], principal: Principal): boolean {
  if (named === undefined || named === "*") return true;
  return Object.entries(named).some(([kind, names]) => {
    if (!["AWS", "Federated", "Service"].includes(kind))
      throw new Error(`the judge does not know the principal ${kind}`);
    const own = Object.entries(principal).find(([one]) => one === kind)?.[1];
    return own !== undefined && [names].flat().some((name) => name === "*" || name === own);
  });
}
