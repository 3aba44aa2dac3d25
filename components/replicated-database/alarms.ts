import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmArgs, type AlarmPlace } from "../alarms/alarm";
import { connectionsOf, memoryOf } from "./instance-class";

/** An instance that is watched. */
export interface Watched {
  name: string;
  instance: aws.rds.Instance;
  instanceClass: string;
  allocatedStorageGib: number;
}

const mebibyte = 1024 ** 2;

/** Alarms of what every instance can run out of. */
export function watchInstance(
  { name, instance, instanceClass, allocatedStorageGib }: Watched,
  place: AlarmPlace,
): void {
  const lowStorage = Math.floor(allocatedStorageGib * 0.08 * 1024) * mebibyte;
  const lowMemory = Math.floor((memoryOf(instanceClass) * 0.05) / mebibyte) * mebibyte;
  const manyConnections = Math.floor(connectionsOf(instanceClass) * 0.8);
  const minutes = (count: number) => ({ period: 60, evaluationPeriods: count });

  makeAlarm(
    `${name}-cpu`,
    {
      ...metricOf(instance, "CPUUtilization", "Average"),
      ...minutes(15),
      comparisonOperator: "GreaterThanThreshold",
      threshold: 80,
      alarmDescription:
        "The CPU has been over 80 % for 15 minutes: queries queue. See Database Insights for the statements that use " +
        "it, or take a larger class. No data means that the instance is down, and counts as alarm.",
      treatMissingData: "breaching",
    },
    place,
  );
  makeAlarm(
    `${name}-storage`,
    {
      ...metricOf(instance, "FreeStorageSpace", "Minimum"),
      ...minutes(30),
      comparisonOperator: "LessThanThreshold",
      threshold: lowStorage,
      alarmDescription:
        `Less than ${lowStorage / mebibyte} MiB, 8 % of the first ${allocatedStorageGib} GiB, have been free for 30 ` +
        "minutes. Storage grows by itself below 10 %, so it has come to its limit (maxAllocatedStorageGib) or grew " +
        "within the last six hours. A full disk stops the database.",
      treatMissingData: "missing",
    },
    place,
  );
  makeAlarm(
    `${name}-memory`,
    {
      ...metricOf(instance, "FreeableMemory", "Average"),
      ...minutes(15),
      comparisonOperator: "LessThanThreshold",
      threshold: lowMemory,
      alarmDescription:
        `Less than ${lowMemory / mebibyte} MiB, 5 % of the memory of ${instanceClass}, have been free for 15 minutes: ` +
        "the server is about to swap. Take a larger class, or let the application keep fewer connections.",
      treatMissingData: "missing",
    },
    place,
  );
  makeAlarm(
    `${name}-connections`,
    {
      ...metricOf(instance, "DatabaseConnections", "Maximum"),
      ...minutes(5),
      comparisonOperator: "GreaterThanThreshold",
      threshold: manyConnections,
      alarmDescription:
        `More than ${manyConnections} connections, 80 % of what ${instanceClass} takes, have been open for 5 minutes. ` +
        "Beyond the last one nobody gets in. Make the application's pools smaller, or take a larger class.",
      treatMissingData: "missing",
    },
    place,
  );
}

/** An alarm of a replica that falls behind. */
export function watchReplicaLag(name: string, instance: aws.rds.Instance, place: AlarmPlace): void {
  makeAlarm(
    `${name}-lag`,
    {
      ...metricOf(instance, "ReplicaLag", "Maximum"),
      period: 60,
      evaluationPeriods: 5,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 30,
      alarmDescription:
        "The replica has been over 30 seconds behind for 5 minutes, so readers see old rows. Look for long queries on " +
        "it and for heavy writes on the primary. No data means that it replicates no more, and counts as alarm.",
      treatMissingData: "breaching",
    },
    place,
  );
}

function metricOf(
  { identifier }: aws.rds.Instance,
  metricName: string,
  statistic: string,
): Omit<AlarmArgs, "alarmDescription" | "treatMissingData"> {
  return { namespace: "AWS/RDS", metricName, statistic, dimensions: { DBInstanceIdentifier: identifier } };
}
