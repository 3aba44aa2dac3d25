import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { openPromise, type ZipFile } from "yauzl";
import { planArchive, type PlannedFile } from "./archive-plan";
import { Refusal } from "./refusal";
import type { ArchiveLimits } from "./settings";
import { syncFolder } from "./sync-folder";
import { isFileSystemError } from "./system-error";

const workers = 8;

/**
 * Unpacks an archive into an empty folder and returns the digest of what is there now, names and executable bits
 * included: the same for the same release, however and whenever it was packed.
 */
export async function unpack(archivePath: string, folder: string, limits: ArchiveLimits): Promise<string> {
  // Sizes are validated: a file that unpacks to more than its entry says is cut off there. Names are left as they are.
  const archive = await sound(() =>
    openPromise(archivePath, { autoClose: false, decodeStrings: false, validateEntrySizes: true }),
  );
  try {
    const plan = await sound(() => planArchive(archive, limits));
    for (const path of plan.folders) await mkdir(join(folder, path));
    const lines = plan.folders.map((path) => JSON.stringify([path]));
    await eachOf(plan.files, async (file) => {
      const digest = await sound(() => unpackFile(archive, file, join(folder, file.path)));
      lines.push(JSON.stringify([file.path, file.executable, digest]));
    });
    for (const path of ["", ...plan.folders]) await syncFolder(join(folder, path));
    return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
  } finally {
    archive.close();
  }
}

/** Works on several at once, since on the share even a small file takes a few journeys there and back. */
async function eachOf<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const item of queue) {
      if (failures.length === 0) await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  // Nobody may still write where what was unpacked is being removed, so all end before a failure is told.
  await Promise.all(Array.from({ length: workers }, worker));
  if (failures.length > 0) throw failures[0];
}

/** Streams one file to its place, on the disk when it returns. */
async function unpackFile(archive: ZipFile, { path, entry, executable }: PlannedFile, to: string): Promise<string> {
  const hash = createHash("sha256");
  let crc = 0;
  await pipeline(
    await archive.openReadStreamPromise(entry),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        crc = crc32(chunk, crc);
        yield chunk;
      }
    },
    createWriteStream(to, { flags: "wx", mode: executable ? 0o755 : 0o644, flush: true }),
  );
  if (crc !== entry.crc32) throw new Error(`the checksum of ${JSON.stringify(path)} does not match`);
  return hash.digest("hex");
}

/** An archive that cannot be read is its sender's to mend; a file system that fails is not. */
async function sound<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error) || isFileSystemError(error)) throw error;
    throw new Refusal(`it is not a sound zip: ${error.message}. Fix: pack and upload it again.`);
  }
}
