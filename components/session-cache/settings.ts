import type * as pulumi from "@pulumi/pulumi";

/** What a client must know of a cache to sign in and use it. A `SessionCache` is one. */
export interface CacheClient {
  /** The host that takes writes. */
  host: pulumi.Input<string>;
  /** The host that spreads reads over the replicas. */
  readerHost: pulumi.Input<string>;
  /** The port of both. */
  port: number;
  /** The user to sign in as. */
  userName: pulumi.Input<string>;
  /** What a token is signed for. */
  cacheId: pulumi.Input<string>;
  /** The region that a token is signed for. */
  region: string;
  /** Whether a token says so, and whether the client must be one for clusters. */
  isServerless: boolean;
}

/**
 * The settings of a cache as an application finds them in its environment, each behind a prefix that says which cache
 * is meant, such as SESSION_ or LOOKASIDE_.
 *
 * There is no password among them. A client signs in as CACHE_USER with a token: a request `GET http://CACHE_ID/`
 * with the query `Action=connect&User=CACHE_USER`, and `ResourceType=ServerlessCache` where CACHE_SERVERLESS is true,
 * signed for the service `elasticache` in CACHE_REGION with the application's own role, valid for 15 minutes, and sent
 * without its `http://`. The connection must be encrypted, to the name in CACHE_HOST. AWS cuts it 12 hours after the
 * last sign-in, so a client sends AUTH with a new token well before that (ElastiCache user guide, "Authenticating with
 * IAM"); not within a transaction.
 */
export const cacheSettingNames = {
  /** Where writes go, and reads that must see them. */
  host: "CACHE_HOST",
  /** Where reads may go that can be some moments old. */
  readerHost: "CACHE_READER_HOST",
  /** The port of both, in digits. */
  port: "CACHE_PORT",
  /** The user to sign in as. */
  userName: "CACHE_USER",
  /** The cache that the token is signed for, in lower case. */
  cacheId: "CACHE_ID",
  /** The region that the token is signed for. */
  region: "CACHE_REGION",
  /** `true` where the cache has no servers of its own, else `false`. */
  isServerless: "CACHE_SERVERLESS",
} as const satisfies Record<keyof CacheClient, string>;

/** The environment of an application that uses the cache. */
export function cacheSettings(cache: CacheClient, prefix = ""): Record<string, pulumi.Input<string>> {
  const named = (setting: keyof CacheClient) => `${prefix}${cacheSettingNames[setting]}`;
  return {
    [named("host")]: cache.host,
    [named("readerHost")]: cache.readerHost,
    [named("port")]: String(cache.port),
    [named("userName")]: cache.userName,
    [named("cacheId")]: cache.cacheId,
    [named("region")]: cache.region,
    [named("isServerless")]: String(cache.isServerless),
  };
}

/** What the role of an application that uses the cache must be allowed: both the cache and the user are named. */
export function cacheConnectStatement(cache: { cacheArn: pulumi.Input<string>; userArn: pulumi.Input<string> }): {
  Effect: "Allow";
  Action: string;
  Resource: pulumi.Input<string>[];
} {
  return { Effect: "Allow", Action: "elasticache:Connect", Resource: [cache.cacheArn, cache.userArn] };
}
