import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { makeCustomerKey } from "../encryption/customer-key";

/** The bucket that releases are uploaded to. */
export interface Uploads {
  bucket: aws.s3.Bucket;
  /** What must be set before the first object: it changes nothing about objects that are there. */
  settings: pulumi.Resource[];
}

// Long enough to notice that a release was overwritten or deleted, and to get it back.
const oldVersionsKeptDays = 90;
const partsKeptDays = 7;

export function makeUploads(
  name: string,
  { protect, accessLogBucketName }: { protect: boolean; accessLogBucketName: pulumi.Input<string> | undefined },
  parent: pulumi.Resource,
): Uploads {
  const uploadsName = `${name}-uploads`;
  const key = makeCustomerKey(
    uploadsName,
    { description: `Encrypts the releases uploaded for ${name}`, service: "s3", protect },
    parent,
  );
  const bucket = new aws.s3.Bucket(
    uploadsName,
    // Whoever does without protection wants to be able to tear it all down.
    { forceDestroy: !protect, tags: { Name: uploadsName } },
    { parent, protect },
  );
  const setting = { bucket: bucket.id };
  const versioning = new aws.s3.BucketVersioning(
    uploadsName,
    { ...setting, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    uploadsName,
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
  closeToOthers(uploadsName, bucket, parent);
  forgetOldVersions(uploadsName, versioning, parent);
  if (accessLogBucketName !== undefined) {
    new aws.s3.BucketLogging(
      uploadsName,
      { ...setting, targetBucket: accessLogBucketName, targetPrefix: `${uploadsName}/` },
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

function forgetOldVersions(name: string, versioning: aws.s3.BucketVersioning, parent: pulumi.Resource): void {
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
