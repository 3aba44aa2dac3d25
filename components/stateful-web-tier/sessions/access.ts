import type * as pulumi from "@pulumi/pulumi";

/** A cache that keeps sessions, as its clients need to know it. A SessionCache is one. */
export interface SessionCacheAccess {
  /** The host that takes writes. */
  host: pulumi.Input<string>;
  /** The port it listens on. */
  port: number;
  /** The user that signs in with IAM. */
  userName: pulumi.Input<string>;
  /** The cache's id, which a sign-in names. */
  cacheId: pulumi.Input<string>;
  /** The region, which a sign-in names. */
  region: pulumi.Input<string>;
  /** Whether it is serverless, which a sign-in names too. Sessions need one that is not: only it never evicts. */
  isServerless: boolean;
  /** How many replicas its primary has. With one or more, each change of a cart waits for one; with none, none is safe. */
  replicas: number;
  /** The ARN of the cache. */
  cacheArn: pulumi.Input<string>;
  /** The ARN of the user. */
  userArn: pulumi.Input<string>;
  /** The cache's security group. */
  securityGroupId: pulumi.Input<string>;
  /** Known once the cache serves. Default: once the other values are known. */
  readiness?: pulumi.Input<string>;
}

/** A table that keeps sessions, as its clients need to know it. A ServerlessTable is one. */
export interface SessionTableAccess {
  /** The table's name. */
  tableName: pulumi.Input<string>;
  /** The table's ARN. */
  tableArn: pulumi.Input<string>;
  /** The region it is in. Default: the tier's own. */
  region?: pulumi.Input<string>;
  /** Known once the table serves. Default: once the other values are known. */
  readiness?: pulumi.Input<string>;
}
