import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { makeCustomerKey } from "../encryption/customer-key";

/** What a bucket is for. */
export interface PrivateBucketArgs {
  /** What its key encrypts, as KMS's console shows it. */
  keyDescription: string;
  /** For how many days what was overwritten or deleted can be brought back. */
  oldVersionsKeptDays: number;
  /** Whether Pulumi refuses to delete the bucket and its key. */
  protect: boolean;
  /** The bucket that its access logs go to; none are kept without one. */
  accessLogBucketName: pulumi.Input<string> | undefined;
}

export interface PrivateBucket {
  bucket: aws.s3.Bucket;
  /** What must be set before the first object: it changes nothing about objects that are there. */
  settings: pulumi.Resource[];
}

const partsKeptDays = 7;

/** A bucket that nobody reaches but by permission and over TLS, with a key of its own, and the versions of its objects. */
export function makePrivateBucket(
  name: string,
  { keyDescription, oldVersionsKeptDays, protect, accessLogBucketName }: PrivateBucketArgs,
  parent: pulumi.Resource,
): PrivateBucket {
  const key = makeCustomerKey(name, { description: keyDescription, service: "s3", protect }, parent);
  const bucket = new aws.s3.Bucket(
    name,
    // Whoever does without protection wants to be able to tear it all down.
    { forceDestroy: !protect, tags: { Name: name } },
    { parent, protect },
  );
  const setting = { bucket: bucket.id };
  const versioning = new aws.s3.BucketVersioning(
    name,
    { ...setting, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      ...setting,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    { parent },
  );
  closeToOthers(name, bucket, parent);
  forgetOldVersions(name, { versioning, oldVersionsKeptDays }, parent);
  if (accessLogBucketName !== undefined) {
    new aws.s3.BucketLogging(
      name,
      { ...setting, targetBucket: accessLogBucketName, targetPrefix: `${name}/` },
      { parent },
    );
  }
  return { bucket, settings: [versioning, encryption] };
}

/** Nothing in it can be made public, and nobody reaches it without TLS. */
function closeToOthers(name: string, bucket: aws.s3.Bucket, parent: pulumi.Resource): void {
  const block = new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  new aws.s3.BucketPolicy(
    name,
    {
      bucket: bucket.id,
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "OnlyOverTls",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    },
    // S3 refuses two changes of who may reach a bucket at the same time (OperationAborted).
    { parent, dependsOn: block },
  );
}

function forgetOldVersions(
  name: string,
  { versioning, oldVersionsKeptDays }: { versioning: aws.s3.BucketVersioning; oldVersionsKeptDays: number },
  parent: pulumi.Resource,
): void {
  new aws.s3.BucketLifecycleConfiguration(
    name,
    {
      // From the versioning, since the rules speak of versions.
      bucket: versioning.bucket,
      rules: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: oldVersionsKeptDays },
          expiration: { expiredObjectDeleteMarker: true },
        },
        {
          id: "unfinished-uploads",
          status: "Enabled",
          filter: {},
          abortIncompleteMultipartUpload: { daysAfterInitiation: partsKeptDays },
        },
      ],
    },
    { parent },
  );
}
