import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The person's folder for what can be made again, outside every project. */
function cacheFolder(): string {
  const base = process.env["XDG_CACHE_HOME"] ?? "";
  return join(isAbsolute(base) ? base : join(homedir(), ".cache"), "clothesline", "bundles");
}

export function hashOf(...contents: (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex");
}

/** A file that was kept, or nothing. Whether it is whole is for the reader to see. */
export function kept(name: string): Buffer | undefined {
  try {
    return readFileSync(join(cacheFolder(), name));
  } catch {
    return undefined;
  }
}

/** Where a kept file lies. */
export function keptAt(name: string): string {
  return join(cacheFolder(), name);
}

/** Keeps a file, and tells where. Where nothing can be kept, it lies in a folder of its own until this process ends. */
export function keep(name: string, content: string | Uint8Array): string {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    return place(cacheFolder(), name, content);
  } catch {
    temporary ??= temporaryFolder();
    return place(temporary, name, content);
  }
}

let temporary: string | undefined;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "clothesline-bundles-"));
  process.on("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Written beside and moved into place: whoever reads at the same time finds all of it or nothing. */
function place(folder: string, name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, file);
  return file;
}
