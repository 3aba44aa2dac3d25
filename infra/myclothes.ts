import { join } from "node:path";
import {
  bundleApplication,
  ReleaseShare,
  ReplicatedDatabase,
  SessionCache,
  StatefulWebTier,
} from "../components/index";
import type { Config } from "./config";
import type { Platform } from "./platform";
import { makeSessions } from "./sessions";
import { databaseOf, storesOf } from "./stores";
import { howToRelease, webTierOf } from "./web-tier";

type Settings = NonNullable<Config["myclothes"]>;

/** The shop: a stateless tier over the zones, its carts, its users in a database, and a cache in front of reads. */
export function deployMyClothes(settings: Settings, platform: Platform) {
  const { network, alarms, accessLogs, options } = platform;
  const { releasesKept, deletionProtection } = settings;
  // What tells the time, until the shop's own release is uploaded; from then on the program publishes none.
  const { path: releaseArchivePath } = bundleApplication(join(__dirname, "../apps/whatisthetime/server.ts"));

  const releases = new ReleaseShare(
    "myclothes-releases",
    {
      ...{ network, releaseArchivePath, releaseOnlyWhenEmpty: true, releasesKept, deletionProtection },
      ...{ ...alarms, ...accessLogs },
    },
    options,
  );
  const users = new ReplicatedDatabase("myclothes-users", { ...databaseOf(settings, platform), ...alarms }, options);
  const lookaside = new SessionCache(
    "myclothes-lookaside",
    { network, purpose: "lookaside", ...settings.lookasideCache, ...alarms },
    options,
  );
  const sessions = makeSessions(settings, platform);
  const web = new StatefulWebTier(
    "myclothes-web",
    {
      releaseShare: releases,
      ...webTierOf(settings, platform),
      ...sessions,
      ...storesOf(users, lookaside),
    },
    options,
  );

  const { host, readerHosts, port, masterSecretArn } = users;
  return {
    ...{ url: web.url, ...howToRelease(releases), instancesGroup: web.groupName },
    database: { writerHost: host, readerHosts, port, masterSecretArn },
    cacheIds: {
      lookaside: lookaside.cacheId,
      ...(sessions.sessionCache && { sessions: sessions.sessionCache.cacheId }),
    },
  };
}
