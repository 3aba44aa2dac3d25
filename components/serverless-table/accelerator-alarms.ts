import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmArgs, type AlarmPlace } from "../alarms/alarm";

/** DAX counts only what is not nought, so that silence is no trouble. */
const treatMissingData = "notBreaching";

export function makeAcceleratorAlarms(name: string, cluster: aws.dax.Cluster, place: AlarmPlace): void {
  for (const [what, alarm] of Object.entries(alarms(name))) {
    makeAlarm(
      `${name}-accelerator-${what}`,
      {
        namespace: "AWS/DAX",
        dimensions: { ClusterId: cluster.clusterName },
        period: 60,
        evaluationPeriods: 5,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData,
        ...alarm,
      },
      place,
    );
  }
}

type Watched = Pick<AlarmArgs, "alarmDescription" | "metricName" | "statistic" | "threshold" | "datapointsToAlarm">;

function alarms(name: string): Record<string, Watched> {
  return {
    cpu: {
      metricName: "CPUUtilization",
      statistic: "Average",
      threshold: 70,
      alarmDescription:
        `The accelerator of ${name} is busy for 70 % of the time, five minutes long. Without a node it must still serve ` +
        `what the others leave, and a busy node turns requests away: add nodes for reads, a larger nodeType for misses.`,
    },
    evictions: {
      metricName: "EvictedSize",
      statistic: "Sum",
      threshold: 100_000_000,
      alarmDescription:
        `The accelerator of ${name} throws away 100 MB a minute before its time: what is read often no longer fits, and ` +
        `the table answers instead. Choose a larger nodeType.`,
    },
    faults: {
      metricName: "FaultRequestCount",
      statistic: "Sum",
      threshold: 10,
      datapointsToAlarm: 3,
      alarmDescription:
        `The accelerator of ${name} fails ten requests a minute by faults of its own, in three minutes of five. Readers ` +
        `go to the table then: look at the events of its nodes, and whether its role still may use the table and its key.`,
    },
    throttles: {
      metricName: "ThrottledRequestCount",
      statistic: "Sum",
      threshold: 1,
      datapointsToAlarm: 3,
      alarmDescription:
        `The accelerator of ${name} turned requests away in three minutes of five, since its nodes are too busy: add ` +
        `nodes for reads, choose a larger nodeType for misses and writes.`,
    },
  };
}
