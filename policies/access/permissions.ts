import { permittedStores, type PermittedStore, type Right } from "../aws/permitted-stores";
import type { PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { holders, strayPolicies, type Holder } from "./holders";
import { principalsIn, type Principal } from "./principals";
import { deedOn, meantIn, speaksOf, speaksOfAll, type Deed, type Standing } from "./standing";
import type { Statement } from "./statements";
import { policiesOf, type StorePolicies } from "./store-policies";
import { asWearer, wearersOf, type Wearer } from "./wearers";

/** What somebody may do with a store. */
export interface Permission {
  readonly who: Wearer;
  readonly right: Right;
  /** False where it depends on something that is not known. */
  readonly isCertain: boolean;
  /** It holds only under conditions. */
  readonly isConditional: boolean;
}

/** What keeps data and is reached by permission, and who may. */
export interface StorePermissions {
  readonly store: PlainResource;
  readonly what: string;
  readonly permitted: readonly Permission[];
  /** Why others may, too; empty where nobody else does. */
  readonly doubts: readonly string[];
}

/**
 * Who may do what with each store: by the policies of roles, users and groups, and by the store's own. Keys are not
 * looked at, nor what an account's organization allows, which only take away; nor whom this stack does not show.
 */
export function storePermissions(stack: Stack): readonly StorePermissions[] {
  return stack.ofType(...permittedStores.keys()).flatMap((store) => {
    const kind = permittedStores.get(store.type);
    if (kind === undefined) return [];
    const asked = { store, own: policiesOf(stack, store), deeds: deedsOn(store, kind) };
    const { own } = asked;
    const inside = holders(stack).map((holder) => byHolder(stack, asked, holder));
    const outside = outsidersIn(stack, own.statements).map((one) => byOutsider(stack, asked, one));
    return {
      store,
      what: kind.what,
      permitted: once([...inside.flatMap(({ permitted }) => permitted), ...outside.flat()]),
      doubts: [...new Set([...inside.flatMap(({ doubts }) => doubts), ...own.doubts, ...strayPolicies(stack)])],
    };
  });
}

interface Asked {
  readonly store: PlainResource;
  readonly own: StorePolicies;
  readonly deeds: readonly PossibleDeed[];
}

/** What can be done with a store, and which right that is. */
interface PossibleDeed {
  readonly right: Right;
  readonly deed: Deed;
}

function deedsOn(store: PlainResource, kind: PermittedStore): readonly PossibleDeed[] {
  return kind.actions.flatMap(({ on, right, names }) =>
    names.map((name) => ({ right, deed: deedOn(store, kind, on, name) })),
  );
}

type Told = Pick<StorePermissions, "permitted" | "doubts">;

function byHolder(stack: Stack, { store, own, deeds }: Asked, holder: Holder): Told {
  const named = own.statements.flatMap((statement) => {
    const standing = namesHolder(stack, statement, holder.resource);
    if (standing === "out") return [];
    return [{ ...statement, isCertain: statement.isCertain && standing === "in" }];
  });
  const statements = [...holder.statements, ...named];
  const may = rightsBy(stack, deeds, statements).map((right) => ({
    ...right,
    isConditional: right.isConditional || holder.isBounded,
  }));
  // A policy that cannot be read allows what it may: with what hangs on the store everything, else nobody can tell.
  const isMeant = ({ written }: Holder["unread"][number]): boolean =>
    written === undefined || meantIn(stack, written.source, written, store) !== "out";
  const unread = holder.unread.filter(isMeant);
  const perhaps = unread.length === 0 ? [] : everyRight(deeds);
  const wearers = may.length + perhaps.length === 0 ? [] : wearersOf(stack, holder);
  const permitted = wearers.flatMap((who) =>
    [...may, ...perhaps].map((each) => ({ ...each, who, isCertain: each.isCertain && who.isCertain })),
  );
  return { permitted, doubts: unread.map(({ why }) => why) };
}

const everyRight = (deeds: readonly PossibleDeed[]): readonly Omit<Permission, "who">[] =>
  [...new Set(deeds.map(({ right }) => right))].map((right) => ({ right, isCertain: false, isConditional: false }));

/** What a store's own policy says of somebody: everybody's Deny is theirs, but everybody's Allow is told of by itself. */
function namesHolder(stack: Stack, statement: Statement, { urn }: PlainResource): Standing {
  const principals = principalsIn(stack, statement);
  const own = principals.filter((principal) => principal.kind === "role" && principal.role.urn === urn);
  const named = own.map((principal): Standing => (asWearer(principal).isCertain ? "in" : "perhaps"))[0];
  if (statement.principals?.isBut === true) {
    if (statement.effect === "Allow" || named === "in") return "out";
    return named ?? "in";
  }
  if (named !== undefined) return named;
  if (statement.effect === "Allow") return "out";
  if (principals.some(({ kind }) => kind === "everybody")) return "in";
  return principals.some(({ kind }) => kind === "not known") ? "perhaps" : "out";
}

/** Those whom a store's own policy lets in and who hold no policies here. */
function outsidersIn(stack: Stack, statements: readonly Statement[]): readonly Principal[] {
  const found = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement): readonly Principal[] =>
      statement.principals?.isBut === true ? [{ kind: "everybody" }] : principalsIn(stack, statement),
    );
  return [...new Map(found.filter(({ kind }) => kind !== "role").map((each) => [keyOf(each), each])).values()];
}

