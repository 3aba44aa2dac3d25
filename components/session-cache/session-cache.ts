import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { defaultMaintenanceWindow } from "../arguments/maintenance-window";
import { refuse } from "../arguments/problem";
import { makeCustomerKey } from "../encryption/customer-key";
import type { NetworkLayout } from "../network/layout";
import { defaultLogRetentionDays } from "../network/log-retention";
import { regionOfZones } from "../network/zones";
import { makeAccess } from "./access";
import { makeNodeAlarms } from "./alarms";
import { cacheProblems } from "./arguments";
import {
  cacheLimits,
  cachePort,
  CachePurpose,
  defaultEngine,
  defaultEngineVersion,
  defaultNodeType,
  defaultSnapshotRetentionDays,
  type CacheEngine,
} from "./choices";
import { makeLogs } from "./logs";
import { makeReplicationGroup, type NodesArgs } from "./replication-group";
import { makeServerlessCache } from "./serverless";
import { makeServerlessAlarms } from "./serverless-alarms";
import type { CacheClient } from "./settings";

export interface SessionCacheArgs {
  /** The network; the cache stands in its data tier. No default. */
  network: NetworkLayout;
  /** What the cache is for, which decides what happens when it is full. No default. */
  purpose: CachePurpose;
  /** What runs in it. From redis to valkey is a change in place, back is a new cache. Default: valkey. */
  engine?: CacheEngine;
  /** The engine's version. An older one is a new cache. Default: 8.2 of Valkey, 7.1 of Redis. */
  engineVersion?: string;
  /** Whether the cache grows by itself in place of having nodes. Only for `lookaside`. Default: false. */
  serverless?: boolean;
  /** The type of the nodes. Changing it takes minutes and ends with a failover. Default: cache.t4g.micro. */
  nodeType?: string;
  /** How many nodes there are, the primary included: 1 to 6, in the zones in turn. Default: 2. */
  nodes?: number;
  /** Whether a replica takes over when the primary or its zone fails. Default: true with two nodes or more. */
  automaticFailover?: boolean;
  /** Without servers: how much the cache may hold, in GB. Default: 5. */
  maxStorageGb?: number;
  /** Without servers: how many processing units it may use in a second. Default: 5000. */
  maxEcpuPerSecond?: number;
  /** For how many days daily snapshots are kept; 0 for none. Default: 7 for sessions, 1 for lookaside. */
  snapshotRetentionDays?: number;
  /** Whether a last snapshot is taken when the cache is deleted. Default: true for sessions. */
  finalSnapshot?: boolean;
  /** When AWS may work on the nodes, weekly and in UTC. Default: sun:04:00-sun:05:00. */
  maintenanceWindow?: string;
  /** How many days the slow log and the engine's log are kept. Default: 30. */
  logRetentionDays?: number;
  /** Whether Pulumi refuses to delete the cache and its key; AWS has no such flag. Default: true for sessions. */
  deletionProtection?: boolean;
  /** The SNS topic that alarms are sent to. Default: none, the alarms are only seen in CloudWatch. */
  alarmTopicArn?: pulumi.Input<string>;
}

/**
 * A cache that keeps sessions and loses none to a lack of memory, or one that stands in front of a database. Every
 * connection is encrypted, and the one user signs in with IAM, so that there is no password anywhere.
 *
 * AWS cuts a connection 12 hours after its last sign-in: clients sign in again before (see settings.ts).
 */
