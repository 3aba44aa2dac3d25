/** What a cache is for, which decides what happens when its memory is full. */
export const CachePurpose = {
  /** What shoppers would miss: nothing is ever evicted, a full cache refuses writes. */
  Sessions: "sessions",
  /** Copies of what a database has: the least recently used goes. */
  Lookaside: "lookaside",
} as const;
export type CachePurpose = (typeof CachePurpose)[keyof typeof CachePurpose];

/** What runs in the cache. */
export const CacheEngine = { Valkey: "valkey", Redis: "redis" } as const;
export type CacheEngine = (typeof CacheEngine)[keyof typeof CacheEngine];

/** The engine where nobody says: it costs a fifth less than Redis, and a third less without servers. */
export const defaultEngine: CacheEngine = CacheEngine.Valkey;

/**
 * The versions of each engine in which users can sign in with IAM, newest first (ElastiCache user guide,
 * "Authenticating with IAM": from 7 on; "Engine versions and upgrading"), with the family of their parameters.
 */
export const engineVersions: Readonly<Record<CacheEngine, Readonly<Record<string, string>>>> = {
  valkey: {
    "9.1": "valkey9",
    "9.0": "valkey9",
    "8.2": "valkey8",
    "8.1": "valkey8",
    "8.0": "valkey8",
    "7.2": "valkey7",
  },
  redis: { "7.1": "redis7", "7.0": "redis7" },
};

/** The version of each engine where nobody says. */
export const defaultEngineVersion: Readonly<Record<CacheEngine, string>> = { valkey: "8.2", redis: "7.1" };

/** The major versions that a cache without servers runs. */
export const serverlessMajorVersion: Readonly<Record<CacheEngine, string>> = { valkey: "8", redis: "7" };

/** The port of every cache here, which is Redis' own. */
export const cachePort = 6379;

/** The numbers that arguments may be, and are where nobody says. */
export const cacheLimits = {
  nodes: { from: 1, to: 6, fallback: 2 },
  // Redis without servers is charged for at least 1 GB.
  maxStorageGb: { from: 1, to: 5000, fallback: 5 },
  maxEcpuPerSecond: { from: 1000, to: 15_000_000, fallback: 5000 },
  // Nought is none.
  snapshotRetentionDays: { from: 0, to: 35 },
} as const;

/** The node where nobody says: the smallest that there is. */
export const defaultNodeType = "cache.t4g.micro";

/** How many days of snapshots are kept where nobody says. */
export const defaultSnapshotRetentionDays: Readonly<Record<CachePurpose, number>> = { sessions: 7, lookaside: 1 };
