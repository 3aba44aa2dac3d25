import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { join } from "node:path";

const always = ["end-with-parent.cjs", "errors-without-colours.cjs"].map((file) => join(__dirname, "..", file));

/** How a runner is started, and the files that Node loads before it. */
type Start = SpawnOptions & { loadedFirst?: readonly string[] };

/** The programs that a language host has started, so that none outlives it. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  constructor() {
    process.on("exit", () => {
      this.end();
    });
  }

  /** Starts one of the runners that @pulumi/pulumi ships. */
  start(runner: string, args: readonly string[], { loadedFirst = [], ...options }: Start): ChildProcess {
    const first = [...always, ...loadedFirst].flatMap((file) => ["-r", file]);
    const child = spawn(process.execPath, [...first, require.resolve(runner), ...args], options);
    this.running.add(child);
    child.on("close", () => this.running.delete(child));
    return child;
  }

  end(): void {
    for (const child of this.running) child.kill();
  }
}

/** How a program ended: its exit code, or the signal that ended it. */
export function ended(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    // Not "exit": what the program has written last may still be on its way.
    child.on("close", (code: number | null, signal: NodeJS.Signals | null) => {
      resolve(code ?? signal ?? 1);
    });
  });
}
