import type * as pulumi from "@pulumi/pulumi";

/** What instances may do with something that the tier does not know of. */
export interface RolePermission {
  /** IAM's names of the actions, such as rds-db:connect. */
  actions: string[];
  /** The ARNs of what they may be done to. */
  resourceArns: pulumi.Input<string>[];
}

/** A store that the instances call: a database, a cache, a file share. */
export interface StoreAccess {
  /** The store's security group. */
  securityGroupId: pulumi.Input<string>;
  /** The port it listens on. */
  port: number;
  /** Known once the store can be used; instances start after that. Default: they do not wait for it. */
  readiness?: pulumi.Input<string>;
}

/** A ReleaseShare, as those who run releases from it need to know it. */
export interface ReleaseShareAccess {
  /** The file system's id. */
  fileSystemId: pulumi.Input<string>;
  /** The file system's ARN. */
  fileSystemArn: pulumi.Input<string>;
  /** The access point through which releases are read. */
  accessPointId: pulumi.Input<string>;
  /** The security group of the mount targets. */
  securityGroupId: pulumi.Input<string>;
  /** The port of the mount targets, 2049. */
  port: number;
  /** Known once there are mount targets and a first release; instances start after that. */
  readiness: pulumi.Input<string>;
}
