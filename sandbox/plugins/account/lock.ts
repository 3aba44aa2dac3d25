import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

/** No change takes nearly as long; an older lock is nobody's, whoever has its owner's process id by now. */
const abandonedAfterSeconds = 60;

/**
 * Runs something while no other process runs anything under the same lock. A process that was killed leaves its lock
 * behind, and the next one takes it away.
 */
export function locked<T>(lock: string, run: () => T): T {
  while (!taken(lock)) {
    removeAbandoned(lock);
    pause();
  }
  try {
    return run();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A lock appears with its owner already in it, so that nobody ever finds one without. */
function taken(lock: string): boolean {
  const owner = `${String(process.pid)} ${randomUUID()}`;
  const draft = `${lock}.${owner.replace(" ", ".")}`;
  writeFileSync(draft, owner, { mode: 0o600 });
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Two that find the same abandoned lock must not both remove it: the second would remove the first one's own. So the
 * right to remove it is a lock as well, named for the owner that is gone; and should its holder be killed with it in
 * hand, that one is removed in the same way.
 */
function removeAbandoned(lock: string): void {
  const owner = ownerOf(lock);
  if (owner === undefined || isAlive(owner, lock)) return;
  const right = `${lock}.${owner.replace(" ", ".")}.gone`;
  if (!taken(right)) {
    removeAbandoned(right);
    return;
  }
  try {
    if (ownerOf(lock) === owner) rmSync(lock, { force: true });
  } finally {
    rmSync(right, { force: true });
  }
}

function ownerOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(owner: string, lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > abandonedAfterSeconds * 1000) return false;
    process.kill(Number(owner.split(" ")[0]), 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive, too; a lock that is gone meanwhile is nobody's to remove.
    return codeOf(error) === "EPERM" || codeOf(error) === "ENOENT";
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
