import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties, type Value } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { keyOrAlias } from "./keys";
import { text, type Facts, type ResourceModel } from "./model";
import { blockOf } from "./reading";

const streams = ({ inputs }: Facts) => inputs["streamEnabled"] === true;
/** The time at which a stream was opened is its name. */
const streamLabel = "2026-01-01T00:00:00.000";
const tableArn = ({ arn, inputs }: Facts) => arn("dynamodb", `table/${text(inputs["name"])}`);

const objects = (value: Value | undefined): Properties[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** DynamoDB wants every key's type, and the type of nothing else. */
function badKeys({ inputs }: Attempt): Refusal {
  const indexes = [...objects(inputs["localSecondaryIndexes"]), ...objects(inputs["globalSecondaryIndexes"])];
  const keys = [inputs, ...indexes].flatMap(({ hashKey, rangeKey, keySchemas }) => [
    ...[hashKey, rangeKey].map((name) => text(name)),
    ...objects(keySchemas).map(({ attributeName }) => text(attributeName)),
  ]);
  const used = [...new Set(keys)].filter((key) => key !== "");
  const typed = objects(inputs["attributes"]).map(({ name }) => text(name));
  const untyped = used.filter((key) => !typed.includes(key));
  const unused = typed.filter((name) => !used.includes(name));
  const list = (keys: string[]) => `[${keys.map((key) => `"${key}"`).join(" ")}]`;
  if (unused.length > 0) return `all attributes must be indexed. Unused attributes: ${list(unused)}`;
  if (untyped.length > 0) return `all indexes must match a defined attribute. Unmatched indexes: ${list(untyped)}`;
  if (text(inputs["hashKey"]) !== "") return undefined;
  return "ValidationException: No Hash Key specified in schema. All Dynamo DB tables must have exactly one hash key";
}

function badCapacity({ inputs }: Attempt): Refusal {
  if (inputs["billingMode"] === "PAY_PER_REQUEST") return undefined;
  const absent = ["readCapacity", "writeCapacity"].find((name) => !(Number(text(inputs[name])) > 0));
  const argument = absent === "readCapacity" ? "read_capacity" : "write_capacity";
  return absent && `${argument} must be > 0 when billing_mode is "PROVISIONED"`;
}

/** DynamoDB API, UpdateTimeToLive: one attribute says when an item expires, and another one only after it was off. */
function badExpiry({ inputs, now }: Attempt): Refusal {
  const [asked, was] = [blockOf(inputs["ttl"]), blockOf(now?.properties["ttl"])];
  const [name, before] = [text(asked["attributeName"]), text(was["attributeName"])];
  if (asked["enabled"] === true && name === "") {
    return "ValidationException: TimeToLiveSpecification.AttributeName must have length greater than or equal to 1";
  }
  if (asked["enabled"] !== true || was["enabled"] !== true || before === "" || name === before) return undefined;
  return `ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is ${before}`;
}

const sources = ["restoreSourceName", "restoreSourceTableArn", "restoreBackupArn"];
/** What a table is made of is said by its source when it is restored. */
const isMadeOfAnother = (inputs: Properties) => sources.some((name) => text(inputs[name]) !== "");

const importedFrom = ({ importTable }: Properties) => blockOf(importTable)["s3BucketSource"];

/** A table keeps what it was warmed up for: DynamoDB only ever raises it. */
function isCooler(before: Properties, after: Properties): boolean {
  const [was, is] = [before, after].map(({ warmThroughput }) => blockOf(warmThroughput));
  return ["readUnitsPerSecond", "writeUnitsPerSecond"].some((units) => {
    const [old, now] = [Number(text(was?.[units])), Number(text(is?.[units]))];
    return now !== 0 && now < old;
  });
}

const table: ResourceModel = {
  holdsData: true,
  // DynamoDB developer guide, "Naming rules".
  names: [{ argument: "name", pattern: /^[\w.-]{3,255}$/, allowed: "3 to 255 letters, digits and _ - ." }],
  // terraform-provider-aws internal/service/dynamodb/table.go
  replaces: ["hashKey", "localSecondaryIndexes", "name", "rangeKey", "restoreDateTime", "restoreToLatestTime"],
  // CustomizeDiff, and ForceNew within import_table. Where a table was restored from may be forgotten.
  replacesWhen: (before, after) => [
    ...sources.filter((source) => text(after[source]) !== ""),
    ...(isDeepStrictEqual(importedFrom(before), importedFrom(after)) ? [] : ["importTable"]),
    ...(isCooler(before, after) ? ["warmThroughput"] : []),
  ],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `ResourceInUseException: Table already exists: ${text(name)}`,
    },
  ],
  refersTo: { "serverSideEncryption.kmsKeyArn": keyOrAlias },
  missing: (name) => `ResourceNotFoundException: Requested resource not found: Table: ${name} not found`,
  refuses: (attempt) =>
    isMadeOfAnother(attempt.inputs) ? undefined : (badKeys(attempt) ?? badCapacity(attempt) ?? badExpiry(attempt)),
  protection: {
    argument: "deletionProtectionEnabled",
    on: true,
    refusal: () =>
      "ValidationException: Resource cannot be deleted as it is currently protected against deletion. " +
      "Disable deletion protection first.",
  },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 255 },
  defaults: { billingMode: "PROVISIONED" },
  sets: ["attributes", "globalSecondaryIndexes", "localSecondaryIndexes", "replicas"],
  computed: {
    arn: tableArn,
    attributes: () => [],
    globalSecondaryIndexes: () => [],
    globalTableWitness: () => ({}),
    hashKey: () => "",
    pointInTimeRecovery: () => ({ enabled: false, recoveryPeriodInDays: 0, status: "DISABLED" }),
    readCapacity: () => 0,
    serverSideEncryption: () => ({ enabled: false, kmsKeyArn: "" }),
    streamArn: (facts) => (streams(facts) ? `${tableArn(facts)}/stream/${streamLabel}` : ""),
    streamLabel: (facts) => (streams(facts) ? streamLabel : ""),
    streamViewType: () => "",
    ttl: () => ({ attributeName: "", enabled: false, status: "DISABLED" }),
    warmThroughput: () => ({ readUnitsPerSecond: 12000, writeUnitsPerSecond: 4000 }),
    writeCapacity: () => 0,
  },
};

export const tables: Record<string, ResourceModel> = { "aws:dynamodb/table:Table": table };
