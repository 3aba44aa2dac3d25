import { isObject, type Properties, type Value } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, type Facts, type ResourceModel } from "./model";

const streams = ({ inputs }: Facts) => inputs["streamEnabled"] === true;
/** The time at which a stream was opened is its name. */
const streamLabel = "2026-01-01T00:00:00.000";
const tableArn = ({ arn, inputs }: Facts) => arn("dynamodb", `table/${text(inputs["name"])}`);

const objects = (value: Value | undefined): Properties[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** DynamoDB wants every key's type, and the type of nothing else. */
function badKeys({ inputs }: Attempt): Refusal {
  const indexes = [...objects(inputs["localSecondaryIndexes"]), ...objects(inputs["globalSecondaryIndexes"])];
  const keys = [inputs, ...indexes].flatMap(({ hashKey, rangeKey }) => [text(hashKey), text(rangeKey)]);
  const used = [...new Set(keys)].filter((key) => key !== "");
  const typed = objects(inputs["attributes"]).map(({ name }) => text(name));
  const untyped = used.filter((key) => !typed.includes(key));
  const unused = typed.filter((name) => !used.includes(name));
  if (unused.length > 0) return `all attributes must be indexed. Unused attributes: ${JSON.stringify(unused)}`;
  if (untyped.length === 0) return undefined;
  return (
    `ValidationException: One or more parameter values were invalid: Some index key attributes are not defined in ` +
    `AttributeDefinitions. Keys: [${used.join(", ")}], AttributeDefinitions: [${typed.join(", ")}]`
  );
}

function badCapacity({ inputs }: Attempt): Refusal {
  if (inputs["billingMode"] === "PAY_PER_REQUEST") return undefined;
  const absent = ["readCapacity", "writeCapacity"].find((name) => !(Number(text(inputs[name])) > 0));
  const argument = absent === "readCapacity" ? "read_capacity" : "write_capacity";
  return absent && `${argument} must be > 0 when billing_mode is "PROVISIONED"`;
}

/** What a table is made of is said by its source when it is restored or imported. */
const isMadeOfAnother = (inputs: Properties) =>
  ["restoreSourceName", "restoreSourceTableArn", "restoreBackupArn"].some((name) => text(inputs[name]) !== "");

const table: ResourceModel = {
  holdsData: true,
  // DynamoDB developer guide, "Naming rules".
  names: [{ argument: "name", pattern: /^[\w.-]{3,255}$/, allowed: "3 to 255 letters, digits and _ - ." }],
  // Terraform provider, resource aws_dynamodb_table: ForceNew.
  replaces: [
    ...["hashKey", "importTable", "localSecondaryIndexes", "name", "rangeKey", "restoreBackupArn", "restoreDateTime"],
    ...["restoreSourceName", "restoreSourceTableArn", "restoreToLatestTime"],
  ],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `ResourceInUseException: Table already exists: ${text(name)}`,
    },
  ],
  missing: (name) => `ResourceNotFoundException: Requested resource not found: Table: ${name} not found`,
  refuses: (attempt) => (isMadeOfAnother(attempt.inputs) ? undefined : (badKeys(attempt) ?? badCapacity(attempt))),
  protection: {
    argument: "deletionProtectionEnabled",
    on: true,
    refusal: ({ id }) =>
      `ValidationException: Resource cannot be deleted as it is currently protected against deletion. ` +
      `Disable deletion protection first: table ${id}`,
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
