import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Who talked to whom in the VPC, accepted and refused, kept in a log group of its own. */
export function makeFlowLogs(
  name: string,
  { vpc, retentionDays }: { vpc: aws.ec2.Vpc; retentionDays: number },
  parent: pulumi.Resource,
): void {
  const logsName = `${name}-flow-logs`;
  const logGroup = new aws.cloudwatch.LogGroup(
    logsName,
    { retentionInDays: retentionDays, tags: { Name: logsName } },
    { parent },
  );
  const role = new aws.iam.Role(
    logsName,
    {
      description: `Lets VPC flow logs of ${name} write to their log group`,
      assumeRolePolicy: trustPolicy(parent),
      tags: { Name: logsName },
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(logsName, { role: role.id, policy: deliveryPolicy(logGroup.arn) }, { parent });
  new aws.ec2.FlowLog(
    name,
    {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { Name: name },
    },
    // A flow log that starts before its role may write reports a delivery error and loses what came first.
    { parent, dependsOn: policy },
  );
}

/** The service acts for any account that names the role, so the role asks for whom. */
function trustPolicy(parent: pulumi.Resource): pulumi.Output<string> {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  });
}

function deliveryPolicy(logGroupArn: pulumi.Output<string>): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
        // The group itself, and with ":*" the streams in it.
        Resource: [logGroupArn, pulumi.interpolate`${logGroupArn}:*`],
      },
    ],
  };
}
