import * as aws from "@pulumi/aws";

// Nobody says whose it is: no tags, and a provider without default ones.
const anonymous = new aws.cloudwatch.LogGroup("anonymous", { retentionInDays: 7 });

export const retentionDays = anonymous.retentionInDays;
