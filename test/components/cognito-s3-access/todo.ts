import { CognitoS3Access, type CognitoS3AccessArgs } from "../../../components/cognito-s3-access/cognito-s3-access";

/** Arguments that are right, and as few as can be. */
export const fewest = { domainPrefix: "todo-example-com", callbackUrls: ["https://todo.example.com/signed-in"] };

export const tableArn = "arn:aws:dynamodb:eu-west-1:123456789012:table/todos";
export const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:share";

/** All that there is. */
export const full = {
  ...fewest,
  logoutUrls: ["https://todo.example.com/"],
  webOrigins: ["https://todo.example.com", "http://localhost:8080"],
  scopes: { "todos.read": "Read your todos", "todos.write": "Change your todos" },
  apiIdentifier: "todos",
  customAttributes: ["plan"],
  secondFactor: "required",
  selfSignUp: false,
  threatProtection: true,
  mailIdentityArn: "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
  mailFrom: "Todo <no-reply@example.com>",
  loginSettings: "{}",
  accessTokenMinutes: 15,
  refreshTokenDays: 7,
  oldVersionsKeptDays: 30,
  tableArn,
  functionArn,
  accessLogBucketName: "access-logs",
  alarmTopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
} satisfies CognitoS3AccessArgs;

/** A program with users "todo-users", which gives all that they tell. */
export function todoWithUsers(args: Partial<CognitoS3AccessArgs> = {}) {
  return () => {
    const users = new CognitoS3Access("todo-users", { ...fewest, ...args });
    const { userPoolId, userPoolArn, clientId, identityPoolId, signInUrl, issuerUrl, scopes, ...access } = users;
    const { bucketName, filePrefix, region, authenticatedRoleArn } = access;
    const files = { bucketName, filePrefix, region, authenticatedRoleArn };
    return { userPoolId, userPoolArn, clientId, identityPoolId, signInUrl, issuerUrl, scopes, ...files };
  };
}

export const types = {
  access: "clothesline:index:CognitoS3Access",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  alias: "aws:kms/alias:Alias",
  attachment: "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment",
  branding: "aws:cognito/managedLoginBranding:ManagedLoginBranding",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  client: "aws:cognito/userPoolClient:UserPoolClient",
  cors: "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
  domain: "aws:cognito/userPoolDomain:UserPoolDomain",
  encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  identityPool: "aws:cognito/identityPool:IdentityPool",
  key: "aws:kms/key:Key",
  lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  logging: "aws:s3/bucketLogging:BucketLogging",
  policyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  pool: "aws:cognito/userPool:UserPool",
  publicAccess: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  risk: "aws:cognito/riskConfiguration:RiskConfiguration",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  server: "aws:cognito/resourceServer:ResourceServer",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
} as const;
