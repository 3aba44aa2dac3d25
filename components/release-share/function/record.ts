import { randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "./refusal";
import { syncFolder } from "./sync-folder";
import { isSystemError } from "./system-error";

/** A release on the share, and what tells its content from another's. */
export interface RecordedRelease {
  version: string;
  digest: string;
}

/**
 * What the publisher remembers: when the last decision about `current` was made, and the releases it keeps, the one
 * decided for last at the front. It is written before the folder and the link change, so a decision cut short can only
 * be finished or replaced by a newer one, never forgotten.
 */
export interface ReleaseRecord {
  /** Milliseconds since 1970. */
  decidedAt: number;
  releases: RecordedRelease[];
}

/*
 * It stands beside the lock for a reason: the lock is taken by a rename in this folder, to which the server answers
 * with the folder's state, so that a kernel that remembers an older record from an earlier invocation looks again.
 */
const recordName = ".publisher.json";
const unfinishedPrefix = `${recordName}-`;

/** The record, or undefined on a share that has none yet. */
export async function readRecord(root: string): Promise<ReleaseRecord | undefined> {
  const path = join(root, recordName);
  try {
    return parsed(await readFile(path, "utf8"), path);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

export async function writeRecord(root: string, record: ReleaseRecord): Promise<void> {
  const unfinished = join(root, unfinishedPrefix + randomUUID());
  await writeFile(unfinished, JSON.stringify(record), { flag: "wx", flush: true });
  await rename(unfinished, join(root, recordName));
  await syncFolder(root);
}

/** Whether a name in the share's root is a record that a publisher did not bring to its place. */
export function isUnfinishedRecord(name: string): boolean {
  return name.startsWith(unfinishedPrefix);
}

function parsed(text: string, path: string): ReleaseRecord {
  const record = json(text);
  if (isReleaseRecord(record)) return record;
  throw new Refusal(`${path} is not the publisher's record any more. Fix: restore it from the share's backup.`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isReleaseRecord(value: unknown): value is ReleaseRecord {
  return (
    hasKeys(value, "decidedAt", "releases") &&
    typeof value.decidedAt === "number" &&
    Array.isArray(value.releases) &&
    value.releases.every(isRecordedRelease)
  );
}

function isRecordedRelease(value: unknown): value is RecordedRelease {
  return hasKeys(value, "version", "digest") && typeof value.version === "string" && typeof value.digest === "string";
}

function hasKeys<Key extends string>(value: unknown, ...keys: Key[]): value is Record<Key, unknown> {
  return typeof value === "object" && value !== null && keys.every((key) => key in value);
}
