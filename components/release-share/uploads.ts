import type * as pulumi from "@pulumi/pulumi";
import { makePrivateBucket, type PrivateBucket } from "../private-bucket/private-bucket";

// Long enough to notice that a release was overwritten or deleted, and to get it back.
const oldVersionsKeptDays = 90;

/** The bucket that releases are uploaded to. */
export function makeUploads(
  name: string,
  given: { protect: boolean; accessLogBucketName: pulumi.Input<string> | undefined },
  parent: pulumi.Resource,
): PrivateBucket {
  const keyDescription = `Encrypts the releases uploaded for ${name}`;
  return makePrivateBucket(`${name}-uploads`, { ...given, keyDescription, oldVersionsKeptDays }, parent);
}
