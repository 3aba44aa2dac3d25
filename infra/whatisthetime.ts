import { join } from "node:path";
import { bundleApplication, ReleaseShare, StatefulWebTier } from "../components/index";
import type { Config } from "./config";
import type { Platform } from "./platform";
import { howToRelease, webTierOf } from "./web-tier";

type Settings = NonNullable<Config["whatisthetime"]>;

/** The stateless web: a name, a load balancer over the zones, and a group of instances that tell the time. */
export function deployWhatIsTheTime(settings: Settings, platform: Platform) {
  const { network, alarms, accessLogs, options } = platform;
  const { releasesKept, deletionProtection } = settings;
  const { path: releaseArchivePath } = bundleApplication(join(__dirname, "../apps/whatisthetime/server.ts"));

  const releases = new ReleaseShare(
    "whatisthetime-releases",
    { network, releaseArchivePath, releasesKept, deletionProtection, ...alarms, ...accessLogs },
    options,
  );
  const web = new StatefulWebTier(
    "whatisthetime-web",
    { releaseShare: releases, ...webTierOf(settings, platform) },
    options,
  );

  return { url: web.url, ...howToRelease(releases) };
}
