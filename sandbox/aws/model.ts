import { createHash } from "node:crypto";
import {
  closedOver,
  holdsSecret,
  holdsUnknown,
  isObject,
  opened,
  openedAll,
  ResourceReference,
  Secret,
  secretTexts,
  unknown,
} from "../values";
import type { Properties, Unknown, Value } from "../values";
import type { Behaviour } from "./behaviour";
import { mergedTags, type IgnoredTags } from "./tags";

/** Whether values that only AWS can know are unknown (as before `up`) or filled in (as after it). */
export type Knowledge = "preview" | "deployed";

/** Where a resource is made, as its provider says. */
export interface Account {
  accountId: string;
  region: string;
  partition: string;
  /** Whatever the provider adds to the tags of everything that takes tags; a preview may not know it yet. */
  defaultTags: Properties | Unknown;
  /** The tags that the provider leaves to somebody else. */
  ignoredTags: IgnoredTags;
}

/** The account that the sandbox stands for. The number is the one that AWS's own examples use. */
export function awsAccount(
  region: string,
  tags: Pick<Account, "defaultTags" | "ignoredTags"> = { defaultTags: {}, ignoredTags: { keys: [], prefixes: [] } },
): Account {
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return { accountId: "123456789012", region, partition, ...tags };
}

/** What a model's answers are made of. */
export interface Facts extends Account {
  type: string;
  name: string;
  /** As the program gave them, with defaults and generated names, secrets opened. */
  inputs: Properties;
  id: string;
  /** Hexadecimal digits that are this resource's alone, and the same in every run. */
  digits: (length: number, salt?: string) => string;
  /** An ARN of this account and region. */
  arn: (service: string, resource: string) => string;
  /** The outputs of what is in the account under an id already; undefined for what the sandbox has not seen made. */
  find: (id: Value | undefined) => Properties | undefined;
}

/** What is in an account, by id. */
export type Inventory = (id: string) => Properties | undefined;

/** What AWS and its provider make of one type of resource. */
export interface ResourceModel extends Behaviour {
  /** The physical id, in AWS's shape. */
  id: (facts: Omit<Facts, "id">) => string;
  /** What only AWS can know, or what it decides when nobody says: unknown in a preview, unless given. */
  computed: Record<string, (facts: Facts) => Value>;
  /** What the provider fills in for arguments that nobody gave; known in a preview. */
  defaults?: Properties;
  /** The argument that gets a generated name, and how long that may be; some take the logical name as it is. */
  generatedName?: { argument: string; maxLength: number; lowerCase?: boolean; exact?: boolean; prefix?: string };
  /** Outputs that count up with every change that a comparison of the arguments before and after finds to matter. */
  counts?: Record<string, (before: Properties, after: Properties) => boolean>;
  /** Sets and maps: one unknown member makes them unknown as a whole in what the provider answers. */
  sets?: readonly string[];
  /** Policies, which a program may give as what their text would say; the provider makes the text. */
  documents?: readonly string[];
  /** Whether it takes tags, and so has tagsAll. */
  tagged?: boolean;
  /** IAM, CloudFront and Route 53 are global: their ARNs name no region and their arguments take none. */
  global?: boolean;
}

/** The arguments after the provider's check: generated names, the region, and tags merged with the default ones. */
export function checked(
  model: ResourceModel,
  resource: { urn: string; name: string; inputs: Properties },
  account: Account,
): Properties {
  const inputs: Properties = { ...resource.inputs };
  if (!model.global) inputs["region"] ??= account.region;
  const { generatedName: generated } = model;
  // A prefix and a name exclude each other, so the provider generates no name beside a prefix.
  if (generated && !isNamed(model, inputs)) {
    inputs[generated.argument] = generatedName(generated, resource, regionOf(inputs, account), account);
  }
  if (model.tagged) inputs["tagsAll"] = mergedTags(inputs["tags"] ?? null, account.defaultTags, account.ignoredTags);
  for (const property of model.documents ?? []) {
    const value = inputs[property];
    if (value !== undefined) inputs[property] = documentText(value);
  }
  return inputs;
}

/** One unknown member makes the text unknown as a whole (pulumi-terraform-bridge, TransformJSONDocument). */
function documentText(value: Value): Value {
  if (!isObject(value)) return value;
  const text = holdsUnknown(value) ? unknown : JSON.stringify(openedAll(value));
  return holdsSecret(value) ? new Secret(text) : text;
}

/**
 * What the provider answers once the resource exists, or is only planned. The real one gives an optional output that is
 * absent back as null or []; here it is left out, which a program sees as undefined either way.
 */
