import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { makePrivateBucket } from "../private-bucket/private-bucket";

export interface FilesSettings {
  webOrigins: readonly pulumi.Input<string>[];
  oldVersionsKeptDays: number;
  accessLogBucketName: pulumi.Input<string> | undefined;
  protect: boolean;
}

/** The bucket with everybody's folder. */
export function makeFiles(
  name: string,
  { webOrigins, ...settings }: FilesSettings,
  parent: pulumi.Resource,
): aws.s3.Bucket {
  const filesName = `${name}-files`;
  const keyDescription = `Encrypts the files of the users of ${name}`;
  const { bucket } = makePrivateBucket(filesName, { ...settings, keyDescription }, parent);
  if (webOrigins.length > 0) {
    new aws.s3.BucketCorsConfiguration(
      filesName,
      {
        bucket: bucket.id,
        corsRules: [
          {
            allowedOrigins: [...webOrigins],
            // POST begins and completes an upload in parts, and ETag tells the client what each part became.
            allowedMethods: ["DELETE", "GET", "HEAD", "POST", "PUT"],
            allowedHeaders: ["*"],
            exposeHeaders: ["ETag"],
            maxAgeSeconds: 3000,
          },
        ],
      },
      { parent },
    );
  }
  return bucket;
}
