import { open } from "node:fs/promises";

/** Returns once the names in a folder would survive the server. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
