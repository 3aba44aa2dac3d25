import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Config } from "./config";

const name = "platform-api-gateway-logs";

/**
 * What an account has once in a region: the role with which API Gateway writes the logs of every API. The answer is what
 * must be there before an API's stage. All of it stays when the stack goes, since others' APIs write with it, too: without
 * its retention Pulumi would take the account's setting back.
 */
export function makeAccountSettings({ accountSettings }: Config, provider: aws.Provider): pulumi.Resource[] {
  if (accountSettings?.apiGatewayLogs !== true) return [];
  const opts = { provider, retainOnDelete: true };
  const role = new aws.iam.Role(
    name,
    {
      description: "Lets API Gateway write the logs of every API of the account",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
      tags: { Name: name },
    },
    opts,
  );
  // AWS's own policy, which API Gateway asks for by what it allows ("Set up CloudWatch logging for REST APIs").
  const permission = new aws.iam.RolePolicyAttachment(
    name,
    { role: role.name, policyArn: aws.iam.ManagedPolicy.AmazonAPIGatewayPushToCloudWatchLogs },
    opts,
  );
  return [new aws.apigateway.Account(name, { cloudwatchRoleArn: role.arn }, { ...opts, dependsOn: permission })];
}
