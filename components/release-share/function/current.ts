import { randomUUID } from "node:crypto";
import { readlink, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "./sync-folder";
import { isSystemError } from "./system-error";
import { isVersion } from "./version";

/*
 * `current` is a symbolic link to `releases/<version>`, and one rename changes it: whoever reads the link gets the
 * release before or the new one, and either is whole, because a release is renamed to its place first and never changes
 * there.
 *
 * When readers see it: they look at the link once in each polling interval, and their kernel may answer from what it
 * remembers of the share's root. A link is not opened, so NFS's close-to-open promise does not reach it; what it
 * remembers is checked again when the attributes of the folder around it are too old (acdirmin, acdirmax). So
 *
 *   a new release is seen within: polling interval + acdirmax
 *
 * The boot script mounts with `acdirmin=1,acdirmax=5`, for one more small request in 5 s from each instance; NFS's own
 * values, to which the EFS mount helper adds nothing, are 30 and 60 s. `noac` would send every look at every file of the
 * application to the share.
 */
const linkName = "current";
const unfinishedPrefix = ".current-";

/** The version that `current` names, if any. */
export async function currentVersion(root: string): Promise<string | undefined> {
  try {
    const [folder, version = "", ...rest] = (await readlink(join(root, linkName))).split("/");
    return folder === "releases" && isVersion(version) && rest.length === 0 ? version : undefined;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

export async function flipCurrent(root: string, version: string): Promise<void> {
  const unfinished = join(root, unfinishedPrefix + randomUUID());
  await symlink(`releases/${version}`, unfinished);
  await rename(unfinished, join(root, linkName));
  await syncFolder(root);
}

/** Whether a name in the share's root is a link that a publisher did not bring to its place. */
export function isUnfinishedLink(name: string): boolean {
  return name.startsWith(unfinishedPrefix);
}
