import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The trust policy of a function's role. */
export const lambdaTakesItOn = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** For a function whose log group is made for it: it may not make another one. */
export function writesLog(logGroupArn: pulumi.Input<string>): aws.iam.PolicyStatement {
  return {
    Sid: "WritesItsLog",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: pulumi.interpolate`${logGroupArn}:*`,
  };
}

/**
 * What a function needs to run in a network at all: what AWSLambdaVPCAccessExecutionRole allows beside logs (Lambda
 * developer guide, "Giving Lambda functions access to resources in an Amazon VPC"). EC2 knows no narrower resources.
 */
const functionInNetworkActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/** For the role of a function in a network: Lambda itself may make its interfaces, and the function's code may not. */
export const functionInNetworkStatements = [
  { Sid: "LambdaMakesInterfaces", Effect: "Allow", Action: functionInNetworkActions, Resource: "*" },
  // Lambda makes them before the code runs; requests of the code carry this key, those of Lambda for it do not (Lambda
  // developer guide, "Using source function ARN to control function access behavior").
  {
    Sid: "TheCodeDoesNot",
    Effect: "Deny",
    Action: functionInNetworkActions,
    Resource: "*",
    Condition: { Null: { "lambda:SourceFunctionArn": "false" } },
  },
] satisfies aws.iam.PolicyStatement[];
