import type { LifecycleHooks, ReleaseRunnerSettings } from "./boot/settings";
import { longestLaunchSeconds, longestTerminationSeconds } from "./boot/time-bounds";
import type { WebTier } from "./defaults";

export const hooks: LifecycleHooks = {
  launchHookName: "release-is-healthy",
  terminateHookName: "release-has-drained",
};

/**
 * How long a launch may stay unanswered. Fixed, and long enough for the longest boot that can be asked for: it takes
 * effect only when the group is made, and changing it replaces the group. An instance that fails says so long before;
 * this is for one that cannot even say so.
 */
export const launchHookSeconds = 3600;

type Bounds = Pick<WebTier, "bootTimeoutSeconds" | "deregistrationDelaySeconds">;

/**
 * How long a leaving instance may take. AWS takes it off the load balancer before the hook begins (EC2 Auto Scaling,
 * "How lifecycle hooks work"), but the agent on the instance hears of the decision at once; so both are in.
 */
export function terminateHookSeconds(tier: Bounds): number {
  return longestTerminationSeconds(runnerSettings(tier)) + tier.deregistrationDelaySeconds;
}

export function launchSeconds(tier: Bounds): number {
  return longestLaunchSeconds(runnerSettings(tier));
}

/** What the bounds of time depend on; the rest of the settings does not matter to them. */
function runnerSettings({ bootTimeoutSeconds, deregistrationDelaySeconds }: Bounds): ReleaseRunnerSettings {
  return {
    fileSystemId: "",
    accessPointId: "",
    port: 0,
    healthPath: "",
    environment: {},
    secretArns: {},
    bootTimeoutSeconds,
    drainSeconds: deregistrationDelaySeconds,
  };
}
