import { resourceModels } from "../../aws";
import { isObject, type Properties, type Value } from "../../values";
import type { Contents } from "./account-file";
import type { Holding } from "./holding";

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
  { holdings }: Contents,
  account: { accountId: string },
): string | undefined {
  const present = holdings.filter(({ pendingDeletion }) => pendingDeletion !== true);
  // An id is AWS's to make, so what somebody else merely asked for proves nothing.
  const known = new Set(present.flatMap(({ id, computed }) => [id, ...textsIn(computed)]));
  const nearby = new Set(
    present
      .filter(({ type, region }) => resourceModels[type]?.global === true || ["", resource.region].includes(region))
      .flatMap(({ id, computed }) => [id, ...textsIn(computed)]),
  );
  for (const { argument, text, isDirect } of mentionsIn(resource.inputs)) {
    if (isOwnId(text) && !nearby.has(text)) return missingId(text);
    if (isOwnArn(text, account.accountId) && !isPartOf(text, known)) {
      return `ResourceNotFoundException: The resource ${text} does not exist`;
    }
    if (!isDirect || text.startsWith("arn:") || /^default\b/.test(text)) continue;
    const meant = Object.entries(resourceModels).find(
      ([type, model]) => model.missing && meansType(resource.type, argument, type),
    );
    if (!meant) continue;
    const [type, { missing }] = meant;
    if (!present.some((holding) => holding.type === type && holding.id === text)) return missing?.(text);
  }
  return undefined;
}

/**
 * An id as EC2 and its family make them today: a prefix and seventeen digits, the first of which is zero. Images are
 * mostly somebody else's, so nothing says whether one is there.
 */
function isOwnId(text: string): boolean {
  return /^(?!ami-)[a-z]+-0[0-9a-f]{16}$/.test(text);
}

/** What AWS makes itself in every account, and patterns that mean many things, are nobody's to look up. */
function isOwnArn(text: string, accountId: string): boolean {
  const [arn, , , , owner, ...rest] = text.split(":");
  const resource = rest.join(":");
  if (arn !== "arn" || owner !== accountId || resource.includes("*")) return false;
  return resource !== "root" && !/^(?:role\/aws-service-role|alias\/aws)\//.test(resource);
}

/** A table's index is there with its table. */
function isPartOf(arn: string, known: ReadonlySet<string>): boolean {
  if (known.has(arn)) return true;
  return [...known].some((one) => one.startsWith("arn:") && (arn.startsWith(`${one}/`) || arn.startsWith(`${one}:`)));
}

/** The words that EC2 has for what it does not find. */
const words: Record<string, (id: string) => string> = {
  eigw: (id) => `InvalidGatewayID.NotFound: The eigw ID '${id}' does not exist`,
  eipalloc: (id) => `InvalidAllocationID.NotFound: The allocation ID '${id}' does not exist`,
  eni: (id) => `InvalidNetworkInterfaceID.NotFound: The networkInterface ID '${id}' does not exist`,
  fs: (id) => `FileSystemNotFound: File system '${id}' does not exist.`,
  fsap: (id) => `AccessPointNotFound: Access point '${id}' does not exist.`,
  igw: (id) => `InvalidInternetGatewayID.NotFound: The internetGateway ID '${id}' does not exist`,
  lt: (id) =>
    `InvalidLaunchTemplateId.NotFound: The specified launch template, with template ID ${id}, does not exist.`,
  nat: (id) => `InvalidNatGatewayID.NotFound: The natGateway ID '${id}' does not exist`,
  rtb: (id) => `InvalidRouteTableID.NotFound: The routeTable ID '${id}' does not exist`,
  sg: (id) => `InvalidGroup.NotFound: The security group '${id}' does not exist`,
  subnet: (id) => `InvalidSubnetID.NotFound: The subnet ID '${id}' does not exist`,
  vpc: (id) => `InvalidVpcID.NotFound: The vpc ID '${id}' does not exist`,
};

export function missingId(id: string): string {
  const word = words[id.split("-")[0] ?? ""];
  return word ? word(id) : `InvalidParameterValue: '${id}' does not exist`;
}
