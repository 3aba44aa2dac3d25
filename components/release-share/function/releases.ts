import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "./clock";
import { currentVersion, isUnfinishedLink } from "./current";
import { isDeadAttempt } from "./lock";
import { isUnfinishedRecord, readRecord, type RecordedRelease } from "./record";
import { Refusal } from "./refusal";
import { syncFolder } from "./sync-folder";
import { isVersion } from "./version";

const stagingPrefix = ".staging-";

/** The share as it stands. */
export interface ShareState {
  /** When the last decision was made, and for which version, whether or not it was carried out. */
  decidedAt: number;
  decided: string | undefined;
  /** The version that readers get. */
  current: string | undefined;
  /** The releases that are there, from the last decision back. */
  releases: RecordedRelease[];
}

/**
 * Looks at the share, with the lock held, and removes what a publisher left that was cut off. Only the lock's owner
 * unpacks, so whatever is in staging belongs to nobody.
 */
export async function tidied(root: string, clock: Clock): Promise<ShareState> {
  await mkdir(releasesFolder(root), { recursive: true });
  const [record, current] = [await readRecord(root), await currentVersion(root)];
  if (record === undefined && current !== undefined) {
    throw new Refusal(
      `${root} has a current release (${current}) and no record of its releases, so the publisher cannot tell what to ` +
        `keep. Fix: restore .publisher.json from the share's backup.`,
    );
  }
  for (const name of await readdir(root)) {
    if (isUnfinishedLink(name) || isUnfinishedRecord(name) || isDeadAttempt(name, clock)) {
      await rm(join(root, name), { recursive: true, force: true });
    }
  }
  const { decidedAt, releases } = record ?? { decidedAt: 0, releases: [] };
  // What the kernel remembers of this folder may be older than the last publisher's work; the answer to a change made
  // here tells it so. The folder made goes with the others in staging.
  await makeStaging(root);
  const there = await removeAllBut(root, [...releases.map(({ version }) => version), current]);
  const recorded = releases.filter(({ version }) => there.delete(version));
  // At most the one that someone made current by hand.
  const foreign = [...there].map((version) => ({ version, digest: "unknown" }));
  return { decidedAt, decided: releases[0]?.version, current, releases: [...recorded, ...foreign] };
}

/** Removes the releases that are not to be kept, and tells which there are. */
export async function removeAllBut(root: string, kept: (string | undefined)[]): Promise<Set<string>> {
  const folder = releasesFolder(root);
  const names = await readdir(folder);
  for (const name of names.filter((name) => isVersion(name) && !kept.includes(name))) {
    // Out of sight first: nobody ever meets half a release under its name.
    await rename(join(folder, name), join(folder, stagingPrefix + randomUUID()));
  }
  for (const name of (await readdir(folder)).filter((name) => name.startsWith(stagingPrefix))) {
    await removeFolder(join(folder, name));
  }
  return new Set(names.filter((name) => kept.includes(name)));
}

/** A folder on the same file system as the releases, so that a rename can bring it to its place. */
export async function makeStaging(root: string): Promise<string> {
  const staging = join(releasesFolder(root), stagingPrefix + randomUUID());
  await mkdir(staging);
  return staging;
}

export async function placeRelease(root: string, staging: string, version: string): Promise<void> {
  await rename(staging, join(releasesFolder(root), version));
  await syncFolder(releasesFolder(root));
}

export async function removeFolder(path: string): Promise<void> {
  // An NFS client keeps a removed file under another name while it is open here, and the folder is not empty yet.
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * The releases once `chosen` is current: it first, then the one that instances still run, then the others from the
 * latest decision back.
 */
export function releasesAfter(state: ShareState, chosen: RecordedRelease): RecordedRelease[] {
  const before = state.releases.filter(({ version }) => version === state.current);
  const others = [...before, ...state.releases.filter(({ version }) => version !== state.current)];
  return [chosen, ...others.filter(({ version }) => version !== chosen.version)];
}

function releasesFolder(root: string): string {
  return join(root, "releases");
}
