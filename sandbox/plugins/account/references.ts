import { resourceModels } from "../../aws";
import { notFound } from "../../aws/not-found";
import { isObject, type Properties, type Value } from "../../values";
import type { Contents } from "./account-file";
import { isIn, present, thingOf, type Holding } from "./holding";

/** A text among what was asked for, under the argument that it stands in. */
interface Mention {
  argument: string;
  text: string;
}

/** What people write there is for people. */
const wordsForPeople = new Set(["tags", "tagsAll", "description", "region"]);

function mentionsIn(inputs: Properties): Mention[] {
  return Object.entries(inputs)
    .filter(([argument]) => !wordsForPeople.has(argument))
    .flatMap(([argument, value]) => textsIn(value).map((text) => ({ argument, text })));
}

function textsIn(value: Value): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * The arguments by which something names another thing: as its model says, and wherever an id or an ARN stands that
 * AWS made, since nothing else is called so.
 */
export function argumentsThatName(holder: Holding, thing: Holding): string[] {
  if (holder === thing) return [];
  const own = new Set(ownNames(thing));
  const stated = statedReferences(holder).filter(({ text, types }) => own.has(text) && types.some(isA(thing)));
  const others = mentionsIn(holder.inputs).filter(({ text }) => text === thing.id && (isOwnId(text) || isArn(text)));
  return [...new Set([...stated, ...others].map(({ argument }) => argument))];
}

const isA = (thing: Holding) => (type: string) => thing.type === type || resourceModels[thing.type]?.countsAs === type;

/** What a thing is called: its id, its ARN, and a name by which its service knows it, too. */
function ownNames(thing: Holding): string[] {
  const { properties } = thingOf(thing);
  const { alsoKnownBy } = resourceModels[thing.type] ?? {};
  return [
    thing.id,
    ...["arn", ...(alsoKnownBy === undefined ? [] : [alsoKnownBy])].flatMap((one) => textsAt(properties, one)),
  ];
}

/** What is asked for that the account does not hold, in AWS's words; undefined if it holds it all. */
export function danglingReference(
  resource: { type: string; region: string; inputs: Properties },
  contents: Contents,
  { accountId }: { accountId: string },
): string | undefined {
  const there = present(contents);
  const stated = statedReferences(resource).filter(({ text }) => isLookedUp(text, accountId));
  for (const { text, types } of stated) {
    if (!types.some((type) => isThere(text, namesFor(type, text, resource.region, there)))) {
      return notThere(text, types[0]);
    }
  }
  const found = new Set(stated.map(({ text }) => text));
  const others = mentionsIn(resource.inputs).filter(({ text }) => !found.has(text) && isLookedUp(text, accountId));
  const known = there.flatMap(namesOf);
  const nearby = new Set(there.filter((holding) => isIn(holding, resource.region)).flatMap(namesOf));
  const absent = others.find(({ text }) => (isArn(text) ? !isThere(text, known) : isOwnId(text) && !nearby.has(text)));
  return absent && notThere(absent.text, undefined);
}

/** What stands in the arguments of which the model states what they name. */
function statedReferences({ type, inputs }: { type: string; inputs: Properties }) {
  return Object.entries(resourceModels[type]?.refersTo ?? {}).flatMap(([path, named]) =>
    textsAt(inputs, path).map((text) => ({ argument: path.split(".")[0] ?? path, text, types: [named].flat() })),
  );
}

/** The texts under an argument, or in every block of a list: all mappings' subnets under "subnetMappings.subnetId". */
function textsAt(properties: Properties, path: string): string[] {
  const at = (value: Value, name: string): Value[] => (isObject(value) ? [value[name] ?? null].flat() : []);
  return path
    .split(".")
    .reduce<Value[]>((values, name) => values.flatMap((value) => at(value, name)), [properties])
    .filter((value) => typeof value === "string")
    .filter((text) => text !== "");
}

/** Under which names there is something of a type in a region; an ARN says itself in which. */
function namesFor(type: string, text: string, region: string, there: Holding[]): string[] {
  const candidates = isArn(text) ? there : there.filter((holding) => isIn(holding, region));
  return candidates.flatMap((holding) => {
    const model = resourceModels[holding.type];
    const { properties } = thingOf(holding);
    const brought = Object.entries(model?.brings ?? {}).filter(([, one]) => one === type);
    const chosen = Object.entries(model?.refersTo ?? {}).filter(([, named]) => [named].flat().includes(type));
    return [
      ...(isA(holding)(type) ? ownNames(holding) : []),
      ...brought.flatMap(([property]) => textsAt(properties, property)),
      // Where nobody asks for anything AWS chooses something that is there: its default network, that one's group.
      ...chosen.flatMap(([path]) => textsAt(holding.computed, path)),
    ];
  });
}

/** An id is AWS's to make, so what somebody else merely asked for proves nothing. */
function namesOf({ id, computed }: Holding): string[] {
  return [id, ...textsIn(computed)];
}

/** A table's index is there with its table. */
function isThere(text: string, names: readonly string[]): boolean {
  if (names.includes(text)) return true;
  return (
    isArn(text) && names.some((name) => isArn(name) && /^[/:]/.test(text.slice(name.length)) && text.startsWith(name))
  );
}

const isArn = (text: string) => text.startsWith("arn:");

/**
 * An id as EC2 and its family make them today: a prefix and seventeen digits, the first of which is zero. Images are
 * mostly somebody else's, so nothing says whether one is there.
 */
function isOwnId(text: string): boolean {
  return /^(?!ami-)[a-z]+-0[0-9a-f]{16}$/.test(text);
}

/**
 * Other accounts' things, what AWS has made itself in every account, a network's own route and patterns that mean many
 * things are nobody's to look up.
 */
function isLookedUp(text: string, accountId: string): boolean {
  if (!isArn(text)) return !/^(?:default(?:[.:].*)?|local|alias\/aws\/.*|\d{12}\/.*)$/.test(text);
  const [, , , , owner, ...rest] = text.split(":");
  const resource = rest.join(":");
  if (owner !== accountId || resource.includes("*")) return false;
  return resource !== "root" && !/^(?:role\/aws-service-role|alias\/aws)\//.test(resource);
}

function notThere(text: string, type: string | undefined): string {
  if (isArn(text)) return `ResourceNotFoundException: The resource ${text} does not exist`;
  return resourceModels[type ?? ""]?.missing?.(text) ?? missingId(text);
}

/** What AWS says of an id, where nothing more is known of it than how it begins. */
export function missingId(id: string): string {
  const words = Object.entries(notFound).find(([prefix]) => id.startsWith(`${prefix}-`));
  return words ? words[1](id) : `InvalidParameterValue: '${id}' does not exist`;
}
