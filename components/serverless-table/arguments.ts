import { argumentProblems, type Check } from "../arguments/checks";
import { choiceProblems } from "../arguments/choice";
import { flagProblems } from "../arguments/flag";
import { elementsOf } from "../arguments/list";
import { nameProblems } from "../arguments/name";
import { nestedProblems } from "../arguments/nested";
import type { ArgumentProblem } from "../arguments/problem";
import { isRecord } from "../arguments/records";
import { topicArnProblems } from "../arguments/topic-arn";
import { wholeNumberProblems } from "../arguments/whole-number";
import { longestKeyName } from "../encryption/customer-key";
import { acceleratorProblems } from "./accelerator-arguments";
import { capacityProblems, indexCapacityProblems, requestLimitProblems } from "./capacity-arguments";
import { defaultKeyType, longestRecoveryDays, TableKeyType, TableStream } from "./choices";
import type { KeyArgs, TableIndexArgs } from "./keys";
import { replicaRegionsProblems, replicaStreamProblems } from "./replica-arguments";
import type { ServerlessTableArgs } from "./serverless-table";

// DynamoDB developer guide, "Quotas": indexes for a table, and attributes that all of them together may project.
const mostIndexes = 20;
const mostProjected = 100;
const longestAttribute = 255;
// What a region's name adds to a replica's, whose key has an alias, too: "-ap-southeast-2".
const longestRegion = 15;

type Given<Args> = Partial<Record<keyof Args, unknown>>;

export function tableProblems(name: string, args: Given<ServerlessTableArgs> | undefined): ArgumentProblem[] {
  const isProvisioned = args?.provisionedCapacity !== undefined;
  const checks = argumentProblems<ServerlessTableArgs>(args, {
    ...keyChecks(args),
    indexes: (value, argument) => indexesProblems(value, argument, isProvisioned),
    timeToLiveAttribute: optionalAttribute,
    pointInTimeRecoveryDays: (value, argument) =>
      wholeNumberProblems(argument, value, { from: 1, to: longestRecoveryDays, fallback: longestRecoveryDays }),
    provisionedCapacity: capacityProblems,
    maxReadRequestUnits: (value, argument) => requestLimitProblems(argument, value, isProvisioned),
    maxWriteRequestUnits: (value, argument) => requestLimitProblems(argument, value, isProvisioned),
    stream: (value, argument) => {
      const wrong = choiceProblems(argument, value, Object.values(TableStream), TableStream.None);
      return wrong.length > 0 ? wrong : replicaStreamProblems(argument, value, args?.replicaRegions);
    },
    replicaRegions: (value, argument) => replicaRegionsProblems(argument, value, args?.accelerator),
    accelerator: acceleratorProblems,
    deletionProtection: (value, argument) => flagProblems(argument, value),
    alarmTopicArn: (value, argument) => topicArnProblems(argument, value),
  });
  const longestName = longestKeyName - (args?.replicaRegions === undefined ? 0 : longestRegion);
  return [...nameProblems(name, longestName), ...checks, ...(checks.length === 0 ? typeProblems(args ?? {}) : [])];
}

function keyChecks(args: Given<TableIndexArgs> | undefined) {
  return {
    partitionKey: attributeProblems,
    partitionKeyType: keyTypeProblems,
    sortKey: (value, argument) => [...optionalAttribute(value, argument), ...sameKeyProblems(args, argument)],
    sortKeyType: (value, argument) =>
      value !== undefined && args?.sortKey === undefined
        ? [{ argument, got: value, allowed: "nothing without a sortKey", fix: "leave it out, or give a sortKey" }]
        : keyTypeProblems(value, argument),
  } satisfies Record<string, Check>;
}

function sameKeyProblems(args: Given<TableIndexArgs> | undefined, argument: string): ArgumentProblem[] {
  if (args?.sortKey === undefined || args.sortKey !== args.partitionKey) return [];
  const allowed = "another attribute than the partitionKey";
  return [{ argument, got: args.sortKey, allowed, fix: "leave it out, or write another" }];
}

function keyTypeProblems(value: unknown, argument: string): ArgumentProblem[] {
  return choiceProblems(argument, value, Object.values(TableKeyType), defaultKeyType);
}

function attributeProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (typeof value === "string" && value !== "" && Buffer.byteLength(value) <= longestAttribute) return [];
  return [
    {
      argument,
      got: value,
      allowed: `the name of an attribute, 1 to ${longestAttribute} bytes, plain`,
      fix: 'write a name, for example "sessionId"',
    },
  ];
}

function optionalAttribute(value: unknown, argument: string): ArgumentProblem[] {
  return value === undefined ? [] : attributeProblems(value, argument);
}

