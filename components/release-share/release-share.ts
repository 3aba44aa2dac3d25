import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../arguments/problem";
import type { NetworkLayout } from "../network/layout";
import { defaultLogRetentionDays } from "../network/log-retention";
import { makeShareAccess } from "./access";
import { makeShareAlarms } from "./alarms";
import { shareProblems } from "./argument-problems";
import { shareLimits, sharePort, uploadPrefix } from "./defaults";
import { makeFileSystem } from "./file-system";
import { makeMountTargets, type ShareMount } from "./mount-targets";
import { publishRelease, publishUploads } from "./publication";
import { makePublisher } from "./publisher";
import { releaseIn } from "./release";
import { makeUploads } from "./uploads";

export interface ReleaseShareArgs {
  /** The network: the share lies in its data tier, the publisher runs in its app tier. No default. */
  network: NetworkLayout;
  /**
   * The archive of a release that is published during `up`, as `bundleApplication` gives its path: a zip with an
   * executable file `start` at its root. It is published again only when it changes. Default: the share begins empty.
   */
  releaseArchivePath?: string;
  /** That release's version. Content never changes under a version. Default: one that comes from the content. */
  releaseVersion?: string;
  /**
   * Whether that release is only what a share begins with: once any release is current, the program publishes none.
   * Default: false, each new archive is published.
   */
  releaseOnlyWhenEmpty?: boolean;
  /** How many releases stay on the share to roll back to, the current one included: 2 to 50. Default: 5. */
  releasesKept?: number;
  /** How large an archive may be; unpacked it may be four times that: 1 to 1024. Default: 256. */
  maxArchiveMegabytes?: number;
  /** How many days the publisher's log is kept, one of the retentions CloudWatch Logs has. Default: 30. */
  logRetentionDays?: number;
  /** The bucket that keeps the access logs of the bucket for uploads, its policy in place. Default: none are kept. */
  accessLogBucketName?: pulumi.Input<string>;
  /** Whether Pulumi refuses to delete the file system, the bucket and their keys; AWS has no such flag. Default: true. */
  deletionProtection?: boolean;
  /** The SNS topic that alarms are sent to. Default: none, the alarms are only seen in CloudWatch. */
  alarmTopicArn?: pulumi.Input<string>;
}

/**
 * A file system that holds an application's releases for any number of instances, so that an update is written once.
 * `/releases/<version>/` is a release and `/current` a link to the one to run; a publisher unpacks what is uploaded and
 * changes the link in one step.
 *
 * Who reads mounts the access point over TLS as a role that may `elasticfilesystem:ClientMount` the file system, and has
 * a `Traffic` to it.
 */
export class ReleaseShare extends pulumi.ComponentResource {
  /** The file system's id. */
  readonly fileSystemId: pulumi.Output<string>;
  /** The file system's ARN, for `elasticfilesystem:ClientMount`. */
  readonly fileSystemArn: pulumi.Output<string>;
  /** The access point that releases are read through. */
  readonly accessPointId: pulumi.Output<string>;
  /** Its ARN, for the condition `elasticfilesystem:AccessPointArn`. */
  readonly accessPointArn: pulumi.Output<string>;
  /** The security group of the mount targets. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The port of the mount targets. */
  readonly port: number;
  /** Known once the share can be mounted in every zone, and a release is current, if one was given. */
  readonly readiness: pulumi.Output<string>;
  /** The bucket that releases are uploaded to. */
  readonly bucketName: pulumi.Output<string>;
  /** What the keys of uploads begin with; then come the version and `.zip`. */
  readonly uploadPrefix: string;
  /** The function to invoke for a roll back. */
  readonly publisherName: pulumi.Output<string>;

  constructor(name: string, args: ReleaseShareArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("ReleaseShare", name, shareProblems(name, args));
    super("clothesline:index:ReleaseShare", name, {}, opts);
    const { network, releaseArchivePath, accessLogBucketName, deletionProtection: protect = true } = args;

    const fileSystem = makeFileSystem(name, protect, this);
    const access = makeShareAccess(name, fileSystem, this);
    const mount = makeMountTargets(name, { network, fileSystem, policy: access.policy }, this);
    const uploads = makeUploads(name, { protect, accessLogBucketName }, this);
    const publisher = makePublisher(name, { ...numbersOf(args), network, fileSystem, access, mount, uploads }, this);
    const parts = { uploads, fileSystem, publisher };
    publishUploads(name, parts, this);
    makeShareAlarms(name, parts, { topicArn: args.alarmTopicArn, parent: this });

    this.fileSystemId = fileSystem.id;
    this.fileSystemArn = fileSystem.arn;
    this.accessPointId = access.reader.id;
    this.accessPointArn = access.reader.arn;
    this.securityGroupId = mount.group.id;
    this.port = sharePort;
    this.readiness =
      releaseArchivePath === undefined
        ? mounted(mount)
        : publishRelease(name, releaseIn(releaseArchivePath, args), parts, this);
    this.bucketName = uploads.bucket.bucket;
    this.uploadPrefix = uploadPrefix;
    this.publisherName = publisher.name;
    this.registerOutputs(outputsOf(this));
  }
}

function numbersOf(args: ReleaseShareArgs) {
  return {
    releasesKept: args.releasesKept ?? shareLimits.releasesKept.fallback,
    maxArchiveMegabytes: args.maxArchiveMegabytes ?? shareLimits.maxArchiveMegabytes.fallback,
    logRetentionDays: args.logRetentionDays ?? defaultLogRetentionDays,
  };
}

function mounted({ targets }: ShareMount): pulumi.Output<string> {
  return pulumi.all(targets.map(({ id }) => id)).apply((ids) => ids.join(" "));
}

/** The share as its users see it, without what Pulumi keeps in a component. */
function outputsOf({ fileSystemId, fileSystemArn, accessPointId, accessPointArn, ...share }: ReleaseShare) {
  const { securityGroupId, port, readiness, bucketName, uploadPrefix, publisherName } = share;
  const reading = { fileSystemId, fileSystemArn, accessPointId, accessPointArn, securityGroupId, port, readiness };
  return { ...reading, bucketName, uploadPrefix, publisherName };
}
