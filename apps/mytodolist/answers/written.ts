import { readRevision, withWrite } from "../reading/revision";
import type { Settings } from "../settings";

/** The revision after a write: what the client has lately written, and this. */
export function revisionAfter(
  write: { id: string; version: number },
  sent: string | undefined,
  { cacheSeconds }: Settings,
  now: number,
): string {
  return withWrite(readRevision(sent ?? "", now), write, now, cacheSeconds).text;
}
