import { resourceModels } from "../../aws";
import { notFound } from "../../aws/not-found";
import { isObject, type Properties, type Value } from "../../values";
import type { Contents } from "./account-file";
import { isIn, present, thingOf, type Holding } from "./holding";

/** A text among what was asked for, under the argument that it stands in. */
interface Mention {
  argument: string;
  text: string;
  /** Whether the argument itself has this value, or is a list with it. */
  isDirect: boolean;
}

/** What people write there is for people. */
const wordsForPeople = new Set(["tags", "tagsAll", "description", "region"]);

function mentionsIn(inputs: Properties): Mention[] {
  return Object.entries(inputs)
    .filter(([argument]) => !wordsForPeople.has(argument))
    .flatMap(([argument, value]) => {
      const direct = new Set(typeof value === "string" ? [value] : Array.isArray(value) ? value : []);
      return textsIn(value).map((text) => ({ argument, text, isDirect: direct.has(text) }));
    });
}

function textsIn(value: Value): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The arguments by which something names another thing. */
export function argumentsThatName(holder: Holding, thing: Holding): string[] {
  if (holder === thing) return [];
  const names = ({ text, argument, isDirect }: Mention) =>
    text === thing.id && (!isName(thing) || (isDirect && meansType(holder.type, argument, thing.type)));
  return mentionsIn(holder.inputs)
    .filter(names)
    .map(({ argument }) => argument);
}

/** Whether an id is a name that people chose, so that the same text may mean something else, too. */
function isName({ type, id, inputs }: Holding): boolean {
  const argument = resourceModels[type]?.generatedName?.argument;
  return argument !== undefined && inputs[argument] === id;
}

/** `role` of a type of IAM's means a role, and `dbSubnetGroupName` of one of RDS's means a subnet group there. */
function meansType(holderType: string, argument: string, type: string): boolean {
  if (serviceOf(holderType) !== serviceOf(type)) return false;
  if (holderType === type && argument === resourceModels[type]?.generatedName?.argument) return false;
  const word = (type.split(":")[2] ?? "").toLowerCase();
  return new RegExp(`${word}(?:names?|ids?)?$`).test(argument.toLowerCase());
}

const serviceOf = (type: string) => (type.split(":")[1] ?? "").split("/")[0];

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
  for (const { argument, text, isDirect } of others) {
    const isMissing = isArn(text) ? !isThere(text, known) : isOwnId(text) && !nearby.has(text);
    if (isMissing) return notThere(text, undefined);
    if (!isDirect || isArn(text)) continue;
    const type = Object.keys(resourceModels).find(
      (one) => resourceModels[one]?.missing && meansType(resource.type, argument, one),
    );
    if (type === undefined || isThere(text, namesFor(type, text, resource.region, there))) continue;
    return notThere(text, type);
  }
  return undefined;
}

/** What stands in the arguments of which the model states what they name. */
function statedReferences({ type, inputs }: { type: string; inputs: Properties }) {
  return Object.entries(resourceModels[type]?.refersTo ?? {}).flatMap(([path, named]) =>
    textsAt(inputs, path).map((text) => ({ text, types: [named].flat() })),
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
    const isOne = holding.type === type || model?.countsAs === type;
    const own = isOne ? ["arn", ...(model?.alsoKnownBy === undefined ? [] : [model.alsoKnownBy])] : [];
    const brought = Object.entries(model?.brings ?? {}).filter(([, one]) => one === type);
    const chosen = Object.entries(model?.refersTo ?? {}).filter(([, named]) => [named].flat().includes(type));
    return [
      ...(isOne ? [holding.id] : []),
      ...[...own, ...brought.map(([property]) => property)].flatMap((property) => textsAt(properties, property)),
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
