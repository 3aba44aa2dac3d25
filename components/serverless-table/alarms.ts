import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmPlace } from "../alarms/alarm";

/** The operations with which items are read and written: DynamoDB counts its own errors for each apart. */
const operations = [
  "BatchGetItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "TransactGetItems",
  "TransactWriteItems",
  "UpdateItem",
] as const;

export function makeTableAlarms(
  name: string,
  { table, isOnDemand }: { table: aws.dynamodb.Table; isOnDemand: boolean },
  place: AlarmPlace,
): void {
  const cause = isOnDemand
    ? "An on-demand table does so when its load more than doubles within half an hour, or when one key gets it all"
    : "A table of provisioned capacity does so when its load rises faster than the capacity follows, in minutes, or " +
      "beyond its most units, or when one key gets it all";
  for (const [what, metricName] of [
    ["read", "ReadThrottleEvents"],
    ["write", "WriteThrottleEvents"],
  ] as const) {
    makeAlarm(
      `${name}-${what}-throttles`,
      {
        alarmDescription: `${name} turned ${what}s away in three minutes of five. ${cause}: look for a hot key first.`,
        namespace: "AWS/DynamoDB",
        metricName,
        dimensions: { TableName: table.name },
        statistic: "Sum",
        period: 60,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        // DynamoDB counts nothing while nothing is turned away.
        treatMissingData: "notBreaching",
      },
      place,
    );
  }
  makeAlarm(
    `${name}-system-errors`,
    {
      alarmDescription:
        `DynamoDB failed requests to ${name} by faults of its own, more than ten a minute for five minutes. Clients ` +
        `repeat a few by themselves: see AWS's health page before anything else.`,
      metricQueries: systemErrors(table),
      evaluationPeriods: 5,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 10,
      treatMissingData: "notBreaching",
    },
    place,
  );
}

function systemErrors(table: aws.dynamodb.Table): aws.types.input.cloudwatch.MetricAlarmMetricQuery[] {
  const metrics = operations.map((Operation, index) => ({
    id: `errors${index}`,
    metric: {
      namespace: "AWS/DynamoDB",
      metricName: "SystemErrors",
      dimensions: { TableName: table.name, Operation },
      stat: "Sum",
      period: 60,
    },
  }));
  const expression = `SUM([${metrics.map(({ id }) => `FILL(${id}, 0)`).join(", ")}])`;
  return [{ id: "errors", expression, label: "System errors", returnData: true }, ...metrics];
}
