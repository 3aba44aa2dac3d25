import { completeSettings, type ReleaseRunnerSettings } from "./settings";

/** How long the load balancer's nodes may take to hear that an instance leaves. */
export const settleSeconds = 10;

/** The longest that one try takes, in seconds: to see what is on the share, to call AWS, to mount, to install. */
export const tryBounds = { look: 10, call: 30, mount: 60, install: 280 };

/**
 * The longest that one try of anything after the packages takes, since a bound is looked at between tries. It is counted
 * once for each bound. Secrets share one bound, and each is still tried once when that is over: every secret beyond the
 * second may take `tryBounds.call` more than is counted, if AWS answers each only just in time. The launching hook's hour
 * has room for eight such in the longest boot; elsewhere what is allowed for reports, which take seconds, has.
 */
const oneTry = Math.max(tryBounds.look, tryBounds.call, tryBounds.mount);
const toKnowItself = 60;
const toInstall = 300 + tryBounds.install;
const toReport = 120 + oneTry;

/**
 * The longest from the first command to the answer to the launch hook, but for many slow secrets (see above): the hook
 * must wait longer than this.
 */
export function longestLaunchSeconds(settings: ReleaseRunnerSettings): number {
  return 2 * toKnowItself + toInstall + completeSettings(settings).bootTimeoutSeconds + oneTry + toReport;
}

/**
 * The longest from the group's decision to the answer to the terminating hook, but for many slow secrets: the hook must
 * wait longer than this. It may find the instance amid a change of release, which reads the settings (in less than a
 * report may take), is tried, serves, fails and goes back.
 */
export function longestTerminationSeconds(settings: ReleaseRunnerSettings): number {
  const { pollSeconds, healthTimeoutSeconds, drainSeconds } = completeSettings(settings);
  const toChange = toReport + 3 * (healthTimeoutSeconds + drainSeconds);
  return pollSeconds + toChange + settleSeconds + drainSeconds + toReport;
}
