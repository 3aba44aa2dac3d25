import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmPlace } from "../alarms/alarm";
import type { ApiFunction } from "./functions";

export interface AlarmedParts {
  api: aws.apigateway.RestApi;
  stage: aws.apigateway.Stage;
  functions: Record<string, ApiFunction>;
  latencyAlarmSeconds: number;
}

/** API Gateway and Lambda count only what happens: silence is that nothing did. */
const treatMissingData = "notBreaching";
const aMinute = 60;

export function makeApiAlarms(name: string, parts: AlarmedParts, place: AlarmPlace): void {
  watchApi(name, parts, place);
  for (const [id, { lambda }] of Object.entries(parts.functions)) watchFunction(`${name}-${id}`, lambda, place);
}

function watchApi(name: string, { api, stage, latencyAlarmSeconds }: AlarmedParts, place: AlarmPlace): void {
  const watched = {
    namespace: "AWS/ApiGateway",
    dimensions: { ApiName: api.name, Stage: stage.stageName },
    period: aMinute,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    treatMissingData,
  } as const;
  makeAlarm(
    `${name}-errors`,
    {
      ...watched,
      alarmDescription:
        `${name} answered 5 requests a minute or more with 5xx, in 3 of 5 minutes: more than one client's bad luck. The ` +
        `access log says which operation, and by functionError whether its function failed or took too long.`,
      metricName: "5XXError",
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 5,
    },
    place,
  );
  makeAlarm(
    `${name}-latency`,
    {
      ...watched,
      alarmDescription:
        `One in a hundred requests to ${name} took longer than ${latencyAlarmSeconds} s, in 3 of 5 minutes. The access ` +
        `log says which operations and how much of it was their functions'; the traces say what these waited for.`,
      metricName: "Latency",
      extendedStatistic: "p99",
      comparisonOperator: "GreaterThanThreshold",
      threshold: latencyAlarmSeconds * 1000,
    },
    place,
  );
}

function watchFunction(name: string, lambda: aws.lambda.Function, place: AlarmPlace): void {
  const watched = {
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: lambda.name },
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData,
  } as const;
  makeAlarm(
    `${name}-errors`,
    {
      ...watched,
      alarmDescription:
        `${name} threw an error, ran out of time or of memory. Any single one counts: what is wrong with a request is ` +
        `answered, and only what nobody thought of ends so. Its log says what.`,
      metricName: "Errors",
      period: 5 * aMinute,
      evaluationPeriods: 1,
    },
    place,
  );
  makeAlarm(
    `${name}-throttles`,
    {
      ...watched,
      alarmDescription:
        `Lambda turned calls of ${name} away in 3 of 5 minutes: the account runs as many functions at once as it may. ` +
        `See which one takes them, and ask for a higher quota if all are needed.`,
      metricName: "Throttles",
      period: aMinute,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
    },
    place,
  );
}
