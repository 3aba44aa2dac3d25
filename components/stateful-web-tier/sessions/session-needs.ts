import type * as pulumi from "@pulumi/pulumi";
import type { WebTier } from "../defaults";
import { cacheNeeds } from "./cache";
import { cookieNeeds } from "./cookie";
import { nothingNeeded, type SessionNeeds } from "./needs";
import { SessionStrategy } from "./strategy";
import { tableNeeds } from "./table";

/** What the tier's strategy needs, with the settings that all strategies have. */
export function makeSessions(name: string, tier: WebTier, parent: pulumi.Resource): SessionNeeds {
  const { sessionStrategy } = tier;
  if (sessionStrategy === undefined) return nothingNeeded;
  const own = ownNeeds(name, tier, parent);
  return {
    ...own,
    settings: {
      SESSION_STRATEGY: sessionStrategy,
      SESSION_LIFETIME_SECONDS: String(tier.sessionLifetimeHours * 3600),
      SESSION_COOKIE_NAME: tier.sessionCookieName,
      // A browser neither keeps nor sends a Secure cookie over plain HTTP.
      SESSION_COOKIE_SECURE: String(!tier.plainHttp),
      ...own.settings,
    },
  };
}

/** Only what belongs to the chosen strategy is looked at, so that the choice is one word. */
function ownNeeds(name: string, tier: WebTier, parent: pulumi.Resource): SessionNeeds {
  const { sessionStrategy, sessionCache, sessionTable, sessionCookieKeyGeneration } = tier;
  if (sessionStrategy === SessionStrategy.Cache && sessionCache) return cacheNeeds(sessionCache);
  if (sessionStrategy === SessionStrategy.Table && sessionTable) return tableNeeds(sessionTable, parent);
  if (sessionStrategy === SessionStrategy.Cookie && sessionCookieKeyGeneration !== undefined) {
    return cookieNeeds(name, { generation: sessionCookieKeyGeneration, protect: tier.deletionProtection }, parent);
  }
  return nothingNeeded;
}
