import type { Attempt, Refusal, Thing } from "./behaviour";
import { keyOrAlias } from "./keys";
import { text, type Facts, type ResourceModel } from "./model";
import { blockOf, blocksOf } from "./reading";
import { onDemand, tableProtection } from "./table-behaviour";

/** The region and the name that are in a table's ARN. */
function partsOf(arn: string): { region: string; name: string } {
  const [, , , region = "", , resource = ""] = arn.split(":");
  return { region, name: resource.replace(/^table\//, "") };
}

const globalTable = ({ inputs }: Facts) => partsOf(text(inputs["globalTableArn"]));
const invalid = (what: string) => `ValidationException: One or more parameter values were invalid: ${what}`;

/**
 * DynamoDB developer guide, "Best practices and requirements for managing global tables": the same kind of key in every
 * region, a stream of both images, and either on demand or writes that scale by themselves.
 */
function badReplica({ inputs, region, now, everywhere }: Attempt): Refusal {
  const arn = text(inputs["globalTableArn"]);
  if (partsOf(arn).region === region) return "replica cannot be in same region as main table";
  const table = everywhere("aws:dynamodb/table:Table").find(({ properties }) => properties["arn"] === arn);
  if (!table || now) return undefined;
  const { properties } = table;
  const replicas = blocksOf(properties["replicas"]).map(({ regionName }) => text(regionName));
  if (replicas.includes(region))
    return invalid(`Failed to create the new replica of the table in ${region}: it already exists`);
  if (properties["streamEnabled"] !== true || properties["streamViewType"] !== "NEW_AND_OLD_IMAGES") {
    return invalid("Table must have DynamoDB Streams enabled with StreamViewType NEW_AND_OLD_IMAGES");
  }
  const hasKey = text(blockOf(properties["serverSideEncryption"])["kmsKeyArn"]) !== "";
  if (hasKey !== (text(inputs["kmsKeyArn"]) !== ""))
    return invalid("KMSMasterKeyId must be specified for each replica.");
  if (properties["billingMode"] === onDemand || isScaled(table, everywhere)) return undefined;
  return invalid("Table write capacity should either be Pay-Per-Request or AutoScaled.");
}

function isScaled(table: Thing, everywhere: Attempt["everywhere"]): boolean {
  return everywhere("aws:appautoscaling/policy:Policy").some(
    ({ region, properties }) =>
      region === table.region &&
      properties["resourceId"] === `table/${table.id}` &&
      properties["scalableDimension"] === "dynamodb:table:WriteCapacityUnits",
  );
}

const replica: ResourceModel = {
  holdsData: true,
  required: ["globalTableArn"],
  // terraform-provider-aws internal/service/dynamodb/table_replica.go
  replaces: ["globalTableArn", "kmsKeyArn", "tableClassOverride"],
  // A region has one replica of a table: the former one has to go first.
  deleteBeforeReplace: true,
  unique: [
    {
      properties: ["globalTableArn"],
      refusal: ({ region }) =>
        invalid(`Failed to create the new replica of the table in ${text(region)}: it already exists`),
    },
  ],
  refersTo: { globalTableArn: "aws:dynamodb/table:Table", kmsKeyArn: keyOrAlias },
  refuses: badReplica,
  protection: tableProtection,
  id: ({ inputs }) => {
    const { name, region } = partsOf(text(inputs["globalTableArn"]));
    return `${name}:${region}`;
  },
  tagged: true,
  defaults: { pointInTimeRecovery: false },
  computed: {
    arn: (facts) => facts.arn("dynamodb", `table/${globalTable(facts).name}`),
    deletionProtectionEnabled: () => false,
    kmsKeyArn: () => "",
  },
};

export const tableReplicas: Record<string, ResourceModel> = { "aws:dynamodb/tableReplica:TableReplica": replica };
