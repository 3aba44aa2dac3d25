import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";
import type { SessionCacheAccess, SessionTableAccess } from "./sessions/access";
import type { SessionStrategy } from "./sessions/strategy";
import type { ReleaseShareAccess, RolePermission, StoreAccess } from "./store-access";

export interface StatefulWebTierArgs {
  /** The network: the load balancer stands in its public tier, the instances in its app tier. No default. */
  network: NetworkLayout;
  /** The share with the releases that the instances run. No default. */
  releaseShare: ReleaseShareAccess;

  /** The name in DNS that the tier answers to, over HTTPS. No default; without one, plainHttp must be said. */
  domainName?: string;
  /** The hosted zone of that name, for its records and for the certificate's proof. Default: none. */
  hostedZoneId?: pulumi.Input<string>;
  /** Whether to serve over plain HTTP under the load balancer's own name, which anybody on the way can read. Default: false. */
  plainHttp?: boolean;
  /** Whether it is reached over IPv6 too, for which its public subnets need IPv6 addresses. Default: true. */
  ipv6?: boolean;
  /** After how many seconds without a byte the load balancer gives a connection up. Default: 60. */
  idleTimeoutSeconds?: number;
  /** The bucket that keeps the load balancer's access logs, its policy in place. Default: none are kept. */
  accessLogBucketName?: pulumi.Input<string>;
  /** Whether a firewall (AWS WAF) refuses known attacks and floods. Default: false. */
  firewall?: boolean;
  /** How many requests one address may send in five minutes before the firewall refuses it. Default: 2000. */
  firewallRequestsPerFiveMinutes?: number;

  /** The port that a release serves on. The one above it is used to try new releases. Default: 8080. */
  port?: number;
  /** The path that answers 200 when a release can serve. Default: /health. */
  healthPath?: string;
  /** What a release finds in its environment, by name. Nothing secret: instances show it to whoever may see them. Default: nothing. */
  settings?: Record<string, pulumi.Input<string>>;
  /** Secrets and parameters for the environment: ARNs by name, read by the instance at boot. Default: none. */
  secretArns?: Record<string, pulumi.Input<string>>;
  /** The stores that instances call, by a name for each. Default: none. */
  stores?: Record<string, StoreAccess>;
  /** What else instances may do, by a name for each. A plan shows it; a preview by the engine once every ARN is known. Default: nothing. */
  rolePermissions?: Record<string, RolePermission>;
  /** The same as policies in JSON, for what takes conditions. One made of outputs is seen neither in a plan nor in a preview before they are known. Default: none. */
  rolePolicies?: Record<string, pulumi.Input<string>>;

  /** Where sessions live. Default: the tier has none. */
  sessionStrategy?: SessionStrategy;
  /** How long a session lasts after its last use: in the cookie, in the store and at the load balancer alike. Default: 168. */
  sessionLifetimeHours?: number;
  /** The name of the application's session cookie. Default: __Host-session, or session with plainHttp. */
  sessionCookieName?: string;
  /** The cache of the strategy cache. Default: none. */
  sessionCache?: SessionCacheAccess;
  /** The table of the strategy table. Default: none. */
  sessionTable?: SessionTableAccess;
  /** Which keys seal the cookies of the strategy cookie: a number from 1. One more rotates the keys, without losing a session. Default: none. */
  sessionCookieKeyGeneration?: number;
  /** With the strategy sticky: that carts are lost with their instance is understood and wanted. Default: false. */
  sessionLossAccepted?: boolean;

  /** The type of the instances, with AWS's own (Graviton) processors. Default: t4g.small. */
  instanceType?: string;
  /** The fewest instances. Default: as many as there are zones, at least 2. */
  minInstances?: number;
  /** The most instances. Default: three times the fewest. */
  maxInstances?: number;
  /** How many instances to begin with; then the load decides. Default: the fewest. */
  desiredInstances?: number;
  /** Stopped instances that wait, booted once, to be started in a rush. Default: 0. */
  warmInstances?: number;
  /** How many requests a minute an instance is to get on average. Default: 3000. */
  targetRequestsPerMinute?: number;
  /** How busy the instances' processors are to be on average, in percent. Default: 50. */
  targetCpuPercent?: number;
  /** After how many days an instance is replaced, so that it gets the newest image. Default: 30. */
  instanceLifetimeDays?: number;
  /** The size of an instance's encrypted disk. Default: 8. */
  volumeGigabytes?: number;
  /** Tags for instances, their disks and network interfaces, which the provider's default tags do not reach. Default: none. */
  instanceTags?: Record<string, string>;
  /** How long an instance may take to become healthy once its packages are there. Default: 600. */
  bootTimeoutSeconds?: number;
  /** How long a leaving instance may take to finish what it has begun. Default: 30. */
  deregistrationDelaySeconds?: number;

  /** The time that 99 of 100 answers should stay below, or an alarm goes off. Default: 2. */
  latencyAlarmSeconds?: number;
  /** The topic that alarms are told to. Default: alarms exist and tell nobody. */
  alarmTopicArn?: pulumi.Input<string>;
  /** Whether AWS refuses to delete the load balancer, and Pulumi the keys of sealed cookies. Default: true. */
  deletionProtection?: boolean;
}
