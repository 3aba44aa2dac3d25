import type { Leaf, Reading } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { isList, isRecord, isUnknown, own, UNKNOWN, type Unknown, type Value, type ValueRecord } from "../graph/value";

/** What a statement names: patterns, or with `isBut` all that is none of them (`NotAction`, `NotResource`). */
export interface Named {
  readonly patterns: readonly (string | Unknown)[];
  readonly isBut: boolean;
}

/** A statement of a policy, and where it stands. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: Named;
  readonly resources: Named;
  /** Whom it speaks of, in the policy of a resource. */
  readonly principals: { readonly value: Value; readonly isBut: boolean } | undefined;
  /** It holds only under conditions. */
  readonly isConditional: boolean;
  /** False where it is not known yet whether it says so. */
  readonly isCertain: boolean;
  /** The resource that it is written in, and the property: what is not known in it hangs on that. */
  readonly source: PlainResource;
  readonly at: string;
}

/** A policy may be given as text or as what the text would say. */
export type Document =
  | { readonly state: "read"; readonly statements: readonly Statement[] }
  /** Not known yet, or not to be understood. */
  | { readonly state: "unread"; readonly why: "not known yet" | "no policy that can be read" };

export function documentIn(source: PlainResource, { at, reading }: Pick<Leaf, "at" | "reading">): Document {
  const value = parsed(reading);
  if (value === undefined)
    return { state: "unread", why: reading.state === "unknown" ? "not known yet" : "no policy that can be read" };
  const listed = own(value, "Statement");
  // A single statement may stand without its list (IAM user guide, "Grammar of the IAM JSON policy language").
  const statements = isList(listed) ? listed : [listed ?? null];
  return {
    state: "read",
    statements: statements.flatMap((statement) => {
      if (isUnknown(statement)) return [anything(source, at)];
      return isRecord(statement) ? statementIn(statement, source, at) : [];
    }),
  };
}

function parsed(reading: Reading): ValueRecord | undefined {
  if (reading.state !== "known") return undefined;
  if (typeof reading.value !== "string") return isRecord(reading.value) ? reading.value : undefined;
  try {
    const content: unknown = JSON.parse(reading.value);
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function statementIn(statement: ValueRecord, source: PlainResource, at: string): readonly Statement[] {
  const effect = own(statement, "Effect");
  const isDeny = effect === "Deny";
  const condition = own(statement, "Condition");
  const isTls = asksForTls(condition, isDeny);
  // Whoever may may use TLS as well, so that it keeps nobody out.
  if (isDeny && isTls) return [];
  const but = own(statement, "NotPrincipal");
  const principal = but ?? own(statement, "Principal");
  return [
    {
      effect: isDeny ? "Deny" : "Allow",
      isCertain: !isUnknown(effect),
      actions: namedIn(statement, "Action"),
      resources: namedIn(statement, "Resource"),
      principals: principal === undefined ? undefined : { value: principal, isBut: but !== undefined },
      isConditional: condition !== undefined && condition !== null && !isTls,
      ...{ source, at },
    },
  ];
}

/** A statement of which nothing is known: it may allow everything. */
const anything = (source: PlainResource, at: string): Statement => ({
  effect: "Allow",
  isCertain: false,
  actions: { patterns: ["*"], isBut: false },
  resources: { patterns: [UNKNOWN], isBut: false },
  principals: { value: UNKNOWN, isBut: false },
  isConditional: false,
  source,
  at,
});

function namedIn(statement: ValueRecord, key: "Action" | "Resource"): Named {
  const but = own(statement, `Not${key}`);
  const given = but ?? own(statement, key) ?? [];
  const members: readonly Value[] = isList(given) ? given : [given];
  const patterns = members.filter((member) => typeof member === "string" || isUnknown(member));
  return { patterns, isBut: but !== undefined };
}

/** Whether what a condition asks for is that the call is made over TLS, or in a Deny that it is not. */
function asksForTls(condition: Value | undefined, isDeny: boolean): boolean {
  if (!isRecord(condition) || Object.keys(condition).length !== 1) return false;
  const test = own(condition, "Bool");
  const [first, ...more] = isRecord(test ?? null) ? Object.entries(test ?? {}) : [];
  if (first === undefined || more.length > 0 || first[0].toLowerCase() !== "aws:securetransport") return false;
  return [!isDeny, String(!isDeny)].some((value) => value === first[1]);
}
