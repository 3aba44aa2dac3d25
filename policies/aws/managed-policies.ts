/** What a policy of AWS's own allows: actions on every resource, or all but some. */
export interface ManagedPolicy {
  readonly actions: readonly string[];
  readonly isBut?: true;
}

/**
 * What is known of AWS's own policies, by name: as much as says who may reach what is stored, from the AWS Managed
 * Policy Reference. AWS adds to them, so the services' names stand where a policy names many actions of one.
 */
export const managedPolicies: Readonly<Record<string, ManagedPolicy>> = {
  AdministratorAccess: { actions: ["*"] },
  PowerUserAccess: { actions: ["iam:*", "organizations:*", "account:*"], isBut: true },
  AmazonDynamoDBFullAccess: { actions: ["dynamodb:*"] },
  AmazonDynamoDBReadOnlyAccess: {
    actions: ["BatchGetItem", "Describe*", "GetItem", "List*", "PartiQLSelect", "Query", "Scan"].map(
      (name) => `dynamodb:${name}`,
    ),
  },
  AmazonS3FullAccess: { actions: ["s3:*", "s3-object-lambda:*"] },
  AmazonS3ReadOnlyAccess: {
    actions: ["Describe*", "Get*", "List*"].flatMap((name) => [`s3:${name}`, `s3-object-lambda:${name}`]),
  },
  SecretsManagerReadWrite: { actions: ["secretsmanager:*", "kms:*", "lambda:*"] },
  // Unlike AmazonEC2RoleforSSM before it, it has nothing of S3.
  AmazonSSMManagedInstanceCore: { actions: ["ssm:*", "ssmmessages:*", "ec2messages:*"] },
  AmazonAPIGatewayPushToCloudWatchLogs: { actions: ["logs:*"] },
  AmazonRDSEnhancedMonitoringRole: { actions: ["logs:*"] },
  AWSLambdaBasicExecutionRole: { actions: ["logs:*"] },
  AWSLambdaVPCAccessExecutionRole: { actions: ["logs:*", "ec2:*"] },
  AWSLambdaDynamoDBExecutionRole: {
    actions: [...["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(onTables), "logs:*"],
  },
  AWSXRayDaemonWriteAccess: { actions: ["xray:*"] },
  CloudWatchAgentServerPolicy: { actions: ["cloudwatch:*", "ec2:*", "logs:*", "ssm:*", "xray:*"] },
};

function onTables(name: string): string {
  return `dynamodb:${name}`;
}
