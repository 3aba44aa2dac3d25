import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmPlace } from "../alarms/alarm";

const fiveMinutes = 300;
const busyPercent = 80;

export function makeShareAlarms(
  name: string,
  { fileSystem, publisher }: { fileSystem: aws.efs.FileSystem; publisher: aws.lambda.Function },
  place: AlarmPlace,
): void {
  watchPublisher(name, publisher, place);
  watchFileSystem(name, fileSystem, place);
}

function watchPublisher(name: string, publisher: aws.lambda.Function, place: AlarmPlace): void {
  const watched = {
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: publisher.name },
    statistic: "Sum",
    period: fiveMinutes,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    // A function that nobody invokes counts nothing.
    treatMissingData: "notBreaching",
  } as const;
  makeAlarm(
    `${name}-publisher-errors`,
    {
      ...watched,
      alarmDescription:
        `The publisher of ${name} refused or failed to publish a release. Any single one counts, since somebody waits ` +
        `for it. Instances go on with the current release. Its log says what to mend.`,
      metricName: "Errors",
    },
    place,
  );
  makeAlarm(
    `${name}-publisher-dropped`,
    {
      ...watched,
      alarmDescription:
        `Lambda gave up on a release uploaded for ${name}, after three tries or six hours. Any single one counts: it ` +
        `is not tried again by itself. See the publisher's log, then upload the release once more.`,
      metricName: "AsyncEventsDropped",
    },
    place,
  );
}

function watchFileSystem(name: string, fileSystem: aws.efs.FileSystem, place: AlarmPlace): void {
  const dimensions = { FileSystemId: fileSystem.id };
  const metric = (metricName: string, stat: string) => ({
    namespace: "AWS/EFS",
    metricName,
    dimensions,
    stat,
    period: fiveMinutes,
  });
  const watched = {
    evaluationPeriods: 3,
    comparisonOperator: "GreaterThanThreshold",
    threshold: busyPercent,
    // A share that nobody uses measures nothing.
    treatMissingData: "notBreaching",
  } as const;
  makeAlarm(
    `${name}-throughput`,
    {
      ...watched,
      alarmDescription:
        `Clients moved more than ${busyPercent} % of the bytes that EFS permits ${name} for 15 minutes; at 100 % they ` +
        `wait. Starting many instances is over sooner: look for an application that reads its own files all the time.`,
      metricQueries: [
        {
          id: "used",
          label: "Percent of the permitted throughput",
          // Bytes in the period against bytes per second.
          expression: "100 * (metered / PERIOD(metered)) / permitted",
          returnData: true,
        },
        { id: "metered", metric: metric("MeteredIOBytes", "Sum") },
        { id: "permitted", metric: metric("PermittedThroughput", "Average") },
      ],
    },
    place,
  );
  makeAlarm(
    `${name}-operations`,
    {
      ...watched,
      alarmDescription:
        `Clients did more than ${busyPercent} % of the operations that EFS can do for ${name} for 15 minutes; at 100 % ` +
        `they wait. Look for an application that opens many small files for each request, and bundle it.`,
      namespace: "AWS/EFS",
      metricName: "PercentIOLimit",
      dimensions,
      statistic: "Maximum",
      period: fiveMinutes,
    },
    place,
  );
}
