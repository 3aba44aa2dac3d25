import type * as aws from "@pulumi/aws";
import type { TableCapacityArgs } from "./capacity";
import { defaultKeyType, type TableKeyType } from "./choices";

/** How items are found: by the partition key alone, or by both keys. */
export interface KeyArgs {
  partitionKey: string;
  partitionKeyType?: TableKeyType;
  sortKey?: string;
  sortKeyType?: TableKeyType;
}

export interface TableIndexArgs extends KeyArgs {
  /** The attribute that an item is found by. No default. */
  partitionKey: string;
  /** What that attribute holds. Default: S, a text. */
  partitionKeyType?: TableKeyType;
  /** The attribute that items of one partition are ordered by. Default: none. */
  sortKey?: string;
  /** What that attribute holds. Default: S, a text. */
  sortKeyType?: TableKeyType;
  /** What the index holds beside the keys; none with an empty list. Default: every attribute. */
  projectedAttributes?: string[];
  /** What is provisioned for the index, where the table's capacity is. Default: the table's. */
  provisionedCapacity?: TableCapacityArgs;
}

/** DynamoDB wants the type of every attribute that is a key somewhere, once, and of no other. */
export function keyAttributes(keys: KeyArgs[]): aws.types.input.dynamodb.TableAttribute[] {
  const types = new Map(keys.flatMap(typedKeys));
  return [...types].map(([name, type]) => ({ name, type }));
}

function typedKeys({ partitionKey, partitionKeyType, sortKey, sortKeyType }: KeyArgs): [string, TableKeyType][] {
  const sort: [string, TableKeyType][] = sortKey === undefined ? [] : [[sortKey, sortKeyType ?? defaultKeyType]];
  return [[partitionKey, partitionKeyType ?? defaultKeyType], ...sort];
}

/** The indexes, as the table takes them. They can be added and removed one at a time while the table serves. */
export function globalIndexes(
  indexes: Record<string, TableIndexArgs>,
  throughputOf: (index: TableIndexArgs) => IndexThroughput,
): aws.types.input.dynamodb.TableGlobalSecondaryIndex[] {
  return Object.entries(indexes).map(([name, index]) => ({
    name,
    keySchemas: [
      { attributeName: index.partitionKey, keyType: "HASH" },
      ...(index.sortKey === undefined ? [] : [{ attributeName: index.sortKey, keyType: "RANGE" }]),
    ],
    ...projection(index.projectedAttributes),
    ...throughputOf(index),
  }));
}

/** How much an index may be used. */
export type IndexThroughput = Pick<
  aws.types.input.dynamodb.TableGlobalSecondaryIndex,
  "onDemandThroughput" | "readCapacity" | "writeCapacity"
>;

function projection(
  attributes: string[] | undefined,
): Pick<aws.types.input.dynamodb.TableGlobalSecondaryIndex, "projectionType" | "nonKeyAttributes"> {
  if (attributes === undefined) return { projectionType: "ALL" };
  return attributes.length === 0
    ? { projectionType: "KEYS_ONLY" }
    : { projectionType: "INCLUDE", nonKeyAttributes: [...attributes] };
}
