import { cacheConnectStatement, cacheSettingNames as names } from "../../session-cache/settings";
import type { SessionCacheAccess } from "./access";
import { nothingNeeded, type SessionNeeds } from "./needs";

/**
 * How long the application waits for a replica before it refuses to say that a change is kept. One answers within some
 * milliseconds, so this is over only when there is none to answer; a shopper waits so long for an error.
 */
const awaitMilliseconds = 1000;

/**
 * Sessions on the server, in a cache that signs its users in with IAM. There is no setting for the host that spreads
 * reads: it is some moments behind, and a shopper must see what was put into the cart just now.
 *
 * ElastiCache acknowledges a change before any replica has it, and what no replica has is lost by a failover. So the
 * application waits for one (WAIT), whichever: the replica that is least behind takes over (ElastiCache user guide,
 * "Minimizing downtime in ElastiCache by using Multi-AZ").
 */
export function cacheNeeds(cache: SessionCacheAccess): SessionNeeds {
  const { securityGroupId, port, readiness } = cache;
  return {
    ...nothingNeeded,
    settings: {
      [`SESSION_${names.host}`]: cache.host,
      [`SESSION_${names.port}`]: String(port),
      [`SESSION_${names.userName}`]: cache.userName,
      [`SESSION_${names.cacheId}`]: cache.cacheId,
      [`SESSION_${names.region}`]: cache.region,
      [`SESSION_${names.isServerless}`]: String(cache.isServerless),
      SESSION_CACHE_AWAITED_REPLICAS: String(Math.min(cache.replicas, 1)),
      SESSION_CACHE_AWAIT_MILLISECONDS: String(awaitMilliseconds),
    },
    permissions: [cacheConnectStatement(cache)],
    stores: { sessions: { securityGroupId, port } },
    readiness: readiness === undefined ? [] : [readiness],
  };
}
