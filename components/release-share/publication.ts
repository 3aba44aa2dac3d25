import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PrivateBucket } from "../private-bucket/private-bucket";
import { uploadPrefix } from "./defaults";
import type { Release } from "./release";

export interface PublicationArgs {
  uploads: PrivateBucket;
  fileSystem: aws.efs.FileSystem;
  publisher: aws.lambda.Function;
}

/** Has the publisher told of every archive that is uploaded. */
export function publishUploads(
  name: string,
  { uploads: { bucket }, publisher }: PublicationArgs,
  parent: pulumi.Resource,
): void {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const permission = new aws.lambda.Permission(
    `${name}-uploads`,
    {
      function: publisher.name,
      action: "lambda:InvokeFunction",
      principal: "s3.amazonaws.com",
      sourceArn: bucket.arn,
      // A bucket's ARN names no account, and its name may be somebody else's tomorrow.
      sourceAccount: accountId,
    },
    { parent },
  );
  // The bucket's one and only: a second resource of this kind would overwrite it.
  new aws.s3.BucketNotification(
    `${name}-uploads`,
    {
      bucket: bucket.id,
      lambdaFunctions: [
        {
          lambdaFunctionArn: publisher.arn,
          events: ["s3:ObjectCreated:*"],
          filterPrefix: uploadPrefix,
          filterSuffix: ".zip",
        },
      ],
    },
    // S3 refuses to notify a function that it may not invoke.
    { parent, dependsOn: permission },
  );
}

/**
 * Publishes a release during `up`, and waits for it: known once the release is current. A release that is refused fails
 * `up` with the publisher's own words.
 *
 * S3's notification may have it published as well. The publisher does one at a time, and the second finds all done.
 */
export function publishRelease(
  name: string,
  release: Release,
  { uploads: { bucket, settings }, fileSystem, publisher }: PublicationArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const releaseName = `${name}-release`;
  const archive = new aws.s3.BucketObjectv2(
    releaseName,
    {
      bucket: bucket.id,
      key: keyOf(release),
      source: new pulumi.asset.FileAsset(release.path),
      sourceHash: release.hash,
      contentType: "application/zip",
      tags: { Name: releaseName },
    },
    // The archive of the release before stays where one can publish it again.
    { parent, dependsOn: settings, retainOnDelete: true },
  );
  const invocation = new aws.lambda.Invocation(
    releaseName,
    {
      functionName: publisher.name,
      input: pulumi.jsonStringify({
        ...{ bucket: archive.bucket, key: archive.key, version: release.version },
        ...(release.onlyWhenEmpty ? { onlyWhenEmpty: true } : {}),
      }),
      // Not at every change of the function: by then people may have made another release current.
      lifecycleScope: "CREATE_ONLY",
      // A new file system is empty. The same version with other content is for the publisher to refuse.
      triggers: { archive: release.hash, fileSystem: fileSystem.id },
    },
    { parent },
  );
  return invocation.result.apply(() => release.version);
}

/** S3 notifies of each zip, and would have one published over a release that is to stay. */
function keyOf({ version, onlyWhenEmpty }: Release): string {
  return `${uploadPrefix}${version}.${onlyWhenEmpty ? "first" : "zip"}`;
}
