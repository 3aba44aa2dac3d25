import { ROLE } from "../aws/role-policies";
import { follow, type Followed } from "../graph/follow";
import type { Leaf } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { isList, isRecord, isUnknown, UNKNOWN, type Value } from "../graph/value";
import type { Statement } from "./statements";

/** Whom a policy names: somebody in this stack, somebody outside it, everybody, or whoever that will be. */
export type Principal =
  | { readonly kind: "role"; readonly role: PlainResource; readonly isCertain: boolean }
  | { readonly kind: "outside"; readonly name: string }
  | { readonly kind: "everybody" }
  | { readonly kind: "not known" };

/** The principals of a statement (IAM user guide, "AWS JSON policy elements: Principal"). */
export function principalsIn(stack: Stack, { principals, source, at }: Statement): readonly Principal[] {
  const value = principals?.value;
  if (value === undefined) return [];
  if (value === "*") return [{ kind: "everybody" }];
  if (isUnknown(value)) return meant(stack, source, at, value);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([kind, named]) => {
    const members: readonly Value[] = isList(named) ? named : [named];
    return members.flatMap((member): readonly Principal[] => {
      if (kind !== "AWS") return typeof member === "string" ? [outsider(kind, member)] : [{ kind: "not known" }];
      return member === "*" ? [{ kind: "everybody" }] : meant(stack, source, at, member);
    });
  });
}

const words: Readonly<Record<string, string>> = { Service: "service", Federated: "people signed in by" };

const outsider = (kind: string, name: string): Principal => ({
  kind: "outside",
  name: `${words[kind] ?? kind} ${name}`,
});

/** A role of this stack, or somebody of an account. */
function meant(stack: Stack, source: PlainResource, at: string, value: Value): readonly Principal[] {
  const reading: Leaf["reading"] = value === UNKNOWN ? { state: "unknown", needs: [] } : { state: "known", value };
  const { certain, oneOf, outside, hasMore }: Followed = follow(stack, source, { at, reading }, [ROLE]);
  return [
    ...certain.map((role): Principal => ({ kind: "role", role, isCertain: true })),
    ...oneOf.map((role): Principal => ({ kind: "role", role, isCertain: false })),
    ...outside.map((arn): Principal => ({ kind: "outside", name: nameOf(arn) })),
    ...(hasMore ? [{ kind: "not known" } as const] : []),
  ];
}

/** An account may be named by its number, or as the root of it. */
function nameOf(arn: string): string {
  const [, account] = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(arn) ?? [];
  return account === undefined ? arn : `account ${account}`;
}
