import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../values";
import { keyOrAlias } from "./keys";
import { text, type Facts, type ResourceModel } from "./model";
import { blockOf } from "./reading";
import { badCapacity, badExpiry, badKeys, onDemand, tableProtection } from "./table-behaviour";

const streams = ({ inputs }: Facts) => inputs["streamEnabled"] === true;
/** The time at which a stream was opened is its name. */
const streamLabel = "2026-01-01T00:00:00.000";
/** Provisioned without a number is what the provider makes of a capacity that is ignored. */
const units =
  (argument: string) =>
  ({ inputs }: Facts) =>
    inputs["billingMode"] === onDemand ? 0 : Math.max(1, Number(text(inputs[argument])));
const tableArn = ({ arn, inputs }: Facts) => arn("dynamodb", `table/${text(inputs["name"])}`);

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
  protection: tableProtection,
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
    readCapacity: units("readCapacity"),
    serverSideEncryption: () => ({ enabled: false, kmsKeyArn: "" }),
    streamArn: (facts) => (streams(facts) ? `${tableArn(facts)}/stream/${streamLabel}` : ""),
    streamLabel: (facts) => (streams(facts) ? streamLabel : ""),
    streamViewType: () => "",
    ttl: () => ({ attributeName: "", enabled: false, status: "DISABLED" }),
    warmThroughput: () => ({ readUnitsPerSecond: 12000, writeUnitsPerSecond: 4000 }),
    writeCapacity: units("writeCapacity"),
  },
};

export const tables: Record<string, ResourceModel> = { "aws:dynamodb/table:Table": table };
