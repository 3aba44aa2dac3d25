import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmArgs, type AlarmPlace } from "../alarms/alarm";
import { CachePurpose } from "./choices";

/** An alarm on the highest value that any node has. */
interface NodeAlarm extends Pick<AlarmArgs, "alarmDescription" | "treatMissingData"> {
  what: string;
  metricName: string;
  statistic: "Average" | "Maximum" | "Sum";
  threshold: number;
  /** For how many minutes in a row. */
  minutes: number;
}

export function makeNodeAlarms(
  name: string,
  { group, nodes, purpose }: { group: aws.elasticache.ReplicationGroup; nodes: number; purpose: CachePurpose },
  place: AlarmPlace,
): void {
  const alarms = [
    ...(purpose === CachePurpose.Sessions ? sessionAlarms(name) : [lookasideEvictions(name)]),
    ...processorAlarms(name),
    connections(name),
    ...(nodes > 1 ? [replicationLag(name)] : []),
  ];
  for (const { what, metricName, statistic, threshold, minutes, alarmDescription, treatMissingData } of alarms) {
    makeAlarm(
      `${name}-${what}`,
      {
        alarmDescription,
        metricQueries: highestOfNodes(group, nodes, { metricName, statistic }),
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold,
        evaluationPeriods: minutes,
        treatMissingData,
      },
      place,
    );
  }
}

/** One alarm for all nodes, so that another node neither renames nor adds one. ElastiCache counts for each node apart. */
function highestOfNodes(
  group: aws.elasticache.ReplicationGroup,
  nodes: number,
  { metricName, statistic }: Pick<NodeAlarm, "metricName" | "statistic">,
): aws.types.input.cloudwatch.MetricAlarmMetricQuery[] {
  const metrics = Array.from({ length: nodes }, (_, node) => ({
    id: `node${node}`,
    metric: {
      namespace: "AWS/ElastiCache",
      metricName,
      // A set has no order, and whoever is the primary may change.
      dimensions: { CacheClusterId: group.memberClusters.apply((ids) => [...ids].sort()[node] ?? "") },
      stat: statistic,
      period: 60,
    },
  }));
  const expression = `MAX([${metrics.map(({ id }) => id).join(", ")}])`;
  return [{ id: "highest", expression, label: `Highest ${metricName}`, returnData: true }, ...metrics];
}

function sessionAlarms(name: string): NodeAlarm[] {
  return [
    {
      what: "memory",
      metricName: "DatabaseMemoryUsageCountedForEvictPercentage",
      statistic: "Maximum",
      threshold: 60,
      minutes: 5,
      alarmDescription:
        `Sessions fill 60 % of ${name}. A full cache refuses every change of a cart, since nothing is evicted, and a ` +
        `larger node takes half an hour to come: choose a larger nodeType now.`,
      treatMissingData: "ignore",
    },
    {
      what: "evictions",
      metricName: "Evictions",
      statistic: "Sum",
      threshold: 1,
      minutes: 1,
      alarmDescription: `${name} evicted a session, which it must never do: see whether its parameter group still says noeviction.`,
      treatMissingData: "notBreaching",
    },
  ];
}

/** Its memory is meant to be full: what tells is how much of it is thrown away. */
function lookasideEvictions(name: string): NodeAlarm {
  return {
    what: "evictions",
    metricName: "Evictions",
    statistic: "Sum",
    threshold: 1000,
    minutes: 15,
    alarmDescription:
      `${name} has evicted a thousand keys a minute for 15 minutes: what is read often no longer fits, and the database ` +
      `answers instead. Choose a larger nodeType, or shorter times to live.`,
    treatMissingData: "notBreaching",
  };
}

function processorAlarms(name: string): NodeAlarm[] {
  return [
    {
      what: "engine-cpu",
      metricName: "EngineCPUUtilization",
      statistic: "Average",
      threshold: 80,
      minutes: 5,
      alarmDescription:
        `The engine of ${name} is busy for 80 % of the time, or its nodes report nothing. It runs commands one after the ` +
        `other, so that answers get slower from here on: look for slow commands in the slow log, then choose a larger ` +
        `nodeType.`,
      // A cache whose nodes are silent is not there.
      treatMissingData: "breaching",
    },
    {
      what: "cpu",
      metricName: "CPUUtilization",
      statistic: "Average",
      threshold: 90,
      minutes: 5,
      alarmDescription:
        `A node of ${name} is busy for 90 % of the time with the engine, encryption and snapshots together. A node of ` +
        `the t families then lives on its credits: choose a larger nodeType.`,
      treatMissingData: "ignore",
    },
  ];
}

function connections(name: string): NodeAlarm {
  return {
    what: "connections",
    metricName: "CurrConnections",
    statistic: "Maximum",
    threshold: 10_000,
    minutes: 5,
    alarmDescription:
      `${name} has 10,000 connections to a node. A node takes 65,000, the smallest 20,000, and a web tier needs a ` +
      `handful for each instance: look for a client that connects anew for each request.`,
    treatMissingData: "ignore",
  };
}

function replicationLag(name: string): NodeAlarm {
  return {
    what: "replication-lag",
    metricName: "ReplicationLag",
    statistic: "Maximum",
    threshold: 10,
    minutes: 5,
    alarmDescription:
      `A replica of ${name} is 10 seconds behind, or there is none: a failover would now lose that much of what was ` +
      `acknowledged without waiting for a replica. Look at the network and the load of writes.`,
    // Replicas alone report a lag, so that silence means that there is none left.
    treatMissingData: "breaching",
  };
}
