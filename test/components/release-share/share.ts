import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { UploadedArchive } from "../../../components/release-share/function/archives";
import { publish, rollBack, type Publisher } from "../../../components/release-share/function/publisher";
import type { PublisherSettings } from "../../../components/release-share/function/settings";

const folders: string[] = [];

/** A folder for one test, gone after it. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "release-share-"));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export const noon = Date.UTC(2026, 10, 20, 12);

/** A share on a real file system, the bucket beside it, and a clock that moves only when told. */
export function newShare(settings: Partial<PublisherSettings> = {}) {
  const folder = temporaryFolder();
  const root = join(folder, "share");
  mkdirSync(root);
  const bucket = new Map<string, Buffer>();
  const time = { now: noon };

  const publisher = (changes: Partial<Publisher> = {}): Publisher => ({
    settings: {
      sharePath: root,
      releasesKept: 3,
      limits: { archiveBytes: 1e8, releaseBytes: 1e9, entries: 1000, ratio: 100 },
      ...settings,
    },
    archives: {
      copy: async (archive, to) => {
        await writeFile(to, bucket.get(archive.key) ?? "no such archive");
      },
    },
    clock: {
      now: () => time.now,
      // Whoever waits here waits for another's work on the real file system, which takes turns and no time.
      pause: async () => {
        await setImmediate();
      },
    },
    scratch: join(folder, "scratch"),
    deadline: time.now + 600_000,
    ...changes,
  });
  const uploaded = (version: string, bytes: Buffer): UploadedArchive => {
    const archive = { bucket: "releases", key: `${version}.zip` };
    bucket.set(archive.key, bytes);
    return archive;
  };

  return {
    root,
    time,
    publisher,
    uploaded,
    publish: (version: string, bytes: Buffer, uploadedAt?: number) =>
      publish(publisher(), {
        archive: uploaded(version, bytes),
        version,
        ...(uploadedAt === undefined ? {} : { uploadedAt }),
      }),
    rollBack: (version: string) => rollBack(publisher(), version),
    current: () => readlinkSync(join(root, "current")),
    versions: () => readdirSync(join(root, "releases")).sort(),
    read: (path: string) => readFileSync(join(root, path), "utf8"),
    mode: (path: string) => (lstatSync(join(root, path)).mode & 0o7777).toString(8),
    /** All that is on the share, but for what the publisher keeps between its invocations. */
    tree: () =>
      readdirSync(root, { recursive: true, encoding: "utf8" })
        .filter((path) => ![".lock", ".publisher.json"].includes(path) && !path.startsWith("current/"))
        .sort(),
  };
}
