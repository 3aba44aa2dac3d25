import { nothingNeeded, type SessionNeeds } from "./needs";
import type { SessionCacheAccess } from "./access";

/** Sessions on the server, in a cache that signs its users in with IAM. */
export function cacheNeeds(cache: SessionCacheAccess): SessionNeeds {
  const { host, port, userName, cacheId, region, isServerless, cacheArn, userArn, securityGroupId, readiness } = cache;
  return {
    ...nothingNeeded,
    settings: {
      SESSION_CACHE_HOST: host,
      SESSION_CACHE_PORT: String(port),
      SESSION_CACHE_USER: userName,
      SESSION_CACHE_ID: cacheId,
      SESSION_CACHE_REGION: region,
      SESSION_CACHE_SERVERLESS: String(isServerless),
    },
    // ElastiCache asks for the cache and the user both.
    permissions: [{ Effect: "Allow", Action: "elasticache:Connect", Resource: [cacheArn, userArn] }],
    stores: { sessions: { securityGroupId, port } },
    readiness: readiness === undefined ? [] : [readiness],
  };
}
