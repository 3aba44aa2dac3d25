import { permittedStores, type PermittedStore } from "../aws/permitted-stores";
import { followOne } from "../graph/follow";
import { read, readEach, type Leaf, type Reading } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { isUnknown, type Unknown } from "../graph/value";
import { arnCovers, arnMayCover, arnsMayMeet, arnsMeet, covers } from "./globs";
import type { Named, Statement } from "./statements";

/** Whether a statement speaks of something. */
export type Standing = "in" | "perhaps" | "out";

const nearest = (standings: readonly Standing[]): Standing =>
  standings.find((standing) => standing === "in") ?? standings.find((standing) => standing === "perhaps") ?? "out";

/** An action on a store, or on the part of it behind its ARN. */
export interface Deed {
  readonly action: string;
  readonly store: PlainResource;
  /** The ARNs of what it is done to: as patterns, where they are not known as a whole. */
  readonly targets: readonly string[];
  readonly isKnown: boolean;
}

export function deedOn(store: PlainResource, { arn, name }: PermittedStore, on: string, action: string): Deed {
  const [known, called] = [textAt(store, "arn"), textAt(store, name)];
  return { action, store, targets: [`${known ?? arn(called ?? "*")}${on}`], isKnown: known !== undefined };
}

function textAt(resource: PlainResource, at: string): string | undefined {
  const reading = read(resource, at);
  return reading.state === "known" && typeof reading.value === "string" && reading.value !== ""
    ? reading.value
    : undefined;
}

/** Whether a statement speaks of an action on some of a store. */
export function speaksOf(stack: Stack, statement: Statement, deed: Deed): Standing {
  const action = namesAction(statement.actions, deed.action);
  const resource = action === "out" ? "out" : namesSome(stack, statement, deed);
  if (resource === "out") return "out";
  return action === "in" && resource === "in" && statement.isCertain ? "in" : "perhaps";
}

/** Whether it speaks of an action on all that another statement allows it on: whether a Deny leaves nothing of it. */
export function speaksOfAll(stack: Stack, deny: Statement, allow: Statement, deed: Deed): Standing {
  const action = namesAction(deny.actions, deed.action);
  const resource = action === "out" ? "out" : namesAll(stack, deny, allow, deed);
  if (resource === "out") return "out";
  return action === "in" && resource === "in" && deny.isCertain ? "in" : "perhaps";
}

/** Actions are not told apart by case (IAM user guide, "IAM JSON policy elements: Action"). */
function namesAction({ patterns, isBut }: Named, action: string): Standing {
  const found = nearest(
    patterns.map((pattern) => {
      if (isUnknown(pattern)) return "perhaps";
      return covers(pattern.toLowerCase(), action.toLowerCase()) ? "in" : "out";
    }),
  );
  return isBut ? opposite(found) : found;
}

const opposites = { in: "out", perhaps: "perhaps", out: "in" } as const;
const opposite = (standing: Standing): Standing => opposites[standing];

function namesSome(stack: Stack, statement: Statement, deed: Deed): Standing {
  const { patterns, isBut } = statement.resources;
  if (isBut) return opposite(nearest(patterns.map((pattern) => holdsForAll(stack, statement, pattern, deed))));
  return nearest(
    patterns.map((pattern): Standing => {
      if (isUnknown(pattern)) return followed(stack, statement, deed);
      const named = namesOne(pattern, deed);
      if (named !== "in") return named;
      return deed.isKnown || holdsForAll(stack, statement, pattern, deed) === "in" ? "in" : "perhaps";
    }),
  );
}

function namesAll(stack: Stack, deny: Statement, allow: Statement, deed: Deed): Standing {
  const { patterns, isBut } = deny.resources;
  if (isBut) {
    const spared = patterns.map((pattern): Standing => {
      if (isUnknown(pattern)) return followed(stack, deny, deed);
      return namesOne(pattern, deed);
    });
    return opposite(nearest(spared));
  }
  const allowed = allow.resources.isBut ? [] : allow.resources.patterns;
  const isNarrow = (pattern: string): boolean =>
    allowed.length > 0 && allowed.every((each) => !isUnknown(each) && arnCovers(pattern, each));
  return nearest(
    patterns.map((pattern) =>
      !isUnknown(pattern) && isNarrow(pattern) ? "in" : holdsForAll(stack, deny, pattern, deed),
    ),
  );
}

/** Whether a pattern holds for some of what the action is done to: perhaps, where that is only one way to read it. */
function namesOne(pattern: string, { targets }: Deed): Standing {
  if (targets.some((target) => arnsMeet(pattern, target))) return "in";
  return targets.some((target) => arnsMayMeet(pattern, target)) ? "perhaps" : "out";
}

/** Whether a pattern holds for all that the action is done to. What is not known yet may be a part of it only. */
function holdsForAll(stack: Stack, statement: Statement, pattern: string | Unknown, deed: Deed): Standing {
  if (isUnknown(pattern)) return followed(stack, statement, deed) === "out" ? "out" : "perhaps";
  if (deed.targets.every((target) => arnCovers(pattern, target))) return "in";
  if (deed.targets.every((target) => arnMayCover(pattern, target))) return "perhaps";
  return !deed.isKnown && namesOne(pattern, deed) !== "out" ? "perhaps" : "out";
}

/**
 * A name that is not known yet is followed by what the policy hangs on. Several in a list are several stores where none
 * has parts that a policy would name beside it, as it does a bucket and its objects; then counting may decide.
 */
function followed(stack: Stack, { source, at, resources }: Statement, { store }: Deed): Standing {
  const isWhole = permittedStores.get(store.type)?.actions.every(({ on }) => on === "") ?? false;
  const unknowns = resources.patterns.filter(isUnknown);
  const reading: Reading =
    isWhole && unknowns.length > 1 ? { state: "known", value: unknowns } : { state: "unknown", needs: [] };
  return meantIn(stack, source, { at: `${at}.Resource`, reading }, store);
}

/** Whether a place means a store: by itself, or by what stands in for it. */
export function meantIn(
  stack: Stack,
  source: PlainResource,
  leaf: Pick<Leaf, "at" | "reading">,
  store: PlainResource,
): Standing {
  const standIns = permittedStores.get(store.type)?.standIns ?? [];
  const { certain, oneOf, hasMore } = followOne(stack, source, leaf, [store.type, ...standIns.map(({ type }) => type)]);
  const storesBehind = (found: readonly PlainResource[]): ReadonlySet<PlainResource | undefined> =>
    new Set(found.map((each) => (each.type === store.type ? each : storeBehind(stack, each))));
  const [meant, choice] = [storesBehind(certain), storesBehind(oneOf)];
  // A choice of a store and what stands in for it is none.
  const isOne = choice.size === 1 && !hasMore;
  if (meant.has(store) || (isOne && choice.has(store))) return "in";
  return choice.has(store) || meant.has(undefined) || (hasMore && certain.length === 0) ? "perhaps" : "out";
}

/** The store that a stand-in names; nothing where that cannot be followed. */
function storeBehind(stack: Stack, standIn: PlainResource): PlainResource | undefined {
  const names = [...permittedStores].flatMap(([type, { standIns }]) =>
    standIns.flatMap((each) => (each.type === standIn.type ? [{ type, at: each.store }] : [])),
  );
  const types = names.map(({ type }) => type);
  const found = names.flatMap(({ at }) =>
    readEach(standIn, at).flatMap((leaf) => followOne(stack, standIn, leaf, types).certain),
  );
  return found[0];
}
