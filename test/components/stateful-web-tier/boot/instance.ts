import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootScript, releaseRunnerScript } from "../../../../components/stateful-web-tier/boot/boot-script";
import type { ReleaseRunnerSettings } from "../../../../components/stateful-web-tier/boot/settings";

const standIn = join(__dirname, "stand-in.sh");
const replaced = ["aws", "curl", "dnf", "mount", "mountpoint", "readlink", "systemctl", "test"];

const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What a run came to. */
export interface Outcome {
  code: number | null;
  /** All that was printed, as the journal and the console show it. */
  log: string;
}

/** An instance whose every outside is a stand-in, and whose clock moves only where the script sleeps. */
export class Instance {
  readonly folder = mkdtempSync(join(tmpdir(), "clothesline-instance-"));
  readonly settings: ReleaseRunnerSettings;

  constructor(settings: Partial<ReleaseRunnerSettings> = {}) {
    this.settings = {
      fileSystemId: "fs-0123456789abcdef0",
      accessPointId: "fsap-0123456789abcdef0",
      port: 8080,
      healthPath: "/health",
      environment: {},
      secretArns: {},
      bootTimeoutSeconds: 60,
      folders: {
        program: join(this.folder, "lib"),
        memory: join(this.folder, "run"),
        share: join(this.folder, "share"),
        units: join(this.folder, "units"),
      },
      ...settings,
    };
    folders.push(this.folder);
    for (const name of ["bin", "events", "units", "secrets", "share/releases", "metadata/placement"]) {
      mkdirSync(join(this.folder, name), { recursive: true });
    }
    mkdirSync(join(this.folder, "metadata/autoscaling"));
    for (const name of replaced) symlinkSync(standIn, join(this.folder, "bin", name));
    this.holds("clock", 0).holds("healthy", "").holds("state", "Pending:Wait");
    this.holds("metadata/instance-id", "i-0123456789abcdef0");
    this.holds("metadata/placement/availability-zone", "eu-west-1b").holds("metadata/placement/region", "eu-west-1");
    this.holds("packages-from", 0).holds("share-from", 0).holds("hook-from", 0);
  }

  /** A fact about the world around the instance. */
  holds(file: string, content: string | number): this {
    writeFileSync(join(this.folder, file), `${content}\n`);
    return this;
  }

  /** Takes a fact away. */
  lacks(file: string): this {
    rmSync(join(this.folder, file), { recursive: true });
    return this;
  }

  /** A release on the share; healthy wherever it runs unless told otherwise. */
  release(version: string, healthyAs: ("main" | "trial")[] = ["main", "trial"]): this {
    const folder = join(this.folder, "share/releases", version);
    mkdirSync(folder);
    writeFileSync(join(folder, "start"), "#!/bin/sh\n");
    chmodSync(join(folder, "start"), 0o755);
    const healthy = this.read("healthy") + healthyAs.map((as) => `${version} ${as}\n`).join("");
    writeFileSync(join(this.folder, "healthy"), healthy);
    return this;
  }

  current(version: string): this {
    symlinkSync(`releases/${version}`, join(this.folder, "share/current"));
    return this;
  }

  /** Something that happens outside while the script waits. */
  later(second: number, shell: string): this {
    return this.holds(`events/${second}`, shell);
  }

  flips(second: number, version: string): this {
    return this.later(second, `ln -sfn releases/${version} share/current`);
  }

  leaves(second: number): this {
    return this.later(
      second,
      "echo Terminated >metadata/autoscaling/target-lifecycle-state; echo Terminating:Wait >state",
    );
  }

  /** The first boot, with the script as user data. */
  boots(script = this.script()): Outcome {
    const file = join(this.folder, "user-data");
    writeFileSync(file, script, { mode: 0o700 });
    return this.run(file);
  }

  /** What systemd starts later on: boot or agent. */
  runs(command: "boot" | "agent"): Outcome {
    return this.run(join(this.folder, "lib/boot.sh"), command);
  }

  script(): string {
    return bootScript(this.settings, { launchHookName: "serves", terminateHookName: "drains" });
  }

  /** The next call of a command never comes back by itself. */
  hangs(command: string): this {
    return this.holds(`hangs-${command}`, "");
  }

  /** Whether that call has been made. */
  hasHung(command: string): boolean {
    return !existsSync(join(this.folder, `hangs-${command}`));
  }

  /** The script with little patience for one try, since what hangs takes real time. */
  impatientScript(): string {
    return this.script().replaceAll(/^([A-Z]+_BOUND)='\d+'$/gm, "$1='0.5'");
  }

  scriptOutsideAnyGroup(): string {
    return releaseRunnerScript(this.settings);
  }

  /** The calls of a command, each with the second in which it was made. */
  calls(command: string): { second: number; words: string }[] {
    const lines = existsSync(join(this.folder, "calls")) ? this.read("calls").split("\n") : [];
    return lines.flatMap((line) => {
      const [second, name, ...words] = line.split(" ");
      return name === command ? [{ second: Number(second), words: words.join(" ") }] : [];
    });
  }

  /** What the group's hooks were told, in order. */
  told(): string[] {
    return this.calls("aws")
      .filter(({ words }) => words.startsWith("autoscaling complete-lifecycle-action"))
      .map(({ words }) => {
        assert.match(words, /--auto-scaling-group-name the fleet --lifecycle/);
        assert.match(words, /--instance-id i-0123456789abcdef0 /);
        return `${/--lifecycle-hook-name (\S+)/.exec(words)?.[1]} ${/--lifecycle-action-result (\S+)/.exec(words)?.[1]}`;
      });
  }

  /** The starts and stops of the release, in order, each with its second. */
  services(): string[] {
    return this.calls("systemctl")
      .filter(({ words }) => words.includes("clothesline-release@"))
      .map(({ second, words }) => `${second} ${words.replace("clothesline-release@", "").replace(".service", "")}`);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  get clock(): number {
    return Number(this.read("clock"));
  }

  private run(file: string, ...args: string[]): Outcome {
    const path = `${join(this.folder, "bin")}:${process.env["PATH"] ?? ""}`;
    const { status, stdout, stderr } = spawnSync("bash", [file, ...args], {
      encoding: "utf8",
      // What waits without a bound ends here, and no test takes being killed for an answer.
      timeout: 30_000,
      killSignal: "SIGKILL",
      env: { PATH: path, WORLD: this.folder, BASH_ENV: join(__dirname, "clock.sh") },
    });
    return { code: status, log: stdout + stderr };
  }
}
