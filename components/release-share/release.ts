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
  /** Whether it is published only while the share has no current release. */
  onlyWhenEmpty: boolean;
}

interface ReleaseChoices {
  releaseVersion?: string;
  releaseOnlyWhenEmpty?: boolean;
}

const versionLength = 12;

/** The release in an archive. Its version comes from its content unless it is given: a release never changes. */
export function releaseIn(path: string, { releaseVersion, releaseOnlyWhenEmpty = false }: ReleaseChoices): Release {
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
  return {
    ...{ path, hash, version: releaseVersion ?? hash.slice(0, versionLength) },
    onlyWhenEmpty: releaseOnlyWhenEmpty,
  };
}
