import { isDeepStrictEqual } from "node:util";
import { closedOver, holdsUnknown, isObject, opened, Secret, secretTexts, Unknown } from "../values";
import type { Properties, Value } from "../values";
import { answer, computedBy, factsOf, type Account, type Inventory, type Knowledge, type ResourceModel } from "./model";

interface Described {
  type: string;
  urn: string;
  name: string;
  inputs: Properties;
}

/**
 * What the provider answers once a resource is changed in place. What AWS decided stays as it is, also where somebody
 * changed it meanwhile and where an argument is no longer given, unless it follows from an argument that changes: that
 * is unknown in a preview.
 */
export function updated(
  model: ResourceModel,
  resource: Described,
  now: { id: string; inputs: Properties; outputs: Properties },
  account: Account,
  knowledge: Knowledge,
  inventory: Inventory,
): Properties {
  const same = { ...model, id: () => now.id };
  const counted = { ...now.outputs, ...countedUp(model, now, resource.inputs) };
  const decided = (inputs: Properties) => decisions(same, { ...resource, inputs }, counted, account, inventory);
  const before = decisions(same, { ...resource, inputs: now.inputs }, now.outputs, account, inventory);
  const after = decided(resource.inputs);
  const guesses = guessesOf(resource.inputs).map(decided);
  const secrets = secretTexts(resource.inputs);
  // All that a preview of it does not know is decided below.
  const { outputs } = answer(same, resource, account, "preview", inventory);
  for (const property of computedBy(model)) {
    if (isGiven(resource.inputs[property])) continue;
    const kept = now.outputs[property];
    const stays = (answers: Properties) => isDeepStrictEqual(before[property], answers[property]);
    if (kept !== undefined && [after, ...guesses].every(stays)) outputs[property] = closedOver(secrets, kept);
    else if (knowledge === "deployed") outputs[property] = closedOver(secrets, after[property] ?? null);
  }
  return outputs;
}

/** The versions of something that the change makes, one more than there were. */
function countedUp(
  { counts = {} }: ResourceModel,
  now: { inputs: Properties; outputs: Properties },
  inputs: Properties,
): Properties {
  const changed = Object.entries(counts).filter(([, isCounted]) =>
    isCounted(withoutNulls(now.inputs), withoutNulls(inputs)),
  );
  return Object.fromEntries(changed.map(([property]) => [property, Number(opened(now.outputs[property] ?? 0)) + 1]));
}

/** What AWS would decide with these inputs, given what it decided of everything else and still stands. */
function decisions(
  model: ResourceModel,
  resource: Described,
  outputs: Properties,
  account: Account,
  inventory: Inventory,
): Properties {
  const standing = Object.fromEntries(computedBy(model).map((property) => [property, outputs[property] ?? null]));
  const inputs = withoutNulls({ ...model.defaults, ...standing, ...withoutNulls(resource.inputs) });
  const facts = factsOf(model, resource, inputs, account, inventory);
  const computed = Object.entries(model.computed).map(([property, compute]) => [property, opened(compute(facts))]);
  const { generatedName: generated } = model;
  const name = generated ? { [generated.argument]: facts.inputs[generated.argument] ?? null } : {};
  return { ...name, ...(Object.fromEntries(computed) as Properties) };
}

/** What hangs on a value that is not known yet shows when one value is put in its place, and then another. */
function guessesOf(inputs: Properties): Properties[] {
  if (!holdsUnknown(inputs)) return [];
  return ["something", true].map((guess) => {
    const guessed = (value: Value): Value => {
      if (value instanceof Unknown) return guess;
      if (value instanceof Secret) return guessed(value.value);
      if (Array.isArray(value)) return value.map(guessed);
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, guessed(member)]));
    };
    return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, guessed(value)]));
  });
}

function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}
