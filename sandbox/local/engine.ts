import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { buildEngine, findGo, goNeeded } from "./engine-build";
import { cacheFolder } from "./cache-folder";
import { executable, onPath, withoutReal, type Environment } from "./environment";
import { Problem } from "../problem";
import { isAtLeast, versionIn } from "./version";

/** The version that is built where there is none. */
const builtVersion = "3.259.0";

/** The oldest engine that the SDK here is made for. */
const oldestVersion = "3.248.0";

interface Search {
  environment?: Environment;
  /** Told to the person while they wait. */
  say?: (message: string) => void;
  build?: typeof buildEngine;
}

/** The Pulumi CLI: the person's own if it is new enough, else the one in their cache, which is built if need be. */
export function findEngine(search: Search = {}): string {
  const { environment = process.env, say = tell, build = buildEngine } = search;
  const installed = onPath("pulumi", environment).map((file) => ({ file, version: versionOf(file, environment) }));
  const usable = installed.find(({ version }) => version !== undefined && isAtLeast(version, oldestVersion));
  if (usable) return usable.file;

  const folder = join(cacheFolder(environment), `pulumi-v${builtVersion}`);
  const cached = join(folder, executable("pulumi"));
  if (existsSync(cached)) return cached;

  const go = findGo(environment);
  if (!("file" in go)) throw new Problem(nowhere(installed, cached, go.found));
  say(
    `There is no Pulumi CLI ${oldestVersion} or later on PATH, so version ${builtVersion} is built from its source, once: ` +
      `3 to 7 minutes and 115 MB, kept in ${short(folder)}.`,
  );
  const start = Date.now();
  build({ go: go.file, folder, version: builtVersion, environment });
  say(`Built in ${String(Math.round((Date.now() - start) / 1000))} s.`);
  return cached;
}

function versionOf(file: string, environment: Environment): string | undefined {
  const { stdout } = spawnSync(file, ["version"], {
    encoding: "utf8",
    // Without a look at the network, and without a folder of its own in the person's home.
    env: { ...withoutReal(environment), PULUMI_SKIP_UPDATE_CHECK: "1", PULUMI_HOME: cacheFolder(environment) },
  });
  return versionIn(stdout);
}

function nowhere(
  installed: readonly { file: string; version: string | undefined }[],
  cached: string,
  go: string | undefined,
): string {
  const found = installed.map(({ file, version }) => `${file} (${version ?? "it does not say its version"})`);
  return [
    "The local account needs the Pulumi CLI, or Go to build it once; neither is here.",
    `  looked on PATH   for pulumi ${oldestVersion} or later: ${found.length > 0 ? found.join(", ") : "none"}`,
    `  looked in cache  for ${short(cached)}: none`,
    `  looked on PATH   for go ${goNeeded} or later: ${go ?? "none"}`,
    "Install one of them: Pulumi (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/), then try again.",
  ].join("\n");
}

function short(path: string): string {
  return path.startsWith(homedir()) ? `~${path.slice(homedir().length)}` : path;
}

function tell(message: string): void {
  console.error(message);
}
