import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Knowledge } from "../../../sandbox";
import { stackOf, type Stack } from "../stack";
import { ReleaseShare, type ReleaseShareArgs } from "../../../components/release-share/release-share";
import { networkIn } from "../network-in";

/** A program with a share "shop-releases" over three zones, which gives all that the share tells. */
export function shopWithShare(args: Partial<ReleaseShareArgs> = {}) {
  return () => {
    const share = new ReleaseShare("shop-releases", { network: networkIn("abc"), ...args });
    const { fileSystemId, fileSystemArn, accessPointId, accessPointArn, securityGroupId, port, readiness } = share;
    const { bucketName, uploadPrefix, publisherName } = share;
    return {
      ...{ fileSystemId, fileSystemArn, accessPointId, accessPointArn, securityGroupId, port, readiness },
      ...{ bucketName, uploadPrefix, publisherName },
    };
  };
}

const usual = new Map<Knowledge, Promise<Stack>>();

/** What that program makes with the network alone, evaluated once for all who look at it. */
export function usualShare(knowledge: Knowledge = "preview"): Promise<Stack> {
  const known = usual.get(knowledge) ?? stackOf(shopWithShare(), knowledge);
  usual.set(knowledge, known);
  return known;
}

let folder: string | undefined;

/** A file for the tests of a file, gone after them. */
export function fileWith(content: string | Buffer, name = "release.zip"): string {
  folder ??= mkdtempSync(join(tmpdir(), "release-archives-"));
  const at = mkdtempSync(join(folder, "file-"));
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, name), content);
  return join(at, name);
}

after(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

export const types = {
  accessPoint: "aws:efs/accessPoint:AccessPoint",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  alias: "aws:kms/alias:Alias",
  backup: "aws:efs/backupPolicy:BackupPolicy",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  fileSystem: "aws:efs/fileSystem:FileSystem",
  fileSystemPolicy: "aws:efs/fileSystemPolicy:FileSystemPolicy",
  function: "aws:lambda/function:Function",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  invocation: "aws:lambda/invocation:Invocation",
  key: "aws:kms/key:Key",
  lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  logging: "aws:s3/bucketLogging:BucketLogging",
  mountTarget: "aws:efs/mountTarget:MountTarget",
  notification: "aws:s3/bucketNotification:BucketNotification",
  object: "aws:s3/bucketObjectv2:BucketObjectv2",
  permission: "aws:lambda/permission:Permission",
  publicAccess: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
} as const;
