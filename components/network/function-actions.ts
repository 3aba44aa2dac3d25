/**
 * What a function needs to run in a network at all: what AWSLambdaVPCAccessExecutionRole allows beside logs (Lambda
 * developer guide, "Giving Lambda functions access to resources in an Amazon VPC"). EC2 knows no narrower resources.
 */
export const functionInNetworkActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
