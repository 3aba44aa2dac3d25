import { SessionCache, ServerlessTable, SessionStrategy, type StatefulWebTierArgs } from "../components/index";
import type { Config } from "./config";
import type { Platform } from "./platform";

type Settings = NonNullable<Config["myclothes"]>;

/** Where carts live, by one word: what that strategy owns is made, and nothing of the others. */
export function makeSessions(settings: Settings, platform: Platform): Partial<StatefulWebTierArgs> {
  const { sessionStrategy, sessionLifetimeHours } = settings;
  return { sessionStrategy, sessionLifetimeHours, ...needsOf[sessionStrategy](settings, platform) };
}

const needsOf: Record<SessionStrategy, (settings: Settings, platform: Platform) => Partial<StatefulWebTierArgs>> = {
  [SessionStrategy.Cache]: ({ sessionCache, deletionProtection }, { network, alarms, options }) => ({
    sessionCache: new SessionCache(
      "myclothes-session-cache",
      { network, purpose: "sessions", ...sessionCache, deletionProtection, ...alarms },
      options,
    ),
  }),
  [SessionStrategy.Table]: ({ deletionProtection }, { alarms, options }) => ({
    sessionTable: new ServerlessTable(
      "myclothes-session-table",
      {
        ...{ partitionKey: "session", sortKey: "entry", timeToLiveAttribute: "expiresAt" },
        ...{ deletionProtection, ...alarms },
      },
      options,
    ),
  }),
  [SessionStrategy.Cookie]: ({ sessionCookieKeyGeneration }) => ({ sessionCookieKeyGeneration }),
  [SessionStrategy.Sticky]: ({ sessionLossAccepted }) => ({ sessionLossAccepted }),
};