function indexesProblems(value: unknown, argument: string, isProvisioned: boolean): ArgumentProblem[] {
  if (value === undefined) return [];
  if (!isRecord(value) || Object.keys(value).length > mostIndexes) {
    const allowed = `at most ${mostIndexes} indexes by name, plain`;
    return [{ argument, got: value, allowed, fix: 'write them as { byUser: { partitionKey: "userId" } }' }];
  }
  const problems = Object.entries(value).flatMap(([name, index]) =>
    indexProblems(`${argument}[${JSON.stringify(name)}]`, { name, index, isProvisioned }),
  );
  return [...problems, ...(problems.length === 0 ? projectionProblems(value, argument) : [])];
}

function indexProblems(
  path: string,
  { name, index, isProvisioned }: { name: string; index: unknown; isProvisioned: boolean },
): ArgumentProblem[] {
  const wrongName: ArgumentProblem[] = /^[\w.-]{3,255}$/.test(name)
    ? []
    : [
        {
          argument: path,
          gotInWords: "an index of that name",
          allowed: "3 to 255 letters, digits, dots, dashes and underscores",
          fix: 'write a name such as "byUser"',
        },
      ];
  const wrong = nestedProblems<TableIndexArgs>(path, index, {
    ...keyChecks(isRecord(index) ? index : undefined),
    projectedAttributes: projectedProblems,
    provisionedCapacity: (value, argument) => indexCapacityProblems(value, argument, isProvisioned),
  });
  return [...wrongName, ...wrong];
}

function projectedProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  const attributes = elementsOf(value);
  if (attributes === undefined) {
    const allowed = "a plain list of attributes, empty for the keys alone";
    return [{ argument, got: value, allowed, fix: "write their names, or leave it out for every attribute" }];
  }
  return attributes.flatMap((attribute, index) => [
    ...attributeProblems(attribute, `${argument}[${index}]`),
    ...(attributes.indexOf(attribute) === index
      ? []
      : [{ argument: `${argument}[${index}]`, got: attribute, allowed: "each attribute once", fix: "remove it" }]),
  ]);
}

function projectionProblems(indexes: object, argument: string): ArgumentProblem[] {
  const projected = Object.values(indexes).flatMap((index: Given<TableIndexArgs>) => {
    return elementsOf(index.projectedAttributes) ?? [];
  });
  if (projected.length <= mostProjected) return [];
  return [
    {
      argument,
      gotInWords: `${projected.length} projected attributes`,
      allowed: `at most ${mostProjected} over all indexes`,
      fix: "leave projectedAttributes out of some, which projects every attribute",
    },
  ];
}

/** An attribute has one type in the whole table, and only a number can be a time. */
function typeProblems(args: Given<ServerlessTableArgs>): ArgumentProblem[] {
  const indexes = isRecord(args.indexes) ? Object.entries(args.indexes) : [];
  const places = [
    ...keysIn("", args),
    ...indexes.flatMap(([name, index]) => (isRecord(index) ? keysIn(`indexes[${JSON.stringify(name)}].`, index) : [])),
  ];
  const first = new Map<string, KeyPlace>();
  const conflicts = places.flatMap((place): ArgumentProblem[] => {
    const earlier = first.get(place.attribute) ?? place;
    first.set(place.attribute, earlier);
    if (earlier.type === place.type) return [];
    const allowed = `${earlier.type}, as ${earlier.argument} has it: an attribute has one type in the whole table`;
    return [{ argument: `${place.argument}Type`, got: place.type, allowed, fix: `write "${earlier.type}"` }];
  });
  const time = places.find(
    ({ attribute, type }) => attribute === args.timeToLiveAttribute && type !== TableKeyType.Number,
  );
  if (time === undefined) return conflicts;
  const allowed = `an attribute that holds a number of seconds, which ${time.argument} of type ${time.type} cannot be`;
  const fix = "write an attribute of its own";
  return [...conflicts, { argument: "timeToLiveAttribute", got: args.timeToLiveAttribute, allowed, fix }];
}

/** A key, and where it was given. */
interface KeyPlace {
  argument: string;
  attribute: string;
  type: TableKeyType;
}

function keysIn(path: string, keys: Given<KeyArgs>): KeyPlace[] {
  return (["partitionKey", "sortKey"] as const).flatMap((key) => {
    const attribute = keys[key];
    if (typeof attribute !== "string") return [];
    const type = Object.values(TableKeyType).find((each) => each === keys[`${key}Type`]) ?? defaultKeyType;
    return [{ argument: `${path}${key}`, attribute, type }];
  });
}
