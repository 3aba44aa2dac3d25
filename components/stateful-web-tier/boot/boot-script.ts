import { readFileSync } from "node:fs";
import { join } from "node:path";
import { quoted, quotedList } from "./quoted";
import { completeSettings, type LifecycleHooks, type ReleaseRunnerSettings } from "./settings";
import { settleSeconds, tryBounds } from "./time-bounds";

/** User data for any Linux fleet: it mounts the share, runs the current release and follows it. */
export function releaseRunnerScript(settings: ReleaseRunnerSettings): string {
  return script(settings, {}, "no-lifecycle.sh");
}

/** The same for instances of an auto scaling group, which report to its hooks. */
export function bootScript(settings: ReleaseRunnerSettings, hooks: LifecycleHooks): string {
  const { launchHookName, terminateHookName } = hooks;
  return script(settings, { LAUNCH_HOOK: launchHookName, TERMINATE_HOOK: terminateHookName }, "lifecycle.sh");
}

function script(settings: ReleaseRunnerSettings, more: Record<string, string>, lifecycle: string): string {
  const head = [
    "#!/bin/bash",
    "# Runs the current release of the share as a service, and follows it.",
    "set -euo pipefail",
    "umask 077",
    "export AWS_PAGER=''",
  ];
  const values = Object.entries({ ...variables(settings), ...more }).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? quotedList(value) : quoted(String(value))}`,
  );
  const parts = ["waiting.sh", "share.sh", "environment.sh", "release.sh", lifecycle, "commands.sh"];
  return [...head, ...values, ...parts.map((part) => `\n${shellSource(part)}`)].join("\n");
}

function variables(settings: ReleaseRunnerSettings): Record<string, string | number | string[]> {
  const complete = completeSettings(settings);
  const { folders } = complete;
  return {
    FILE_SYSTEM_ID: complete.fileSystemId,
    ACCESS_POINT_ID: complete.accessPointId,
    PACKAGES: complete.packages,
    PORT: complete.port,
    TRIAL_PORT: complete.port + 1,
    HEALTH_PATH: complete.healthPath,
    BOOT_SECONDS: complete.bootTimeoutSeconds,
    HEALTH_SECONDS: complete.healthTimeoutSeconds,
    DRAIN_SECONDS: complete.drainSeconds,
    SETTLE_SECONDS: settleSeconds,
    POLL_SECONDS: complete.pollSeconds,
    STAGGER_SECONDS: complete.staggerSeconds,
    LOOK_BOUND: tryBounds.look,
    CALL_BOUND: tryBounds.call,
    MOUNT_BOUND: tryBounds.mount,
    INSTALL_BOUND: tryBounds.install,
    LIB: folders.program,
    RUN: folders.memory,
    SHARE: folders.share,
    UNITS: folders.units,
    SETTINGS: assignments(complete.environment),
    SECRETS: assignments(complete.secretArns),
  };
}

/** Sorted, so that the same settings in another order are the same script and replace no instance. */
function assignments(values: Record<string, string>): string[] {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
}

/** Without its comments: user data is short of room, and they are read here. */
function shellSource(file: string): string {
  const lines = readFileSync(join(__dirname, file), "utf8").trimEnd().split("\n");
  return lines.filter((line) => !/^ *#/.test(line)).join("\n") + "\n";
}
