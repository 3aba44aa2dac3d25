import { createHash } from "node:crypto";
import type { Properties } from "../values";
import { text, uuid, type Facts, type ResourceModel } from "../aws/model";

/**
 * The random provider. Its values follow from the URN and the arguments, so that they are the same in every run, as
 * they are where a state keeps them, and others once an argument asks for others.
 */
const seedOf = ({ digits, inputs }: Facts) => `${digits(64)} ${JSON.stringify(inputs)}`;

/** Bytes without an end, from one seed. */
function* bytesOf(seed: string): Generator<number, never> {
  for (let block = 0; ; block++)
    yield* createHash("sha256")
      .update(`${seed} ${String(block)}`)
      .digest();
}

function someBytes(facts: Facts, argument: string): Buffer {
  const count = Number(text(facts.inputs[argument]) || 1);
  const bytes = bytesOf(seedOf(facts));
  return Buffer.from(Array.from({ length: count }, () => bytes.next().value));
}

const kinds = [
  { argument: "upper", least: "minUpper", characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
  { argument: "lower", least: "minLower", characters: "abcdefghijklmnopqrstuvwxyz" },
  { argument: "numeric", least: "minNumeric", characters: "0123456789" },
  { argument: "special", least: "minSpecial", characters: "!@#$%&*()-_=+[]{}<>:?" },
];
const charactersOf = (inputs: Properties, { argument, characters }: (typeof kinds)[number]) =>
  argument === "special" ? text(inputs["overrideSpecial"]) || characters : characters;

/** As many of each kind as are asked for, then any, and all of them shuffled. */
function someText(facts: Facts): string {
  const { inputs } = facts;
  const bytes = bytesOf(seedOf(facts));
  const pick = (characters: string) => characters.charAt(bytes.next().value % characters.length);
  const allowed = kinds.filter(({ argument }) => inputs[argument] !== false);
  const all = allowed.map((kind) => charactersOf(inputs, kind)).join("");
  const chosen = allowed.flatMap((kind) =>
    Array.from({ length: Number(text(inputs[kind.least]) || 0) }, () => pick(charactersOf(inputs, kind))),
  );
  while (chosen.length < Number(text(inputs["length"]))) chosen.push(pick(all));
  const keyed = chosen.map((character) => ({ character, key: bytes.next().value * 256 + bytes.next().value }));
  return keyed
    .sort((one, other) => one.key - other.key)
    .map(({ character }) => character)
    .join("");
}

const textArguments = [
  ...["keepers", "length", "lower", "minLower", "minNumeric", "minSpecial", "minUpper", "numeric", "number"],
  ...["overrideSpecial", "special", "upper"],
];
const textDefaults = {
  ...{ lower: true, minLower: 0, minNumeric: 0, minSpecial: 0, minUpper: 0, numeric: true, number: true },
  ...{ special: true, upper: true },
};

/** terraform-provider-random internal/provider/resource_password.go */
const password: ResourceModel = {
  global: true,
  required: ["length"],
  replaces: textArguments,
  id: () => "none",
  defaults: textDefaults,
  computed: {
    bcryptHash: (facts) => `$2a$10$${createHash("sha256").update(seedOf(facts)).digest("hex").slice(0, 53)}`,
    result: someText,
  },
};

/** terraform-provider-random internal/provider/resource_string.go */
const string: ResourceModel = {
  global: true,
  required: ["length"],
  replaces: textArguments,
  id: (facts) => someText({ ...facts, id: "" }),
  defaults: textDefaults,
  computed: { result: someText },
};

/** terraform-provider-random internal/provider/resource_id.go */
const id: ResourceModel = {
  global: true,
  required: ["byteLength"],
  replaces: ["byteLength", "keepers", "prefix"],
  id: (facts) => someBytes({ ...facts, id: "" }, "byteLength").toString("base64url"),
  computed: {
    b64Std: (facts) => prefixed(facts, someBytes(facts, "byteLength").toString("base64")),
    b64Url: (facts) => prefixed(facts, someBytes(facts, "byteLength").toString("base64url")),
    dec: (facts) => prefixed(facts, BigInt(`0x${someBytes(facts, "byteLength").toString("hex")}`).toString()),
    hex: (facts) => prefixed(facts, someBytes(facts, "byteLength").toString("hex")),
  },
};

const prefixed = ({ inputs }: Facts, value: string) => text(inputs["prefix"]) + value;

/** terraform-provider-random internal/provider/resource_bytes.go */
const bytes: ResourceModel = {
  global: true,
  required: ["length"],
  replaces: ["keepers", "length"],
  id: () => "none",
  computed: {
    base64: (facts) => someBytes(facts, "length").toString("base64"),
    hex: (facts) => someBytes(facts, "length").toString("hex"),
  },
};

const uuidOf = ({ digits, inputs }: Omit<Facts, "id">) => uuid(digits(32, JSON.stringify(inputs)));

/** terraform-provider-random internal/provider/resource_uuid.go */
const randomUuid: ResourceModel = {
  global: true,
  replaces: ["keepers"],
  id: uuidOf,
  computed: { result: uuidOf },
};

/** Every type of the random provider that the sandbox knows. */
export const randomModels: Readonly<Record<string, ResourceModel>> = {
  "random:index/randomBytes:RandomBytes": bytes,
  "random:index/randomId:RandomId": id,
  "random:index/randomPassword:RandomPassword": password,
  "random:index/randomString:RandomString": string,
  "random:index/randomUuid:RandomUuid": randomUuid,
};
