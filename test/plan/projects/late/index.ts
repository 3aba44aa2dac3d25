import * as aws from "@pulumi/aws";

// Nothing waits for the timer; Pulumi's own run still ends only when it has gone off, and what it led to is done.
setTimeout(() => {
  const logs = new aws.cloudwatch.LogGroup("late", { retentionInDays: 7 });
  logs.name.apply(() => setTimeout(() => new aws.cloudwatch.LogGroup("later"), 0));
}, 20);

export const early = true;
