import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { defaultMinUnits, utilizationPercent } from "./choices";
import type { TableIndexArgs } from "./keys";

/** What is provisioned, from the least to the most: DynamoDB's autoscaling moves it between, by the load. */
export interface TableCapacityArgs {
  /** The least reads of 4 KB in a second. Default: 5. */
  minReadUnits?: number;
  /** The most reads of 4 KB in a second, and with that the highest bill. No default. */
  maxReadUnits: number;
  /** The least writes of 1 KB in a second. Default: 5. */
  minWriteUnits?: number;
  /** The most writes of 1 KB in a second, and with that the highest bill. No default. */
  maxWriteUnits: number;
  /** Which share of what is provisioned is meant to be used: 20 to 90. Default: 70. */
  targetUtilizationPercent?: number;
}

/** What a table or an index is given to begin with. */
export function leastCapacity(capacity: TableCapacityArgs): { readCapacity: number; writeCapacity: number } {
  const { minReadUnits = defaultMinUnits, minWriteUnits = defaultMinUnits } = capacity;
  return { readCapacity: minReadUnits, writeCapacity: minWriteUnits };
}

/** Lets the capacity of a table and of each index follow the load, and tells what moves it. */
export function makeAutoscaling(
  name: string,
  {
    table,
    indexes,
    capacity,
  }: { table: aws.dynamodb.Table; indexes: Record<string, TableIndexArgs>; capacity: TableCapacityArgs },
  parent: pulumi.Resource,
): aws.appautoscaling.Policy[] {
  const ofTable = table.name.apply((tableName) => `table/${tableName}`);
  const all = [
    ...scaled(name, { kind: "table", resourceId: ofTable, capacity }),
    ...Object.entries(indexes).flatMap(([index, { provisionedCapacity = capacity }]) =>
      scaled(`${name}-index-${index}`, {
        kind: "index",
        resourceId: ofTable.apply((id) => `${id}/index/${index}`),
        capacity: provisionedCapacity,
      }),
    ),
  ];
  return all.map((part) => makeScaling(part, parent));
}

/** One kind of capacity, of a table or of an index. */
interface Scaled {
  name: string;
  resourceId: pulumi.Output<string>;
  dimension: string;
  metric: string;
  min: number;
  max: number;
  targetValue: number;
}

function scaled(
  name: string,
  {
    kind,
    resourceId,
    capacity,
  }: { kind: "table" | "index"; resourceId: pulumi.Output<string>; capacity: TableCapacityArgs },
): Scaled[] {
  const { readCapacity, writeCapacity } = leastCapacity(capacity);
  const { targetUtilizationPercent: targetValue = utilizationPercent.fallback } = capacity;
  return [
    {
      name: `${name}-read-capacity`,
      dimension: `dynamodb:${kind}:ReadCapacityUnits`,
      metric: "DynamoDBReadCapacityUtilization",
      min: readCapacity,
      max: capacity.maxReadUnits,
      ...{ resourceId, targetValue },
    },
    {
      name: `${name}-write-capacity`,
      dimension: `dynamodb:${kind}:WriteCapacityUnits`,
      metric: "DynamoDBWriteCapacityUtilization",
      min: writeCapacity,
      max: capacity.maxWriteUnits,
      ...{ resourceId, targetValue },
    },
  ];
}

function makeScaling(
  { name, resourceId, dimension, metric, min, max, targetValue }: Scaled,
  parent: pulumi.Resource,
): aws.appautoscaling.Policy {
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "dynamodb",
      resourceId,
      scalableDimension: dimension,
      // What is below is raised as soon as this is registered.
      minCapacity: min,
      maxCapacity: max,
      tags: { Name: name },
    },
    { parent },
  );
  return new aws.appautoscaling.Policy(
    name,
    {
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: metric },
        targetValue,
      },
    },
    { parent },
  );
}
