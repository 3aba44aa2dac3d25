import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where a component's alarms belong. */
export interface AlarmPlace {
  /** Who is told when an alarm goes off and when it is over; nobody without one. */
  topicArn: pulumi.Input<string> | undefined;
  /** The component. */
  parent: pulumi.Resource;
}

/** What must be said of every alarm, so that nobody has to guess it at night. */
export interface AlarmArgs extends aws.cloudwatch.MetricAlarmArgs {
  /** What is wrong, from which value on and why from there, and what to do. */
  alarmDescription: string;
  /** What silence means: the metric of a node that is gone does not fall, it ends. */
  treatMissingData: "breaching" | "ignore" | "missing" | "notBreaching";
}

export function makeAlarm(name: string, args: AlarmArgs, { topicArn, parent }: AlarmPlace): void {
  const actions = topicArn === undefined ? [] : [topicArn];
  new aws.cloudwatch.MetricAlarm(
    name,
    { ...args, alarmActions: actions, okActions: actions, tags: { Name: name } },
    { parent },
  );
}
