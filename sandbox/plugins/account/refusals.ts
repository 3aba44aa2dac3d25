import { isDeepStrictEqual } from "node:util";
import { modelOf, resourceModels } from "../../aws";
import type { Attempt, Change, Refusal, Thing, UniqueRule } from "../../aws/behaviour";
import type { ResourceModel } from "../../aws/model";
import type { Properties, Value } from "../../values";
import type { Contents } from "./account-file";
import { isIn, isProtected, present, thingOf, type Holding } from "./holding";
import { argumentsThatName, danglingReference } from "./references";

/** What AWS refuses. Whoever throws it changes nothing. */
export class Refused extends Error {}

function refuse(refusal: Refusal): void {
  if (refusal !== undefined) throw new Refused(refusal);
}

/** What AWS does with what it admits: the arguments that it takes for other ones, and what changes along. */
interface Admitted {
  taken: Properties;
  along: readonly Change[];
}

/** Throws what AWS says to this becoming part of the account, or to becoming different. */
export function admit(holding: Holding, now: Holding | undefined, contents: Contents, accountId: string): Admitted {
  const model = modelOf(holding.type);
  refuse(danglingReference(holding, contents, { accountId }));
  const others = besides(now, contents);
  for (const rule of model.unique ?? []) refuse(taken(rule, holding, model, others));
  const attempt = { ...attemptOf(holding, others), ...(now ? { now: thingOf(now) } : {}) };
  refuse(model.refuses?.(attempt));
  return { taken: model.takes?.(attempt) ?? {}, along: model.changesAlong?.(attempt) ?? [] };
}

/** Throws what AWS says to a deletion; `told` is what the provider was last told of the thing. */
export function admitDeletion(holding: Holding, told: Properties, contents: Contents): void {
  const model = modelOf(holding.type);
  const thing = thingOf(holding);
  if (isProtected(holding)) refuse(model.protection?.refusal(thing));
  const attempt = attemptOf({ ...holding, inputs: told }, besides(holding, contents));
  refuse(model.refusesDelete?.({ ...attempt, now: thing }));
  if (!model.whileUsed) return;
  const users = present(contents).filter((other) => holdsBack(other, holding));
  if (users.length > 0) refuse(`${model.whileUsed(thing)} (used by ${users.map(({ id }) => id).join(", ")})`);
}

/** What AWS takes along when it deletes something. */
export function goesWith(holding: Holding, contents: Contents): Holding[] {
  return contents.holdings.filter((other) => belongsTo(other, argumentsThatName(other, holding)));
}

function holdsBack(other: Holding, holding: Holding): boolean {
  const { heldBy } = resourceModels[holding.type] ?? {};
  if (heldBy !== undefined && !heldBy.includes(other.type)) return false;
  const names = argumentsThatName(other, holding);
  const { loose = [] } = resourceModels[other.type] ?? {};
  return !belongsTo(other, names) && names.some((argument) => !loose.includes(argument));
}

function belongsTo({ type }: Holding, names: readonly string[]): boolean {
  return names.some((argument) => resourceModels[type]?.goesWith?.includes(argument) === true);
}

function attemptOf(holding: Holding, others: Holding[]): Attempt {
  const { defaults } = modelOf(holding.type);
  const nearby = others.filter((other) => isIn(other, holding.region));
  return {
    inputs: { ...defaults, ...holding.inputs },
    region: holding.region,
    others: (type) => thingsOf(nearby, type),
    everywhere: (type) => thingsOf(others, type),
    find: (id) => found(nearby, id),
  };
}

function thingsOf(holdings: Holding[], type: string): Thing[] {
  return holdings.filter((other) => other.type === type).map(thingOf);
}

function found(holdings: Holding[], id: Value | undefined): Thing | undefined {
  const holding = typeof id === "string" ? named(holdings, id) : undefined;
  return holding && thingOf(holding);
}

/** What an id means to whoever names it: a bucket, and not one of its settings, which have its name for an id. */
export function named(holdings: readonly Holding[], id: string): Holding | undefined {
  const candidates = holdings.filter((holding) => holding.id === id || isAlsoKnownAs(holding, id));
  return candidates.find(({ type }) => resourceModels[type]?.overwrites !== true) ?? candidates[0];
}

function isAlsoKnownAs({ type, inputs, computed }: Holding, name: string): boolean {
  const property = resourceModels[type]?.alsoKnownBy;
  return property !== undefined && (inputs[property] ?? computed[property]) === name;
}

function taken(rule: UniqueRule, holding: Holding, model: ResourceModel, others: Holding[]): Refusal {
  const { properties } = thingOf(holding);
  const [first] = rule.properties;
  if ((properties[first] ?? "") === "") return undefined;
  const everywhere = rule.everywhere === true || model.global === true;
  const rivals = others.filter(
    ({ type, region }) => type === holding.type && (everywhere || region === holding.region),
  );
  const isRival = (other: Properties) =>
    rule.properties.every((name) => isDeepStrictEqual(properties[name], other[name]));
  return rivals.some((other) => isRival(thingOf(other).properties)) ? rule.refusal(properties) : undefined;
}

function besides(holding: Holding | undefined, contents: Contents): Holding[] {
  return present(contents).filter((other) => other !== holding);
}
