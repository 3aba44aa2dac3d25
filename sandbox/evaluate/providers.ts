import { awsAccount, digits, uuid, type Account, type Knowledge } from "../aws/model";
import { fromWire, isObject, opened, Secret, unknown, Unknown, type Properties, type Value } from "../values";
import { packageOf, typeOf, urnOf } from "./urn";

const prefix = "pulumi:providers:";

/** The providers of a stack: those that the program makes, and those that the engine makes for whoever names none. */
export class Providers {
  private readonly accounts = new Map<string, Account>();

  constructor(
    private readonly stack: string,
    private readonly project: string,
    private readonly config: Record<string, string>,
    private readonly secretKeys: readonly string[],
  ) {}

  static isProvider(type: string): boolean {
    return type.startsWith(prefix);
  }

  /** Takes note of a provider, and says what its own answer is. */
  add(urn: string, inputs: Properties, knowledge: Knowledge): { id: Value; outputs: Properties } {
    if (typeOf(urn) === `${prefix}aws`) this.accounts.set(urn, accountOf(inputs, this.config));
    return { id: knowledge === "preview" ? unknown : uuid(digits(urn, 32)), outputs: inputs };
  }

  /** The account behind a provider's URN. */
  accountOf(urn: string): Account {
    return this.accounts.get(urn) ?? accountOf({}, this.config);
  }

  /** What the engine would make for a resource that names no provider: one per package and version. */
  defaultFor(type: string, version: string): { urn: string; type: string; name: string; inputs: Properties } {
    const name = version === "" ? "default" : `default_${version.replaceAll(".", "_")}`;
    const providerType = prefix + packageOf(type);
    const inputs = { ...this.configured(type), ...(version === "" ? {} : { version }) };
    return { urn: urnOf(this.stack, this.project, undefined, providerType, name), type: providerType, name, inputs };
  }

  private configured(type: string): Properties {
    const namespace = `${packageOf(type)}:`;
    const keys = Object.keys(this.config).filter((key) => key.startsWith(namespace));
    const valueOf = (key: string) => {
      const value = this.config[key] ?? null;
      return this.secretKeys.includes(key) ? new Secret(value) : value;
    };
    return Object.fromEntries(keys.map((key) => [key.slice(namespace.length), valueOf(key)]));
  }
}

/** A provider's URN, out of the reference that a request carries: URN and id. */
export function urnOfReference(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

export function accountOf(inputs: Properties, config: Record<string, string>): Account {
  const given = opened(inputs["region"] ?? null);
  const region = typeof given === "string" ? given : config["aws:region"];
  if (region === undefined) {
    throw new Error("the AWS provider has no region; set one: pulumi config set aws:region eu-west-1");
  }
  return awsAccount(region, {
    defaultTags: defaultTags(inputs["defaultTags"]),
    ignoredTags: ignoredTags(inputs["ignoreTags"]),
  });
}

/** The tags that a provider adds. */
function defaultTags(given: Value | undefined): Properties | Unknown {
  const block = unpacked("defaultTags", given);
  const tags = isObject(block) ? (block["tags"] ?? {}) : block;
  if (tags instanceof Unknown) return tags;
  if (!isObject(tags)) return {};
  if (!(given instanceof Secret)) return tags;
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, new Secret(value)]));
}

function ignoredTags(given: Value | undefined): Account["ignoredTags"] {
  const block = unpacked("ignoreTags", given);
  const list = (key: string) => {
    const value = isObject(block) ? block[key] : undefined;
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  };
  return { keys: list("keys"), prefixes: list("keyPrefixes") };
}

/** A provider's nested argument: the SDK hands it over as JSON text, secret as a whole if anything in it is. */
function unpacked(argument: string, given: Value | undefined): Value {
  if (given instanceof Secret) return unpacked(argument, given.value);
  if (typeof given !== "string") return given ?? null;
  try {
    return fromWire(JSON.parse(given));
  } catch {
    throw new Error(`the AWS provider's ${argument} is not JSON; write it as {"key": value}`);
  }
}
