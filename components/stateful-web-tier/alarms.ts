import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { makeAlarm, type AlarmArgs } from "../alarms/alarm";
import type { WebTier } from "./defaults";
import type { FrontDoor } from "./load-balancer";

/** Tells when shoppers are not served, and when they soon may not be. */
export function makeAlarms(
  name: string,
  { alarmTopicArn, latencyAlarmSeconds, minInstances, maxInstances }: WebTier,
  { group, frontDoor }: { group: aws.autoscaling.Group; frontDoor: FrontDoor },
  parent: pulumi.Resource,
): void {
  const alarm = (what: string, args: AlarmArgs) => {
    makeAlarm(`${name}-${what}`, args, { topicArn: alarmTopicArn, parent });
  };
  const atDoor = {
    namespace: "AWS/ApplicationELB",
    dimensions: { LoadBalancer: frontDoor.loadBalancer.arnSuffix },
    period: 60,
    // The load balancer counts only what happens: silence is that nothing did.
    treatMissingData: "notBreaching",
  } as const;
  const atTargets = {
    ...atDoor,
    dimensions: { ...atDoor.dimensions, TargetGroup: frontDoor.targetGroup.arnSuffix },
  };
  const inGroup = {
    namespace: "AWS/AutoScaling",
    metricName: "GroupInServiceInstances",
    dimensions: { AutoScalingGroupName: group.name },
    period: 60,
  };

  alarm("application-errors", {
    ...atTargets,
    metricName: "HTTPCode_Target_5XX_Count",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 10,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    alarmDescription:
      "The application answered 10 requests a minute or more with 5xx, in 3 of 5 minutes: more than an instance that is " +
      "just leaving. Read the release's journal on an instance, and roll back if a release came shortly before.",
  });
  alarm("load-balancer-errors", {
    ...atDoor,
    metricName: "HTTPCode_ELB_5XX_Count",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 10,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    alarmDescription:
      "The load balancer itself answered 10 requests a minute or more with 5xx, in 3 of 5 minutes: it found no healthy " +
      "instance, or one that closed the connection or took too long. Look at the group's activity.",
  });
  alarm("unhealthy", {
    ...atTargets,
    metricName: "UnHealthyHostCount",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    evaluationPeriods: 10,
    alarmDescription:
      "An instance has been unhealthy for 10 minutes: longer than the group needs to replace it, so the new one fails too.",
  });
  alarm("latency", {
    ...atTargets,
    metricName: "TargetResponseTime",
    extendedStatistic: "p99",
    comparisonOperator: "GreaterThanThreshold",
    threshold: latencyAlarmSeconds,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    // One slow answer among ten is no percentile.
    evaluateLowSampleCountPercentiles: "ignore",
    alarmDescription:
      `One answer in a hundred took longer than ${latencyAlarmSeconds} s for 5 minutes, while the group grows with the ` +
      "load: look at the database and the cache.",
  });
  alarm("rejected", {
    ...atDoor,
    metricName: "RejectedConnectionCount",
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    alarmDescription: "The load balancer turned a connection away because it has too many: ask AWS to warm it up.",
  });
  alarm("too-few", {
    ...inGroup,
    statistic: "Minimum",
    comparisonOperator: "LessThanThreshold",
    threshold: minInstances,
    evaluationPeriods: 10,
    // The group tells its size every minute; if not, there is no group.
    treatMissingData: "breaching",
    alarmDescription:
      `Fewer than the minimum of ${minInstances} instances were in service for 10 minutes: new ones do not come up. ` +
      "The group's activity has the cause, or the console log of an instance that was given up.",
  });
  // A group that cannot grow is always full.
  if (maxInstances === minInstances) return;
  alarm("full", {
    ...inGroup,
    statistic: "Minimum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: maxInstances,
    evaluationPeriods: 15,
    treatMissingData: "notBreaching",
    alarmDescription:
      `All ${maxInstances} instances that are allowed have been in service for 15 minutes: more load finds no more ` +
      "instances. Raise maxInstances, or find out where the load comes from.",
  });
}
