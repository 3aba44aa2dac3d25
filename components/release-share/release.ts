import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A release that is published during `up`. */
export interface Release {
  /** Where its archive lies. */
  path: string;
  /** The archive's SHA-256 in hexadecimal. */
  hash: string;
  /** The name of its folder on the share. */
  version: string;
}

const versionLength = 12;

/** The release in an archive. Its version comes from its content unless it is given: a release never changes. */
export function releaseIn(path: string, version?: string): Release {
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
  return { path, hash, version: version ?? hash.slice(0, versionLength) };
}