export function answer(
  model: ResourceModel,
  resource: { type: string; urn: string; name: string; inputs: Properties },
  account: Account,
  knowledge: Knowledge,
  inventory: Inventory,
): { id: Value; outputs: Properties } {
  const named = Object.entries(resource.inputs).filter(([, value]) => value !== null);
  const inputs: Properties = { ...model.defaults, ...Object.fromEntries(named) };
  const outputs: Properties = { ...inputs };
  for (const property of [...(model.sets ?? []), ...(model.tagged ? ["tags", "tagsAll"] : [])]) {
    const value = outputs[property];
    if (value === undefined || !holdsUnknown(value)) continue;
    outputs[property] = holdsSecret(value) ? new Secret(unknown) : unknown;
  }
  if (knowledge === "preview") {
    for (const property of computedBy(model)) outputs[property] ??= unknown;
    return { id: unknown, outputs };
  }
  const facts = factsOf(model, resource, inputs, account, inventory);
  // The real provider never sees what is secret, and gives what it makes of a secret back in clear, except where its
  // schema says otherwise. Here whatever shows a secret is closed, so that a plan can be passed on.
  const secrets = secretTexts(inputs);
  for (const [property, compute] of Object.entries(model.computed)) {
    outputs[property] ??= closedOver(secrets, compute(facts));
  }
  const { generatedName: generated } = model;
  if (generated) outputs[generated.argument] ??= closedOver(secrets, facts.inputs[generated.argument] ?? null);
  return { id: facts.id, outputs };
}

/** The outputs that a model answers for when nobody gave them. */
export function computedBy(model: ResourceModel): string[] {
  return [...Object.keys(model.computed), ...(model.generatedName ? [model.generatedName.argument] : [])];
}

export function factsOf(
  model: ResourceModel,
  resource: { type: string; urn: string; name: string },
  inputs: Properties,
  account: Account,
  inventory: Inventory,
): Facts {
  const region = regionOf(inputs, account);
  const own = (length: number, salt = "") => digits(`${account.accountId} ${region} ${resource.urn} ${salt}`, length);
  const facts = {
    ...account,
    region,
    type: resource.type,
    name: resource.name,
    inputs: withNameFromPrefix(model, byIds(openedAll(inputs)), own),
    digits: own,
    arn: (service: string, path: string) =>
      `arn:${account.partition}:${service}:${model.global ? "" : region}:${account.accountId}:${path}`,
    find: (id: Value | undefined) => (typeof id === "string" ? inventory(id) : undefined),
  };
  return { ...facts, id: model.id(facts) };
}

/** Who gives a whole resource where AWS takes a name means its id. */
export function byIds(properties: Properties): Properties {
  const byId = (value: Value) => (value instanceof ResourceReference ? value.id : value);
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, byId(value)]));
}

/** The region that a resource is made in: its own argument goes before the provider's. */
function regionOf(inputs: Properties, account: Account): string {
  const region = opened(inputs["region"] ?? null);
  return typeof region === "string" ? region : account.region;
}

/**
 * The Pulumi provider's form: the logical name, a hyphen and seven hexadecimal digits. They come of the URN, so that
 * resources of one name under two parents do not get one name in AWS, and of the region that the resource is in.
 */
function generatedName(
  { maxLength, lowerCase = false, exact = false, prefix = "" }: NonNullable<ResourceModel["generatedName"]>,
  resource: { urn: string; name: string },
  region: string,
  account: Account,
): string {
  if (exact) return resource.name.slice(0, maxLength);
  const suffix = `-${digits(`${account.accountId} ${region} name ${resource.urn}`, 7)}`;
  const name = lowerCase ? resource.name.toLowerCase() : resource.name;
  return prefix + name.slice(0, maxLength - prefix.length - suffix.length) + suffix;
}

function isNamed({ generatedName: generated }: ResourceModel, inputs: Properties): boolean {
  if (!generated) return true;
  return [generated.argument, `${generated.argument}Prefix`].some((key) => (inputs[key] ?? null) !== null);
}

/** Who gives a prefix leaves the rest of the name to AWS's provider, which adds 26 digits when it makes the resource. */
function withNameFromPrefix(model: ResourceModel, inputs: Properties, own: Facts["digits"]): Properties {
  const argument = model.generatedName?.argument;
  if (argument === undefined || inputs[argument] !== undefined) return inputs;
  return { ...inputs, [argument]: text(inputs[`${argument}Prefix`]) + uniqueSuffix(own) };
}

/** The 26 digits that the provider puts behind a prefix, in place of a time and a counter. */
export function uniqueSuffix(own: Facts["digits"]): string {
  const decimal = BigInt(`0x${own(22, "name")}`).toString();
  return decimal.padStart(26, "0").slice(0, 26);
}

export function digits(of: string, length: number): string {
  return createHash("sha256").update(of).digest("hex").slice(0, length);
}

/** Thirty-two hexadecimal digits in the form of a UUID. */
export function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** An id of EC2's family: a prefix and seventeen hexadecimal digits, the first of which is zero in practice. */
export function ec2Id(prefix: string): ResourceModel["id"] {
  return ({ digits: own }) => `${prefix}-0${own(16)}`;
}

/** An argument as text; what is not there is empty. */
export function text(value: Value | undefined): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
