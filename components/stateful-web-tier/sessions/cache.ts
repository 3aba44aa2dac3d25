import { cacheConnectStatement, cacheSettingNames as names } from "../../session-cache/settings";
import type { SessionCacheAccess } from "./access";
import { nothingNeeded, type SessionNeeds } from "./needs";

/**
 * Sessions on the server, in a cache that signs its users in with IAM. There is no setting for the host that spreads
 * reads: it is some moments behind, and a shopper must see what was put into the cart just now.
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
    },
    permissions: [cacheConnectStatement(cache)],
    stores: { sessions: { securityGroupId, port } },
    readiness: readiness === undefined ? [] : [readiness],
  };
}
