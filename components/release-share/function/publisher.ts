import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { archiveName, type Archives, type UploadedArchive } from "./archives";
import type { Clock } from "./clock";
import { flipCurrent } from "./current";
import { decidedNow, isOutdated, isRepeated, type Decision } from "./decision";
import { alone } from "./lock";
import { writeRecord, type RecordedRelease } from "./record";
import { Refusal } from "./refusal";
import {
  makeStaging,
  placeRelease,
  releasesAfter,
  removeAllBut,
  removeFolder,
  tidied,
  type ShareState,
} from "./releases";
import type { PublisherSettings } from "./settings";
import { isSystemError } from "./system-error";
import { unpack } from "./unpack";

/** What a publisher works with. */
export interface Publisher {
  settings: PublisherSettings;
  archives: Archives;
  clock: Clock;
  /** A folder for one archive at a time, not on the share. */
  scratch: string;
  /** When Lambda ends this invocation. */
  deadline: number;
}

export interface Publication {
  archive: UploadedArchive;
  version: string;
  /** When S3 had the archive whole; missing for one that someone asks for now. */
  uploadedAt?: number;
  /** Whether it is for a share that has no current release alone. Default: false. */
  onlyWhenEmpty?: boolean;
}

/** What became of a request: small, since Pulumi keeps it in its state. */
export interface Answer {
  outcome: "published" | "unchanged" | "outdated" | "not needed" | "rolled back";
  version: string;
  current: string;
}

/** Unpacks a release to its folder, unless it is there, and makes it current, unless a later one was decided. */
export async function publish(publisher: Publisher, publication: Publication): Promise<Answer> {
  const { archive, version, uploadedAt, onlyWhenEmpty = false } = publication;
  return withShare(publisher, async (state) => {
    const { current } = state;
    if (onlyWhenEmpty && current !== undefined) return { outcome: "not needed", version, current };
    const decision =
      uploadedAt === undefined ? decidedNow(version, publisher.clock.now(), state) : { version, decidedAt: uploadedAt };
    if (isOutdated(decision, state)) return { outcome: "outdated", version, current: current ?? "" };
    if (isRepeated(decision, state)) return { outcome: "unchanged", version, current: version };

    const staging = await makeStaging(publisher.settings.sharePath);
    try {
      const digest = await unpackedTo(staging, archive, publisher);
      const placed = placedRelease(state, { version, digest });
      await decide(publisher, state, decision, { version, digest }, placed ? undefined : staging);
      return { outcome: placed && version === current ? "unchanged" : "published", version, current: version };
    } catch (error) {
      throw inContext(error, `Release ${version}, from ${archiveName(archive)}, is refused`, current);
    } finally {
      await removeFolder(staging);
    }
  });
}

/** Makes a release current again that is still on the share. */
export async function rollBack(publisher: Publisher, version: string): Promise<Answer> {
  return withShare(publisher, async (state) => {
    const release = state.releases.find((kept) => kept.version === version);
    if (release === undefined) {
      const kept = state.releases.map((release) => release.version).join(", ");
      throw new Refusal(
        `Release ${version} is not on the share. Allowed: ${kept === "" ? "none yet" : kept}. Fix: roll back to one of ` +
          `these, or publish ${version} from its archive.`,
      );
    }
    await decide(publisher, state, decidedNow(version, publisher.clock.now(), state), release);
    return { outcome: version === state.current ? "unchanged" : "rolled back", version, current: version };
  });
}

/**
 * Carries a decision out. Each step leaves what the next publisher can tell from a finished one: the record says what
 * was decided, the folder whether the release is whole, the link what readers get.
 */
async function decide(
  { settings: { sharePath, releasesKept } }: Publisher,
  state: ShareState,
  { decidedAt, version }: Decision,
  release: RecordedRelease,
  staging?: string,
): Promise<void> {
  const releases = releasesAfter(state, release).slice(0, releasesKept);
  await writeRecord(sharePath, { decidedAt, releases });
  if (staging !== undefined) await placeRelease(sharePath, staging, version);
  if (version !== state.current) await flipCurrent(sharePath, version);
  await removeAllBut(
    sharePath,
    releases.map((kept) => kept.version),
  );
}

async function unpackedTo(staging: string, archive: UploadedArchive, publisher: Publisher): Promise<string> {
  const { archives, scratch, settings } = publisher;
  // Lambda keeps /tmp from one invocation to the next, also after one that it cut off.
  await removeFolder(scratch);
  await mkdir(scratch, { recursive: true });
  const copy = join(scratch, "release.zip");
  try {
    await archives.copy(archive, copy, settings.limits.archiveBytes);
    return await unpack(copy, staging, settings.limits);
  } finally {
    await removeFolder(scratch);
  }
}

/** Whether the release is there already, since a release never changes. */
function placedRelease(state: ShareState, { version, digest }: RecordedRelease): boolean {
  const known = state.releases.find((release) => release.version === version);
  if (known === undefined || known.digest === digest) return known !== undefined;
  throw new Refusal("it is on the share with other content, and a release never changes. Fix: give it a new version.");
}

async function withShare(publisher: Publisher, work: (state: ShareState) => Promise<Answer>): Promise<Answer> {
  const { settings, clock, deadline } = publisher;
  const root = settings.sharePath;
  await refuseWithoutShare(root);
  return alone({ root, clock, deadline }, async () => work(await tidied(root, clock)));
}

async function refuseWithoutShare(root: string): Promise<void> {
  try {
    await stat(root);
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw error;
    throw new Refusal(`There is no share at ${root} (SHARE_PATH). Fix: mount it there, or correct the path.`);
  }
}

function inContext(error: unknown, heading: string, current: string | undefined): unknown {
  if (!(error instanceof Refusal)) return error;
  const unchanged = current === undefined ? "No release is current." : `Release ${current} stays current.`;
  return new Refusal(`${heading}: ${error.message} ${unchanged}`);
}
