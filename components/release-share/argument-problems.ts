import { closeSync, openSync, readSync, statSync } from "node:fs";
import { bucketNameProblems } from "../arguments/bucket-name";
import { argumentProblems } from "../arguments/checks";
import { choiceProblems } from "../arguments/choice";
import { flagProblems } from "../arguments/flag";
import { bucketedNameProblems } from "../arguments/name";
import type { ArgumentProblem } from "../arguments/problem";
import { topicArnProblems } from "../arguments/topic-arn";
import { wholeNumberProblems } from "../arguments/whole-number";
import { layoutProblems } from "../network/layout-problems";
import { defaultLogRetentionDays, logRetentionDays } from "../network/log-retention";
import { shareLimits } from "./defaults";
import { isVersion } from "./function/version";
import type { ReleaseShareArgs } from "./release-share";

// IAM takes 64 characters, of which "-publisher" and Pulumi's own suffix need 18.
const longestName = 46;

export function shareProblems(name: unknown, args: unknown): ArgumentProblem[] {
  const given: Partial<Record<keyof ReleaseShareArgs, unknown>> = typeof args === "object" && args !== null ? args : {};
  const checks = argumentProblems<ReleaseShareArgs>(args, {
    network: (value, argument) => layoutProblems(argument, value),
    releaseArchivePath: (value, argument) => archiveProblems(argument, value, given.maxArchiveMegabytes),
    releaseVersion: (value, argument) => versionProblems(argument, value, given.releaseArchivePath),
    releaseOnlyWhenEmpty: (value, argument) => onlyWhenEmptyProblems(argument, value, given.releaseArchivePath),
    releasesKept: (value, argument) => wholeNumberProblems(argument, value, shareLimits.releasesKept),
    maxArchiveMegabytes: (value, argument) => wholeNumberProblems(argument, value, shareLimits.maxArchiveMegabytes),
    logRetentionDays: (value, argument) => choiceProblems(argument, value, logRetentionDays, defaultLogRetentionDays),
    accessLogBucketName: (value, argument) => bucketNameProblems(argument, value),
    deletionProtection: (value, argument) => flagProblems(argument, value),
    alarmTopicArn: (value, argument) => topicArnProblems(argument, value),
  });
  return [...bucketedNameProblems(name, longestName), ...checks];
}

function archiveProblems(argument: string, value: unknown, megabytes: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  const problem = { argument, got: value, allowed: "the path of a zip with an executable file start at its root" };
  if (typeof value !== "string" || value === "") {
    return [{ ...problem, fix: "write where the zip lies, for example bundleApplication(…).path" }];
  }
  const file = statSync(value, { throwIfNoEntry: false });
  const shown = JSON.stringify(value);
  if (file?.isFile() !== true) {
    const gotInWords = `${shown}, where there is no file`;
    return [{ ...problem, gotInWords, fix: "build the release first, or correct the path" }];
  }
  if (!isZip(value)) return [{ ...problem, gotInWords: `${shown}, which is no zip`, fix: "pack the release with zip" }];
  const most = typeof megabytes === "number" ? megabytes : shareLimits.maxArchiveMegabytes.fallback;
  if (file.size <= most * 1024 * 1024) return [];
  return [
    {
      argument,
      gotInWords: `${shown}, which has ${file.size} bytes`,
      allowed: `at most ${most} MB (maxArchiveMegabytes)`,
      fix: "leave out what the application does not run, or raise maxArchiveMegabytes",
    },
  ];
}

/** Whether a file begins as a zip does; one without any files begins otherwise, and is no release. */
function isZip(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const beginning = Buffer.alloc(4);
    readSync(file, beginning);
    return beginning.toString("latin1") === "PK\u0003\u0004";
  } finally {
    closeSync(file);
  }
}

function onlyWhenEmptyProblems(argument: string, value: unknown, archivePath: unknown): ArgumentProblem[] {
  if (value === true && archivePath === undefined) return [needsArchive(argument, value)];
  return flagProblems(argument, value);
}

function needsArchive(argument: string, got: unknown): ArgumentProblem {
  const allowed = "nothing without a releaseArchivePath";
  return { argument, got, allowed, fix: "leave it out, or give a releaseArchivePath" };
}

function versionProblems(argument: string, value: unknown, archivePath: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  if (archivePath === undefined) return [needsArchive(argument, value)];
  if (typeof value === "string" && isVersion(value)) return [];
  return [
    {
      argument,
      got: value,
      allowed: "1 to 64 letters, digits and characters of ._- that begin with a letter or digit, plain",
      fix: "name it for example 2026-11-20.1, or leave it out for one that comes from the content",
    },
  ];
}
