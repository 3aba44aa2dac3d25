import { cookieKey, Reader, type Environment } from "./reader";

/** What holds for every strategy. */
export interface CommonSettings {
  /** How long a session lasts after its last use. */
  lifetimeSeconds: number;
  /** The name of the application's session cookie. */
  cookieName: string;
  /** Whether the cookie is sent over HTTPS alone. False only where the tier serves plain HTTP. */
  cookieSecure: boolean;
}

/** Sessions in a cache that every instance reaches. Signed in to with IAM, over TLS. */
export interface CacheSessions extends CommonSettings {
  strategy: "cache";
  host: string;
  port: number;
  /** The user to sign in as, with a token that IAM signs for the cache's id. */
  user: string;
  cacheId: string;
  region: string;
  /** Whether the token must say that the cache is serverless. */
  serverless: boolean;
  /** How many replicas must have a change before it is acknowledged: WAIT's first word. With 0 there is none to wait for. */
  awaitedReplicas: number;
  /** How long to wait for them: WAIT's second word. After that the change is not acknowledged. */
  awaitMilliseconds: number;
}

/** Sessions in a table that every instance reaches. */
export interface TableSessions extends CommonSettings {
  strategy: "table";
  tableName: string;
  region: string;
}

/** Sessions in the browser, sealed. */
export interface CookieSessions extends CommonSettings {
  strategy: "cookie";
  /** Seals, and opens. 32 bytes each. */
  currentKey: Uint8Array;
  /** Only open: what was sealed before the last rotation, and what is sealed already after the next. */
  otherKeys: Uint8Array[];
}

/** Sessions in the memory of one instance, which the load balancer leads each shopper back to. They die with it. */
export interface StickySessions extends CommonSettings {
  strategy: "sticky";
}

export type SessionSettings = CacheSessions | TableSessions | CookieSessions | StickySessions;

/** Reads the settings, or tells all that is wrong with them: a list of sentences, without any key in it. */
export function readSessionSettings(environment: Environment): SessionSettings | string[] {
  const reader = new Reader(environment);
  const strategy = reader.choice("SESSION_STRATEGY", ["cache", "table", "cookie", "sticky"] as const);
  const common: CommonSettings = {
    lifetimeSeconds: reader.number("SESSION_LIFETIME_SECONDS", 31_536_000),
    cookieName: reader.text("SESSION_COOKIE_NAME"),
    cookieSecure: reader.flag("SESSION_COOKIE_SECURE"),
  };
  const settings = strategy === undefined ? undefined : strategies[strategy](reader, common);
  return settings === undefined || reader.problems.length > 0 ? reader.problems : settings;
}

const strategies = {
  cache: (reader: Reader, common: CommonSettings): CacheSessions => ({
    ...common,
    strategy: "cache",
    host: reader.text("SESSION_CACHE_HOST"),
    port: reader.number("SESSION_CACHE_PORT", 65_535),
    user: reader.text("SESSION_CACHE_USER"),
    cacheId: reader.text("SESSION_CACHE_ID"),
    region: reader.text("SESSION_CACHE_REGION"),
    serverless: reader.flag("SESSION_CACHE_SERVERLESS"),
    awaitedReplicas: reader.number("SESSION_CACHE_AWAITED_REPLICAS", 5, 0),
    awaitMilliseconds: reader.number("SESSION_CACHE_AWAIT_MILLISECONDS", 60_000),
  }),
  table: (reader: Reader, common: CommonSettings): TableSessions => ({
    ...common,
    strategy: "table",
    tableName: reader.text("SESSION_TABLE_NAME"),
    region: reader.text("SESSION_TABLE_REGION"),
  }),
  cookie: (reader: Reader, common: CommonSettings): CookieSessions => ({
    ...common,
    strategy: "cookie",
    currentKey: cookieKey(reader, "SESSION_COOKIE_KEY_CURRENT"),
    otherKeys: [cookieKey(reader, "SESSION_COOKIE_KEY_PREVIOUS"), cookieKey(reader, "SESSION_COOKIE_KEY_NEXT")],
  }),
  sticky: (_reader: Reader, common: CommonSettings): StickySessions => ({ ...common, strategy: "sticky" }),
};
