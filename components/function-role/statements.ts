import type * as aws from "@pulumi/aws";

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
