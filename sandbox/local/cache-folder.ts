import { homedir, platform } from "node:os";
import { join } from "node:path";
import type { Environment } from "./environment";

/** Where this user's programs keep what they can make again. */
export function cacheFolder(environment: Environment = process.env): string {
  return join(userCache(environment), "clothesline");
}

function userCache(environment: Environment): string {
  if (platform() === "win32") return environment["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local");
  // The XDG specification has an empty or relative value count as none.
  const given = environment["XDG_CACHE_HOME"] ?? "";
  if (given.startsWith("/")) return given;
  return platform() === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}