const keyOf = (principal: Principal): string => (principal.kind === "outside" ? principal.name : principal.kind);

function byOutsider(stack: Stack, { own, deeds }: Asked, outsider: Principal): readonly Permission[] {
  const statements = own.statements.filter((statement) => {
    const named = principalsIn(stack, statement);
    const isNamed = named.some((each) => keyOf(each) === keyOf(outsider) && each.kind !== "role");
    if (statement.principals?.isBut === true) return !isNamed;
    return isNamed || (statement.effect === "Deny" && named.some((each) => each.kind === "everybody"));
  });
  const who = asWearer(outsider);
  return rightsBy(stack, deeds, statements).map((right) => ({
    ...right,
    who,
    isCertain: right.isCertain && who.isCertain,
  }));
}

/** What statements come to, action by action: what one allows and none denies. */
function rightsBy(
  stack: Stack,
  deeds: readonly PossibleDeed[],
  statements: readonly Statement[],
): readonly Omit<Permission, "who">[] {
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const denies = statements.filter(({ effect }) => effect === "Deny");
  return deeds.flatMap(({ right, deed }) =>
    allows.flatMap((allow) => allowedBy(stack, { allow, denies, deed }).map((each) => ({ ...each, right }))),
  );
}

function allowedBy(
  stack: Stack,
  { allow, denies, deed }: { allow: Statement; denies: readonly Statement[]; deed: Deed },
): readonly Pick<Permission, "isCertain" | "isConditional">[] {
  const allowed = speaksOf(stack, allow, deed);
  if (allowed === "out") return [];
  const against = denies
    .map((deny) => ({ deny, standing: speaksOfAll(stack, deny, allow, deed) }))
    .filter(({ standing }) => standing !== "out");
  const plain = against.filter(({ deny }) => !deny.isConditional);
  if (plain.some(({ standing }) => standing === "in")) return [];
  return [
    {
      isCertain: allowed === "in" && plain.length === 0,
      isConditional: allow.isConditional || against.some(({ deny }) => deny.isConditional),
    },
  ];
}

/** Each right of each once: certain before not, and without conditions before with them. */
function once(found: readonly Permission[]): readonly Permission[] {
  const kept = new Map<string, Permission>();
  for (const permission of found) {
    const key = `${permission.who.resource?.urn ?? permission.who.what} ${permission.right}`;
    const before = kept.get(key);
    if (before === undefined || rank(permission) > rank(before)) kept.set(key, permission);
  }
  return [...kept.values()];
}

const rank = ({ isCertain, isConditional }: Permission): number => (isCertain ? 2 : 0) + (isConditional ? 0 : 1);
