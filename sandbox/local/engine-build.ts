import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { executable, onPath, type Environment } from "./environment";
import { Problem } from "../problem";
import { isAtLeast, versionIn } from "./version";

/** What the CLI's own module asks for. */
export const goNeeded = "1.25.11";

/** The first Go on PATH that is new enough, or what was found instead. */
export function findGo(environment: Environment): { file: string } | { found: string | undefined } {
  const all = onPath("go", environment).map((file) => {
    const { stdout } = spawnSync(file, ["env", "GOVERSION"], { encoding: "utf8", env: environment });
    return { file, version: versionIn(stdout) };
  });
  const usable = all.find(({ version }) => version !== undefined && isAtLeast(version, goNeeded));
  if (usable) return usable;
  return { found: all.map(({ file, version }) => `${file} (${version ?? "it does not say its version"})`)[0] };
}

interface Build {
  go: string;
  /** Where the finished CLI is to stand. */
  folder: string;
  version: string;
  environment: Environment;
}

/** Builds the CLI from its Go module, beside where it is to stand, and moves it into place when it is whole. */
export function buildEngine({ go, folder, version, environment }: Build): void {
  removeAbandonedDrafts(folder);
  const draft = `${folder}.${String(process.pid)}.draft`;
  mkdirSync(draft, { recursive: true });
  try {
    writeFileSync(join(draft, "go.mod"), moduleText(version));
    const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
    const output = executable("pulumi");
    run(go, ["mod", "tidy"], draft, environment);
    run(
      go,
      ["build", "-ldflags", flags, "-o", output, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
      draft,
      environment,
    );
    moveIntoPlace(draft, folder, output);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whoever stops a build with Ctrl+C leaves its draft behind. */
function removeAbandonedDrafts(folder: string): void {
  const [parent, name] = [dirname(folder), basename(folder)];
  if (!existsSync(parent)) return;
  for (const entry of readdirSync(parent)) {
    const owner = /^\.(\d+)\.draft$/.exec(entry.startsWith(name) ? entry.slice(name.length) : "")?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function moduleText(version: string): string {
  return [
    "module clothesline/engine",
    `go ${goNeeded}`,
    "tool github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    `require github.com/pulumi/pulumi/pkg/v3 v${version}`,
    "",
  ].join("\n\n");
}

function run(go: string, args: string[], cwd: string, environment: Environment): void {
  // GOFLAGS and a workspace of the person's own would change what is built.
  const env = { ...environment, GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0" };
  const { status, stderr } = spawnSync(go, args, { cwd, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (status === 0) return;
  const said = stderr.trimEnd().split("\n").slice(-10);
  throw new Problem(
    [`The Pulumi CLI could not be built: \`go ${args[0] ?? ""} ${args[1] ?? ""}\` failed.`, ...said, advice].join("\n"),
  );
}

const advice =
  "The build downloads Go modules, so it needs the network (or a proxy in GOPROXY) this once. " +
  "Or install the CLI itself: https://www.pulumi.com/docs/install/";

/** Two builds at once both end well: the one that comes second finds the first one's in place. */
function moveIntoPlace(draft: string, folder: string, output: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(join(folder, output))) throw error;
  }
}