export class SessionCache extends pulumi.ComponentResource implements CacheClient {
  /** The host that takes writes. It stays the same when another node takes over. */
  readonly host: pulumi.Output<string>;
  /** The host that spreads reads over the replicas; the same as `host` where there are none. */
  readonly readerHost: pulumi.Output<string>;
  /** The port of both. */
  readonly port: number;
  /** The user to sign in as. */
  readonly userName: pulumi.Output<string>;
  /** The id of the replication group, or the name of the cache without servers: what a token is signed for. */
  readonly cacheId: pulumi.Output<string>;
  /** The region of the cache: what a token is signed for. */
  readonly region: string;
  /** Whether the cache is one without servers: what a token says, and a client for clusters is for. */
  readonly isServerless: boolean;
  /** How many replicas the primary has, for whoever waits for one before a change is acknowledged. */
  readonly replicas: number;
  /** The security group of the cache. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The ARN of the cache, for `elasticache:Connect`. */
  readonly cacheArn: pulumi.Output<string>;
  /** The ARN of the user, for `elasticache:Connect`. */
  readonly userArn: pulumi.Output<string>;
  /** The ARN of the key that the cache and its snapshots are encrypted with. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: SessionCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("SessionCache", name, cacheProblems(name, args));
    super("clothesline:index:SessionCache", name, {}, opts);
    const protect = args.deletionProtection ?? args.purpose === CachePurpose.Sessions;
    const engine = args.engine ?? defaultEngine;

    const securityGroup = makeSecurityGroup(name, args.network, this);
    const key = makeCustomerKey(
      name,
      { description: `Encrypts the cache ${name}`, service: "elasticache", protect },
      this,
    );
    const access = makeAccess(name, engine, this);
    const parts = { securityGroup, key, access, engine, protect };
    const endpoint = args.serverless === true ? serverless(name, args, parts, this) : nodes(name, args, parts, this);

    this.host = endpoint.host;
    this.readerHost = endpoint.readerHost;
    this.port = cachePort;
    this.userName = access.user.userName;
    this.cacheId = endpoint.cacheId;
    this.region = regionOfZones(args.network.zoneNames);
    this.isServerless = args.serverless ?? false;
    this.replicas = endpoint.replicas;
    this.securityGroupId = securityGroup.id;
    this.cacheArn = endpoint.cacheArn;
    this.userArn = access.user.arn;
    this.keyArn = key.arn;
    this.registerOutputs(outputsOf(this));
  }
}

/** The cache as its clients and their roles see it, without what Pulumi keeps in a component. */
function outputsOf({ host, readerHost, port, userName, cacheId, region, isServerless, ...cache }: SessionCache) {
  const { replicas, securityGroupId, cacheArn, userArn, keyArn } = cache;
  const client = { host, readerHost, port, userName, cacheId, region, isServerless };
  return { ...client, replicas, securityGroupId, cacheArn, userArn, keyArn };
}

/** What both kinds of cache are reached by. */
type Endpoint = Pick<SessionCache, "host" | "readerHost" | "cacheId" | "cacheArn" | "replicas">;
/** What both kinds of cache are made with. */
type Parts = Pick<NodesArgs, "securityGroup" | "key" | "access" | "engine" | "protect">;

/** Nobody is in it until a `Traffic` lets them. A cache calls nobody. */
function makeSecurityGroup(name: string, { vpcId }: NetworkLayout, parent: pulumi.Resource): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(name, { vpcId, description: `The cache ${name}`, tags: { Name: name } }, { parent });
}

function nodes(name: string, args: SessionCacheArgs, parts: Parts, parent: pulumi.Resource): Endpoint {
  const { network, purpose, nodes = cacheLimits.nodes.fallback, alarmTopicArn: topicArn } = args;
  const group = makeReplicationGroup(
    name,
    {
      ...parts,
      network,
      purpose,
      nodes,
      engineVersion: args.engineVersion ?? defaultEngineVersion[parts.engine],
      nodeType: args.nodeType ?? defaultNodeType,
      automaticFailover: args.automaticFailover ?? nodes > 1,
      snapshotRetentionDays: args.snapshotRetentionDays ?? defaultSnapshotRetentionDays[purpose],
      finalSnapshot: args.finalSnapshot ?? purpose === CachePurpose.Sessions,
      maintenanceWindow: args.maintenanceWindow ?? defaultMaintenanceWindow,
      logs: makeLogs(name, args.logRetentionDays ?? defaultLogRetentionDays, parent),
    },
    parent,
  );
  makeNodeAlarms(name, { group, nodes, purpose }, { topicArn, parent });
  const { primaryEndpointAddress: host, readerEndpointAddress, replicationGroupId: cacheId, arn: cacheArn } = group;
  return { host, readerHost: nodes > 1 ? readerEndpointAddress : host, cacheId, cacheArn, replicas: nodes - 1 };
}

function serverless(name: string, args: SessionCacheArgs, parts: Parts, parent: pulumi.Resource): Endpoint {
  const { network, purpose, alarmTopicArn: topicArn } = args;
  const limits = {
    maxStorageGb: args.maxStorageGb ?? cacheLimits.maxStorageGb.fallback,
    maxEcpuPerSecond: args.maxEcpuPerSecond ?? cacheLimits.maxEcpuPerSecond.fallback,
  };
  const snapshotRetentionDays = args.snapshotRetentionDays ?? defaultSnapshotRetentionDays[purpose];
  const cache = makeServerlessCache(name, { ...parts, ...limits, network, purpose, snapshotRetentionDays }, parent);
  makeServerlessAlarms(name, { ...limits, cache }, { topicArn, parent });
  const host = cache.endpoints.apply(([endpoint]) => endpoint?.address ?? "");
  // Its copies are AWS's own, and no client waits for them.
  return { host, readerHost: host, cacheId: cache.name, cacheArn: cache.arn, replicas: 0 };
}
