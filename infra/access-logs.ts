import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Config } from "./config";

const name = "platform-access-logs";

/** The one bucket that keeps who called the stack's load balancers and buckets. Nothing without its block. */
export function makeAccessLogBucket({ accessLogs }: Config, provider: aws.Provider): pulumi.Output<string> | undefined {
  if (accessLogs === undefined) return undefined;
  const { retentionDays, deletionProtection: protect } = accessLogs;
  const opts = { provider };
  const bucket = new aws.s3.Bucket(name, { forceDestroy: !protect, tags: { Name: name } }, { ...opts, protect });
  const setting = { bucket: bucket.id };
  // S3's own key: load balancers can write under no other (Elastic Load Balancing, "Enable access logs").
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    { ...setting, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    opts,
  );
  const block = new aws.s3.BucketPublicAccessBlock(
    name,
    { ...setting, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    opts,
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    { ...setting, rules: [{ id: "old-logs", status: "Enabled", filter: {}, expiration: { days: retentionDays } }] },
    opts,
  );
  const policy = new aws.s3.BucketPolicy(
    name,
    {
      ...setting,
      policy: bucketPolicy(bucket.arn, aws.getCallerIdentityOutput({}, opts).accountId),
    },
    // S3 refuses two changes of who may reach a bucket at the same time (OperationAborted).
    { ...opts, dependsOn: block },
  );
  // From the policy: AWS writes a first object when logging is switched on, and refuses where it may not.
  return policy.bucket;
}

function bucketPolicy(bucketArn: pulumi.Output<string>, accountId: pulumi.Output<string>): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        // Elastic Load Balancing, "Enable access logs", step 2: the policy for every region. That with the account of AWS's
        // own for each region is older than August 2022, and to be replaced by this. It has no condition: the account
        // in the path is what keeps others out ("ensures that only load balancers from the specified account can write").
        Sid: "LoadBalancersOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        // Each writes below the prefix that it is given, in which AWS allows no AWSLogs.
        Resource: pulumi.interpolate`${bucketArn}/*/AWSLogs/${accountId}/*`,
      },
      {
        Sid: "BucketsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucketArn}/*`,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
