import "./quiet";
import { authoriserOf } from "./authoriser";
import { localCache, type LocalCache } from "./cache";
import { gateway } from "./gateway";
import { handlers } from "./handlers";
import { localIssuer, type Issuer } from "./issuer";
import { listening, type Listening } from "./listening";
import { leaveCaches } from "../reading/sources";
import { localCredentials, localRegion, localTable } from "./table";

/** The API on this machine, with all that it needs. */
export interface LocalApi extends Listening {
  issuer: Issuer;
  cache: LocalCache;
  tableName: string;
  tableUrl: string;
}

export interface LocalWishes {
  port?: number;
  /** Where to find DAX. Default: a stand-in for it. */
  daxEndpoint?: string;
  cacheSeconds?: number;
  daxTimeoutMilliseconds?: number;
  /** The pages that may call. Default: none. */
  allowedOrigins?: string[];
}

const tableName = "mytodolist";

/**
 * Starts the document's API with its handlers in this process. They are told by the environment where things are, as in
 * Lambda, so a process has one.
 */
export async function startLocalApi({
  port = 0,
  daxEndpoint,
  cacheSeconds = 300,
  daxTimeoutMilliseconds = 300,
  allowedOrigins = [],
}: LocalWishes = {}): Promise<LocalApi> {
  const table = await localTable(tableName);
  const cache = await localCache(table.url, cacheSeconds);
  const { accessKeyId, secretAccessKey } = localCredentials;
  Object.assign(process.env, {
    AWS_REGION: localRegion,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: table.url,
    TABLE_NAME: tableName,
    CACHE_SECONDS: String(cacheSeconds),
    DAX_TIMEOUT_MILLISECONDS: String(daxTimeoutMilliseconds),
    DAX_ENDPOINT: daxEndpoint ?? cache.url,
    ALLOWED_ORIGINS: allowedOrigins.join(","),
  });
  const issuer = await localIssuer();
  const api = await listening(gateway(handlers, authoriserOf(issuer)), port);
  const stop = async () => {
    await api.stop();
    leaveCaches();
    await cache.stop();
    await table.stop();
  };
  return { url: api.url, issuer, cache, tableName, tableUrl: table.url, stop };
}
