import { extname, join } from "node:path";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { bundleFunction } from "../bundle/bundle";
import type { NetworkLayout } from "../network/layout";
import type { PrivateBucket } from "../private-bucket/private-bucket";
import { allowPrefixListOut } from "../traffic/prefix-list-egress";
import { Traffic } from "../traffic/traffic";
import type { ShareAccess } from "./access";
import { publisherMountPath, sharePort } from "./defaults";
import type { ShareMount } from "./mount-targets";
import { makePublisherRole } from "./publisher-role";

export interface PublisherArgs {
  network: NetworkLayout;
  fileSystem: aws.efs.FileSystem;
  access: ShareAccess;
  mount: ShareMount;
  uploads: PrivateBucket;
  releasesKept: number;
  maxArchiveMegabytes: number;
  logRetentionDays: number;
}

const mebibyte = 1024 * 1024;
/** What a release may be unpacked, for each byte that its archive may be. */
const unpackedRatio = 4;
// Lambda's /tmp has 512 MB for nothing, and holds the archive and little else.
const leastScratchMegabytes = 512;
const spareScratchMegabytes = 128;

/** The function that unpacks uploaded releases onto the share. Whoever has it can invoke it: all it needs is there. */
export function makePublisher(name: string, args: PublisherArgs, parent: pulumi.Resource): aws.lambda.Function {
  const { network, fileSystem, access, mount, uploads, maxArchiveMegabytes } = args;
  const publisherName = `${name}-publisher`;
  const logGroup = new aws.cloudwatch.LogGroup(
    publisherName,
    { retentionInDays: args.logRetentionDays, tags: { Name: publisherName } },
    { parent },
  );
  const { role, policy } = makePublisherRole(
    publisherName,
    {
      bucketArn: uploads.bucket.arn,
      fileSystemArn: fileSystem.arn,
      writerArn: access.writer.arn,
      logGroupArn: logGroup.arn,
    },
    parent,
  );
  const { group, ways } = letOut(publisherName, { network, mount }, parent);
  return new aws.lambda.Function(
    publisherName,
    {
      description: `Unpacks the releases uploaded for ${name} onto its share`,
      code: bundleFunction(join(__dirname, "function", `main${extname(__filename)}`)).archive,
      handler: "index.handler",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      // The most that Lambda gives: unpacking takes minutes where there are many small files.
      timeout: 900,
      memorySize: 512,
      ephemeralStorage: { size: Math.max(leastScratchMegabytes, maxArchiveMegabytes + spareScratchMegabytes) },
      role: role.arn,
      vpcConfig: { subnetIds: network.appSubnetIds, securityGroupIds: [group.id] },
      fileSystemConfig: { arn: access.writer.arn, localMountPath: publisherMountPath },
      environment: {
        variables: {
          SHARE_PATH: publisherMountPath,
          RELEASES_KEPT: String(args.releasesKept),
          MAX_ARCHIVE_BYTES: String(maxArchiveMegabytes * mebibyte),
          MAX_RELEASE_BYTES: String(maxArchiveMegabytes * mebibyte * unpackedRatio),
        },
      },
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      tags: { Name: publisherName },
    },
    {
      parent,
      // Lambda refuses a function whose file system has no mount target yet, or whose role may not make network
      // interfaces. The other two it would only miss when it is invoked.
      dependsOn: [...mount.targets, policy, ...ways],
    },
  );
}

/**
 * The publisher calls the share and S3, and nothing else: Lambda itself fetches what it is asked and takes its logs, and
 * S3 and EFS speak to KMS for it.
 */
function letOut(
  name: string,
  { network, mount }: Pick<PublisherArgs, "network" | "mount">,
  parent: pulumi.Resource,
): { group: aws.ec2.SecurityGroup; ways: pulumi.Resource[] } {
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId: network.vpcId, description: `${name}, which nobody calls over the network`, tags: { Name: name } },
    { parent },
  );
  const ways = [
    new Traffic(
      `${name}-to-share`,
      { fromSecurityGroupId: group.id, toSecurityGroupId: mount.group.id, port: sharePort },
      { parent },
    ),
    allowPrefixListOut(`${name}-to-s3`, group.id, network.s3PrefixListId, "Uploaded releases are in S3", parent),
  ];
  return { group, ways };
}
