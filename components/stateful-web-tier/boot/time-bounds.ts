import { completeSettings, type ReleaseRunnerSettings } from "./settings";

/** How long the load balancer's nodes may take to hear that an instance leaves. */
export const settleSeconds = 10;

/** The longest that one try of anything takes, since a bound is looked at between tries. */
const oneTry = 60;
const toKnowItself = 60;
const toInstall = 300 + 280;
const toReport = 120 + oneTry;

/** The longest from the first command to the answer to the launch hook: the hook must wait longer than this. */
export function longestLaunchSeconds(settings: ReleaseRunnerSettings): number {
  return 2 * toKnowItself + toInstall + completeSettings(settings).bootTimeoutSeconds + oneTry + toReport;
}

/**
 * The longest from the group's decision to the answer to the terminating hook: the hook must wait longer than this. It
 * may find the instance amid a change of release, which fails and goes back.
 */
export function longestTerminationSeconds(settings: ReleaseRunnerSettings): number {
  const { pollSeconds, healthTimeoutSeconds, drainSeconds } = completeSettings(settings);
  const toChange = toReport + 3 * (healthTimeoutSeconds + drainSeconds);
  return pollSeconds + toChange + settleSeconds + drainSeconds + toReport;
}
