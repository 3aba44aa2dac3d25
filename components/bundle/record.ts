import type { Sources } from "./sources";

/** What a bundle came from, and which archive it is. */
export interface BundleRecord {
  sources: Sources;
  hash: string;
}

/** The record in a kept file, unless that is damaged. */
export function recordIn(file: Buffer | undefined): BundleRecord | undefined {
  if (file === undefined) return undefined;
  try {
    const content: unknown = JSON.parse(file.toString());
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(content: unknown): content is BundleRecord {
  if (typeof content !== "object" || content === null || !("sources" in content) || !("hash" in content)) return false;
  const { sources, hash } = content;
  return typeof sources === "object" && sources !== null && typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash);
}
