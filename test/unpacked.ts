import { chmodSync, createWriteStream, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";

/** The names of what is in an archive, in its order. */
export async function namesIn(archive: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of (await openPromise(archive)).eachEntry()) names.push(entry.fileName);
  return names;
}

/** Unpacks an archive of our own making into a folder, with the modes that it says, and gives the folder. */
export async function unpacked(archive: string, folder: string): Promise<string> {
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const file = join(folder, entry.fileName);
    mkdirSync(dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
    // Unix keeps a file's mode in the upper half.
    chmodSync(file, (entry.externalFileAttributes >>> 16) & 0o777);
  }
  return folder;
}
