import type { Attempt, Behaviour, Refusal } from "./behaviour";
import { text } from "./model";
import { blockOf, blocksOf, has } from "./reading";

export const onDemand = "PAY_PER_REQUEST";

/** A table is protected in each of its regions for itself. */
export const tableProtection: Required<Behaviour>["protection"] = {
  argument: "deletionProtectionEnabled",
  on: true,
  refusal: () =>
    "ValidationException: Resource cannot be deleted as it is currently protected against deletion. " +
    "Disable deletion protection first.",
};

/** DynamoDB wants every key's type, and the type of nothing else. */
export function badKeys({ inputs }: Attempt): Refusal {
  const indexes = [...blocksOf(inputs["localSecondaryIndexes"]), ...blocksOf(inputs["globalSecondaryIndexes"])];
  const keys = [inputs, ...indexes].flatMap(({ hashKey, rangeKey, keySchemas }) => [
    ...[hashKey, rangeKey].map((name) => text(name)),
    ...blocksOf(keySchemas).map(({ attributeName }) => text(attributeName)),
  ]);
  const used = [...new Set(keys)].filter((key) => key !== "");
  const typed = blocksOf(inputs["attributes"]).map(({ name }) => text(name));
  const untyped = used.filter((key) => !typed.includes(key));
  const unused = typed.filter((name) => !used.includes(name));
  const list = (keys: string[]) => `[${keys.map((key) => `"${key}"`).join(" ")}]`;
  if (unused.length > 0) return `all attributes must be indexed. Unused attributes: ${list(unused)}`;
  if (untyped.length > 0) return `all indexes must match a defined attribute. Unmatched indexes: ${list(untyped)}`;
  if (text(inputs["hashKey"]) !== "") return undefined;
  return "ValidationException: No Hash Key specified in schema. All Dynamo DB tables must have exactly one hash key";
}

/**
 * terraform-provider-aws internal/service/dynamodb/table.go, validateProvisionedThroughputField. Whoever comes from on
 * demand without a capacity is taken to ignore it, and gets one unit; whoever returns may still name what was.
 */
function badTableCapacity({ inputs, now }: Attempt): Refusal {
  const was = text(now?.properties["billingMode"]);
  const units = (name: string) => Number(text(inputs[name] ?? now?.properties[name]));
  const capacities = { readCapacity: "read_capacity", writeCapacity: "write_capacity" };
  const isOnDemand = inputs["billingMode"] === onDemand;
  const bad = Object.entries(capacities).find(([name]) => (isOnDemand ? has(inputs, name) : !(units(name) > 0)));
  if (!bad) return undefined;
  if (!isOnDemand) return was === onDemand ? undefined : `${bad[1]} must be > 0 when billing_mode is "PROVISIONED"`;
  return now && was !== onDemand ? undefined : `${bad[1]} can not be set when billing_mode is "PAY_PER_REQUEST"`;
}

/** DynamoDB API, UpdateTable: whoever leaves on demand says a capacity for each index, too. */
function badIndexCapacity({ inputs }: Attempt): Refusal {
  if (inputs["billingMode"] === onDemand) return undefined;
  const bad = blocksOf(inputs["globalSecondaryIndexes"]).find(({ readCapacity, writeCapacity }) => {
    return !(Number(text(readCapacity)) > 0) || !(Number(text(writeCapacity)) > 0);
  });
  if (!bad) return undefined;
  return (
    `ValidationException: One or more parameter values were invalid: ProvisionedThroughput is not specified for ` +
    `index: ${text(bad["name"])}`
  );
}

/** DynamoDB developer guide, "Maximum throughput for on-demand tables": it has none where capacity is provisioned. */
function badLimits({ inputs }: Attempt): Refusal {
  const limited = [inputs, ...blocksOf(inputs["globalSecondaryIndexes"])].flatMap(({ onDemandThroughput }) => {
    const limits = blockOf(onDemandThroughput);
    return ["maxReadRequestUnits", "maxWriteRequestUnits"].map((name) => text(limits[name])).filter(Boolean);
  });
  if (limited.length > 0 && inputs["billingMode"] !== onDemand) {
    return (
      "ValidationException: One or more parameter values were invalid: OnDemandThroughput can only be set when " +
      "BillingMode is PAY_PER_REQUEST"
    );
  }
  const bad = limited.find((limit) => limit !== "-1" && !(Number(limit) > 0));
  return bad && `ValidationException: One or more parameter values were invalid: ${bad} is no on-demand throughput`;
}

export function badCapacity(attempt: Attempt): Refusal {
  return badTableCapacity(attempt) ?? badIndexCapacity(attempt) ?? badLimits(attempt);
}

/** DynamoDB API, UpdateTimeToLive: one attribute says when an item expires, and another one only after it was off. */
export function badExpiry({ inputs, now }: Attempt): Refusal {
  const [asked, was] = [blockOf(inputs["ttl"]), blockOf(now?.properties["ttl"])];
  const [name, before] = [text(asked["attributeName"]), text(was["attributeName"])];
  if (asked["enabled"] === true && name === "") {
    return "ValidationException: TimeToLiveSpecification.AttributeName must have length greater than or equal to 1";
  }
  if (asked["enabled"] !== true || was["enabled"] !== true || before === "" || name === before) return undefined;
  return `ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is ${before}`;
}
