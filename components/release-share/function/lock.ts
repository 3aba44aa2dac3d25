import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "./clock";
import { Refusal } from "./refusal";
import { isSystemError } from "./system-error";

/*
 * One publisher at a time. A lock on the share, because reserved concurrency of 1 would make `pulumi up` fail with a
 * throttled invocation beside an upload, and cannot be had in a young account: Lambda keeps 100 of an account's
 * concurrency unreserved.
 *
 * The lock is the folder `.lock`, held while it is not empty: its one file is named for its owner and the end of the
 * lease. Taking it renames a folder that already holds that file onto it, which NFS, like any file system, refuses for
 * a folder that is not empty and does in one step otherwise. Giving it back, and breaking it after the lease, removes a
 * file by its owner's name, so nobody can ever remove another's lock, however late.
 *
 * A lease ends later than Lambda ends its owner, so one that is over belongs to nobody who still writes.
 */
const lockName = ".lock";
const attemptPrefix = `${lockName}-`;
const millisecondsBetweenTries = 500;
const marginMilliseconds = 30_000;

interface Turn {
  root: string;
  clock: Clock;
  /** When Lambda ends this invocation. */
  deadline: number;
}

/** Does the work while no other publisher does its own. */
export async function alone<Result>(turn: Turn, work: () => Promise<Result>): Promise<Result> {
  const owner = await takeLock(turn);
  try {
    return await work();
  } finally {
    await rm(join(turn.root, lockName, owner), { force: true });
  }
}

async function takeLock({ root, clock, deadline }: Turn): Promise<string> {
  // A turn that came late would be cut off amid its work.
  const patience = (clock.now() + deadline) / 2;
  for (;;) {
    const owner = `${deadline + marginMilliseconds}-${randomUUID()}`;
    if (await locks(root, owner)) return owner;

    const [holder] = await holders(root);
    if (holder !== undefined && isOver(holder, clock)) {
      await rm(join(root, lockName, holder), { force: true });
    } else if (clock.now() >= patience) {
      throw new Refusal(
        `Another publisher works on the share, until ${leaseEnd(holder)} at the latest. Nothing was changed. ` +
          `Fix: wait for it, then try again.`,
      );
    }
    await clock.pause(millisecondsBetweenTries);
  }
}

async function locks(root: string, owner: string): Promise<boolean> {
  const attempt = join(root, attemptPrefix + owner);
  await mkdir(attempt);
  await writeFile(join(attempt, owner), "");
  try {
    await rename(attempt, join(root, lockName));
    return true;
  } catch (error) {
    await rm(attempt, { recursive: true, force: true });
    if (isSystemError(error, "ENOTEMPTY", "EEXIST")) return false;
    throw error;
  }
}

async function holders(root: string): Promise<string[]> {
  try {
    return await readdir(join(root, lockName));
  } catch (error) {
    // Another took it meanwhile: what was read is the folder before.
    if (isSystemError(error, "ENOENT", "ESTALE")) return [];
    throw error;
  }
}

/** Whether a name in the share's root is an attempt at the lock whose maker is gone. */
export function isDeadAttempt(name: string, clock: Clock): boolean {
  return name.startsWith(attemptPrefix) && isOver(name.slice(attemptPrefix.length), clock);
}

function isOver(owner: string, clock: Clock): boolean {
  return Number.parseInt(owner, 10) < clock.now();
}

function leaseEnd(owner = ""): string {
  const end = new Date(Number.parseInt(owner, 10));
  return Number.isNaN(end.getTime()) ? "a time it does not tell" : end.toISOString();
}
