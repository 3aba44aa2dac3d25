import { resourceModels } from "../../aws";
import type { Thing } from "../../aws/behaviour";
import type { Account, ResourceModel } from "../../aws/model";
import { holdsSecret, isObject, opened, openedAll, Secret, type Properties, type Value } from "../../values";

/** Something that is in the account, as the file keeps it: what AWS has, in which nothing is unknown or closed. */
export interface Holding {
  type: string;
  id: string;
  region: string;
  /** For which URN it was made, and with which number where it was not the first. AWS does not know this; people do. */
  madeAs: string;
  /** What was asked for. `tags` are all of them, the provider's default ones included, as AWS has no others. */
  inputs: Properties;
  /** What AWS or its provider decided, where nobody asked for anything. */
  computed: Properties;
  /** A key waits for its deletion. */
  pendingDeletion?: boolean;
}

/** What is there to be used: a key that waits for its deletion is not. */
export function present({ holdings }: { holdings: Holding[] }): Holding[] {
  return holdings.filter(({ pendingDeletion }) => pendingDeletion !== true);
}

/** Whoever writes a holding by hand may leave its region out; it is in every region then, as global things are. */
export function isIn({ type, region }: Holding, where: string): boolean {
  return region === where || region === "" || resourceModels[type]?.global === true;
}

/** Whether AWS's own switch keeps it from being deleted. */
export function isProtected(holding: Holding): boolean {
  return isSwitchedOn(holding.type, thingOf(holding).properties);
}

/** The same of a type and its properties, whoever knows them. */
export function isSwitchedOn(type: string, properties: Readonly<Record<string, unknown>>): boolean {
  const { protection } = resourceModels[type] ?? {};
  return protection !== undefined && properties[protection.argument] === protection.on;
}

export function thingOf({ type, id, region, inputs, computed }: Holding): Thing {
  return { type, id, region, properties: { ...computed, ...inputs } };
}

/** What the file keeps of a resource's inputs and outputs. */
export function kept(
  model: ResourceModel,
  state: { inputs: Properties; outputs: Properties },
): Pick<Holding, "inputs" | "computed"> {
  const plain = (properties: Properties) =>
    Object.entries(properties)
      .map(([key, value]): [string, Value] => [key, opened(value)])
      .filter(([, value]) => value !== null);
  const inputs = Object.fromEntries(plain(state.inputs));
  const computed = Object.fromEntries(plain(state.outputs).filter(([key]) => inputs[key] === undefined));
  if (model.tagged) {
    const { tagsAll = {} } = inputs;
    for (const key of ["tags", "tagsAll"]) Reflect.deleteProperty(inputs, key);
    if (!isEmpty(tagsAll)) inputs["tags"] = tagsAll;
  }
  return { inputs, computed };
}

/**
 * What the provider reads from the account. AWS has one set of tags; those that are as the provider adds them by
 * default are not the resource's own, except where it was known to have them. AWS knows of no secrets either, so what
 * was closed before is closed again.
 */
export function stateOf(
  model: ResourceModel,
  holding: Holding,
  account: Account,
  known: { inputs: Properties; outputs: Properties },
): { inputs: Properties; outputs: Properties } {
  const found = { ...holding.computed, ...holding.inputs };
  const outputs = model.reads?.(openedAll(known.outputs), found) ?? found;
  if (model.tagged) {
    const { own, all } = tagsOf(holding, account, opened(known.inputs["tags"] ?? null));
    outputs["tagsAll"] = all;
    delete outputs["tags"];
    if (!isEmpty(own) || isObject(opened(known.outputs["tags"] ?? null))) outputs["tags"] = own;
  }
  for (const [key, value] of Object.entries(outputs)) {
    outputs[key] = closedAs(value, known.outputs[key] ?? known.inputs[key] ?? null);
  }
  // Of a resource that nobody knows yet, everything that was asked for is an input; otherwise what was one before.
  const asked = isEmpty(known.inputs) ? [...Object.keys(holding.inputs), "tagsAll"] : Object.keys(known.inputs);
  const inputs = asked.flatMap((key) => (outputs[key] === undefined ? [] : [[key, outputs[key]] as const]));
  return { inputs: Object.fromEntries(inputs), outputs };
}

function tagsOf({ inputs }: Holding, account: Account, ownBefore: Value): { own: Properties; all: Properties } {
  const { defaultTags, ignoredTags } = account;
  const defaults = opened(isObject(defaultTags) ? defaultTags : {});
  const isIgnored = (key: string) =>
    ignoredTags.keys.includes(key) || ignoredTags.prefixes.some((prefix) => key.startsWith(prefix));
  const isOwn = (key: string, value: Value) =>
    (isObject(ownBefore) && key in ownBefore) || !isObject(defaults) || defaults[key] !== value;
  const all = Object.entries(isObject(inputs["tags"]) ? inputs["tags"] : {}).filter(([key]) => !isIgnored(key));
  return { own: Object.fromEntries(all.filter(([key, value]) => isOwn(key, value))), all: Object.fromEntries(all) };
}

/** The value, closed wherever what was there before was closed. */
function closedAs(value: Value, before: Value): Value {
  if (before instanceof Secret) return new Secret(value);
  if (isObject(value) && isObject(before)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, closedAs(member, before[key] ?? null)]),
    );
  }
  if (Array.isArray(value) && Array.isArray(before)) {
    const closed = value.map((member, place) => closedAs(member, before[place] ?? null));
    // Members have no names: once one is added or moved, nobody can tell which of them was closed.
    const isMoved = value.length !== before.length && before.some(holdsSecret);
    return isMoved ? new Secret(value) : closed;
  }
  return value;
}

function isEmpty(value: Value): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
