import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Config } from "./config";

const name = "platform-alarms";

/** The one topic that every alarm of the stack is told to, and who hears of it. Nothing without its block. */
export function makeAlarmTopic({ alarms }: Config, provider: aws.Provider): pulumi.Output<string> | undefined {
  if (alarms === undefined) return undefined;
  const opts = { provider };
  const { accountId } = aws.getCallerIdentityOutput({}, opts);
  const topic = new aws.sns.Topic(name, { kmsMasterKeyId: makeKey(accountId, opts).arn, tags: { Name: name } }, opts);
  const policy = new aws.sns.TopicPolicy(
    name,
    { arn: topic.arn, policy: pulumi.jsonStringify(topicPolicy(topic.arn, accountId)) },
    opts,
  );
  // Each by its address, so that one who leaves renames no other.
  for (const endpoint of alarms.emailAddresses) {
    new aws.sns.TopicSubscription(`${name}-${endpoint}`, { topic: topic.arn, protocol: "email", endpoint }, opts);
  }
  // From the policy: an alarm that goes off before it is there would reach nobody.
  return policy.arn;
}

/** A key of its own, because the policy of AWS's key for SNS admits no service, and CloudWatch would fail silently. */
function makeKey(accountId: pulumi.Output<string>, opts: pulumi.CustomResourceOptions): aws.kms.Key {
  const key = new aws.kms.Key(
    name,
    {
      description: "Encrypts what alarms tell",
      enableKeyRotation: true,
      // Nothing is kept under it: a message is gone when it is delivered.
      deletionWindowInDays: 7,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "TheAccountDecidesByIam",
            Effect: "Allow",
            Principal: {
              AWS: pulumi.interpolate`arn:${aws.getPartitionOutput({}, opts).partition}:iam::${accountId}:root`,
            },
            Action: "kms:*",
            Resource: "*",
          },
          {
            // Amazon SNS developer guide, "Managing encryption keys": the condition holds for every service but EventBridge.
            // Without it the alarms of any account could have CloudWatch use the key.
            Sid: "AlarmsOfThisAccountEncryptWhatTheyPublish",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resource: "*",
            Condition: { StringEquals: { "aws:SourceAccount": accountId } },
          },
        ],
      }),
      tags: { Name: name },
    },
    opts,
  );
  new aws.kms.Alias(name, { namePrefix: `alias/${name}-`, targetKeyId: key.keyId }, opts);
  return key;
}

function topicPolicy(topicArn: pulumi.Output<string>, accountId: pulumi.Output<string>) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}
