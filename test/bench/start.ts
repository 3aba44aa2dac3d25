import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { spread } from "./spread";

/**
 * What `npm start` costs beside a floor: a script that loads the same SDK packages and does nothing, once per stack.
 * Both are run in turn, so that a machine that slows down slows both; figures are of whole processes, children too.
 */
const root = join(__dirname, "..", "..");
const stacks = ["dev", "prod"];
const runs = 5;

/** User and system seconds of a command and all its children, as the shell accounts for them. */
function cpuSeconds(command: string, environment: NodeJS.ProcessEnv = {}): number {
  const { stdout, status } = spawnSync("sh", ["-c", `{ ${command}; } >/dev/null 2>&1 || exit 3; times`], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`the bench cannot run: ${command} failed`);
  const children = stdout.trim().split("\n").at(-1) ?? "";
  return children.split(/\s+/).reduce((sum, time) => {
    const [minutes = "0", seconds = "0"] = time.split("m");
    return sum + Number(minutes) * 60 + parseFloat(seconds);
  }, 0);
}

/** The first start of a clean clone: nothing is transpiled but what `npm ci` prepares, and nothing is bundled. */
function firstStart(): number {
  rmSync(join(root, "node_modules", ".cache", "clothesline-transpiled"), { recursive: true, force: true });
  execFileSync("npm", ["run", "prepare"], { cwd: root, stdio: "ignore", shell: process.platform === "win32" });
  const cache = mkdtempSync(join(tmpdir(), "clothesline-bench-"));
  try {
    return cpuSeconds(start, { XDG_CACHE_HOME: cache });
  } finally {
    rmSync(cache, { recursive: true });
  }
}

interface Probe {
  sdkPackages: string[];
  peakMegabytes: number;
}

/** Plans one stack with a probe that looks, at the end, at what was loaded and how much memory it took. */
function probe(stack: string): Probe {
  const options = ["-r", "./typescript.cjs", "-r", join(__dirname, "probe.ts")];
  const worker = [...options, join(root, "plan", "worker.ts"), root, stack, "preview"];
  const { stdout } = spawnSync(process.execPath, worker, { cwd: root, encoding: "utf8" });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Probe;
}

const probes = stacks.map(probe);
const packages = [...new Set(probes.flatMap(({ sdkPackages }) => sdkPackages))].sort();
const load = packages.map((name) => `require(${JSON.stringify(name)})`).join(";");
const floor = stacks.map(() => `node -e '${load}'`).join(" && ");
const start = "npm start";

cpuSeconds(start);
cpuSeconds(floor);
const pairs = Array.from({ length: runs }, () => ({ start: cpuSeconds(start), floor: cpuSeconds(floor) }));
const firsts = Array.from({ length: runs }, () => ({ start: firstStart(), floor: cpuSeconds(floor) }));

console.log(
  `node ${process.versions.node}, ${String(cpus().length)} cores, ${String(runs)} pairs after one warm-up: median (least to most)`,
);
console.log(`npm start, ${stacks.join(" and ")}      CPU s   ${spread(pairs.map((pair) => pair.start))}`);
console.log(`floor: ${packages.join(", ")}   CPU s   ${spread(pairs.map((pair) => pair.floor))}`);
console.log(
  `npm start / floor             ratio   ${spread(pairs.map((pair) => pair.start / pair.floor))}   at most 3`,
);
console.log(
  `the first one after npm ci    ratio   ${spread(firsts.map((pair) => pair.start / pair.floor))}   at most 3`,
);
for (const [place, stack] of stacks.entries()) {
  const { peakMegabytes = 0 } = probes[place] ?? {};
  console.log(`peak memory of ${stack}'s plan      MB   ${peakMegabytes.toFixed(0)}   under 400`);
}
