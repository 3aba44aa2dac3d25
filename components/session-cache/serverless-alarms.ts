import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmArgs, type AlarmPlace } from "../alarms/alarm";

const gigabyte = 1024 ** 3;

/** What a cache may use at most. */
interface Limits {
  maxStorageGb: number;
  maxEcpuPerSecond: number;
}

type ServerlessAlarm = Required<Pick<AlarmArgs, "alarmDescription" | "metricName" | "statistic" | "threshold">>;

/** Alarms on the limits, since there are no nodes to look at. */
export function makeServerlessAlarms(
  name: string,
  { cache, ...limits }: Limits & { cache: aws.elasticache.ServerlessCache },
  place: AlarmPlace,
): void {
  for (const [what, alarm] of Object.entries(alarmsAtLimits(name, limits))) {
    makeAlarm(
      `${name}-${what}`,
      {
        ...alarm,
        namespace: "AWS/ElastiCache",
        dimensions: { clusterId: cache.name },
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        period: 60,
        evaluationPeriods: 5,
        // A cache that nobody uses reports nothing.
        treatMissingData: "notBreaching",
      },
      place,
    );
  }
}

function alarmsAtLimits(name: string, { maxStorageGb, maxEcpuPerSecond }: Limits): Record<string, ServerlessAlarm> {
  return {
    memory: {
      metricName: "BytesUsedForCache",
      statistic: "Maximum",
      threshold: 0.9 * maxStorageGb * gigabyte,
      alarmDescription:
        `${name} holds 90 % of its maxStorageGb, ${maxStorageGb}. Beyond it keys with a time to live are evicted, and ` +
        `writes are refused where no key has one: raise the limit, or shorten times to live.`,
    },
    processing: {
      metricName: "ElastiCacheProcessingUnits",
      statistic: "Sum",
      threshold: 0.8 * maxEcpuPerSecond * 60,
      alarmDescription:
        `${name} uses 80 % of its maxEcpuPerSecond, ${maxEcpuPerSecond}. Beyond it requests are turned away: raise the ` +
        `limit, and expect the bill to follow.`,
    },
    throttles: {
      metricName: "ThrottledCmds",
      statistic: "Sum",
      threshold: 1,
      alarmDescription:
        `${name} has turned requests away for five minutes, since its load grows faster than it does, or has reached ` +
        `its maxEcpuPerSecond, ${maxEcpuPerSecond}.`,
    },
    evictions: {
      metricName: "Evictions",
      statistic: "Sum",
      threshold: 1000,
      alarmDescription:
        `${name} has evicted a thousand keys a minute for five minutes: what is read often no longer fits into its ` +
        `maxStorageGb, ${maxStorageGb}.`,
    },
  };
}
