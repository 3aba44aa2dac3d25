import { getFileNameLowLevel, type Entry, type ZipFile } from "yauzl";
import { entryPathProblem, foldersAbove, withoutSlash } from "./entry-path";
import { Refusal } from "./refusal";
import type { ArchiveLimits } from "./settings";

export interface PlannedFile {
  path: string;
  entry: Entry;
  executable: boolean;
}

/** What an archive would put where, all of it checked before anything is written. */
export interface ArchivePlan {
  /** From the top, so that each stands behind the one it is in. */
  folders: string[];
  files: PlannedFile[];
}

const startName = "start";
// The upper half of the attributes is Unix's mode: the kind of file, and below it the permissions.
const kindMask = 0o170000;
const kindOfFile = 0o100000;
const kindOfFolder = 0o040000;
const executableBits = 0o111;
const kindsRefused = new Map([
  [0o120000, "a symbolic link"],
  [0o060000, "a device"],
  [0o020000, "a device"],
  [0o010000, "a pipe"],
  [0o140000, "a socket"],
]);
// A small archive of a few repetitive files is no bomb, whatever its ratio.
const harmlessBytes = 16 * 1024 * 1024;

/** Reads an archive's table of contents and refuses whatever a release cannot be. */
export async function planArchive(archive: ZipFile, limits: ArchiveLimits): Promise<ArchivePlan> {
  const [folders, files] = [new Set<string>(), new Map<string, PlannedFile>()];
  const named = new Set<string>();
  let bytes = 0;
  for await (const entry of archive.eachEntry()) {
    const { path, isFolder, mode } = inspected(entry);
    if (named.has(path)) throw new Refusal(`it names ${JSON.stringify(path)} twice. Fix: pack each file once.`);
    named.add(path);
    for (const folder of isFolder ? [...foldersAbove(path), path] : foldersAbove(path)) folders.add(folder);
    if (!isFolder) files.set(path, { path, entry, executable: isExecutable(path, mode) });
    refuseTooMany(folders.size + files.size, limits);
    bytes += entry.uncompressedSize;
    refuseTooLarge(bytes, archive.fileSize, limits);
  }
  for (const path of files.keys()) {
    if (folders.has(path)) throw new Refusal(`${JSON.stringify(path)} is both a file and a folder. Fix: rename one.`);
  }
  refuseWithoutStart(files);
  return { folders: [...folders].sort(), files: [...files.values()] };
}

function inspected(entry: Entry): { path: string; isFolder: boolean; mode: number } {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  const shown = JSON.stringify(name);
  const problem = entryPathProblem(name);
  if (problem !== undefined) {
    throw new Refusal(
      `its entry ${shown} cannot be placed: ${problem}. Allowed: names below the release, with slashes between the ` +
        `parts. Fix: pack from inside the release's folder (cd release && zip -r ../release.zip .).`,
    );
  }
  const mode = entry.externalFileAttributes >>> 16;
  const kind = mode & kindMask;
  const isFolder = name.endsWith("/");
  if (kind !== 0 && kind !== (isFolder ? kindOfFolder : kindOfFile)) {
    const what = kindsRefused.get(kind) ?? "neither file nor folder, or says both";
    throw new Refusal(
      `its entry ${shown} is ${what}. Allowed: plain files and folders. Fix: pack what it stands for (zip does without -y).`,
    );
  }
  if (!entry.canDecodeFileData()) {
    throw new Refusal(
      `its entry ${shown} is encrypted or packed by method ${entry.compressionMethod}. Allowed: deflated or stored, ` +
        `without a password. Fix: pack it with plain zip.`,
    );
  }
  return { path: withoutSlash(name), isFolder, mode };
}

/**
 * Of the permissions only this one counts; nothing is setuid or writable by others on the share. An archive that Pulumi
 * made of single files has no modes at all (pulumi/pulumi#3593), nor has one from Windows; what must be executable is,
 * then.
 */
function isExecutable(path: string, mode: number): boolean {
  return mode === 0 ? path === startName : (mode & executableBits) !== 0;
}

function refuseTooMany(entries: number, limits: ArchiveLimits): void {
  if (entries <= limits.entries) return;
  throw new Refusal(
    `it has ${entries} files and folders or more. Allowed: ${limits.entries} (MAX_ENTRIES). Fix: bundle the ` +
      `application, or raise the limit.`,
  );
}

// Sums what the entries say of themselves; unpacking holds each to its word.
function refuseTooLarge(bytes: number, archiveBytes: number, limits: ArchiveLimits): void {
  if (bytes > limits.releaseBytes) {
    throw new Refusal(
      `its files have ${bytes} bytes or more unpacked. Allowed: ${limits.releaseBytes} (MAX_RELEASE_BYTES). Fix: leave ` +
        `out what the application does not run, or raise the limit.`,
    );
  }
  if (bytes > Math.max(harmlessBytes, limits.ratio * archiveBytes)) {
    throw new Refusal(
      `its files have ${bytes} bytes or more unpacked, from ${archiveBytes} bytes. Allowed: ${limits.ratio} times as ` +
        `many (MAX_RATIO). Fix: leave out what is so repetitive, or raise the limit.`,
    );
  }
}

function refuseWithoutStart(files: Map<string, PlannedFile>): void {
  const start = files.get(startName);
  if (start?.executable === true) return;
  if (start !== undefined) {
    throw new Refusal(`its file "${startName}" is not executable. Fix: chmod +x ${startName}, then pack it again.`);
  }
  const deeper = [...files.keys()].find((path) => path.endsWith(`/${startName}`));
  const fix =
    deeper === undefined
      ? "add an executable file of that name, which starts the application"
      : `pack the content of the folder of ${JSON.stringify(deeper)}, not the folder itself`;
  throw new Refusal(`it has no file "${startName}" at its root. Fix: ${fix}.`);
}
