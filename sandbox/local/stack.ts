import { spawn, spawnSync, type SpawnOptions } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import type { Checkpoint } from "./checkpoint";
import { withoutReal, type Environment } from "./environment";
import type { Home } from "./home";
import { Problem } from "../problem";
import { notStarted } from "./run";
import { forLocalAccount, saltIn } from "./stack-file";

/** Where a project's local stacks live. */
export interface Place {
  /** The project: the folder of Pulumi.yaml. */
  project: string;
  home: Home;
  /** What the stacks leave behind: states, accounts, and copies of their configuration. */
  folder: string;
}

/** Seals the local states' secrets. It keeps nothing from anybody: what it seals is made up. */
const passphrase = "local";

/** A stack of a project, with a local account behind it. */
export class LocalStack {
  /** Everything that is in the account. */
  readonly accountFile: string;
  /** The stack's configuration, with what the engine adds to it. */
  readonly configFile: string;
  readonly environment: Environment;
  /** Where commands run that know no --config-file, so that whatever they write there is a copy's. */
  readonly folder: string;

  constructor(
    readonly place: Place,
    readonly name: string,
    environment: Environment = process.env,
  ) {
    this.folder = join(place.folder, "stacks", name);
    this.accountFile = join(this.folder, "account.json");
    this.configFile = join(this.folder, `Pulumi.${name}.yaml`);
    const state = this.stateFolder();
    mkdirSync(state, { recursive: true });
    this.environment = {
      ...withoutReal(environment),
      PULUMI_HOME: place.home.folder,
      // The engine replaces a state at once, but not the small file that it keeps beside each state in a folder: whoever
      // is killed while writing that leaves a state that no command reads ("failed to load checkpoint: EOF").
      PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      // Nothing is looked up or fetched: no newer version, no plugin, no package of the registry.
      PULUMI_SKIP_UPDATE_CHECK: "1",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
      PULUMI_DISABLE_REGISTRY_RESOLVE: "1",
      // Plugins of the person's own on PATH stay out of it.
      PULUMI_IGNORE_AMBIENT_PLUGINS: "1",
      // Some commands of the CLI have an AWS SDK of their own, which would find credentials by itself.
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      CLOTHESLINE_ACCOUNT: this.accountFile,
    };
  }

  /** Copies the configuration, as it is now, and makes the stack if it is new. */
  prepare(edit: (stackFile: string) => string = (same) => same): this {
    mkdirSync(this.folder, { recursive: true });
    const own = readFileSync(join(this.place.project, `Pulumi.${this.name}.yaml`), "utf8");
    const text = edit(forLocalAccount(own, this.name));
    writeFileSync(join(this.folder, "Pulumi.yaml"), readFileSync(join(this.place.project, "Pulumi.yaml")));
    const salt = this.salt();
    writeFileSync(this.configFile, `${text.trimEnd()}\n${salt}\n`);
    return this;
  }

  /** The arguments by which the engine finds this stack. */
  arguments(command: string, ...flags: string[]): string[] {
    return [command, "--stack", this.name, "--config-file", this.configFile, ...flags];
  }

  /** What a command of the CLI is started with: program, arguments and options. */
  start(args: readonly string[], options: SpawnOptions = {}) {
    return spawn(this.place.home.cli, args, { cwd: this.place.project, env: this.environment, ...options });
  }

  /** What the engine knows of the stack's resources. */
  exported(): Checkpoint {
    const { status, stdout, stderr } = this.ask(["stack", "export", "--stack", this.name]);
    if (status !== 0) throw new Problem(stderr.trim());
    return (JSON.parse(stdout) as { deployment: Checkpoint }).deployment;
  }

  /** The line that the engine adds to a stack's file, kept so that the checked-in file stays as it is. */
  private salt(): string {
    const file = join(this.folder, "salt");
    // A stack can be removed behind our back: pulumi:local runs any command.
    if (!existsSync(file) || !this.isKnown()) writeFileSync(file, this.init());
    return readFileSync(file, "utf8");
  }

  private isKnown(): boolean {
    const { status, stdout, stderr } = this.ask(["stack", "ls", "--json"]);
    if (status !== 0) throw new Problem(`The local stacks could not be listed:\n${stderr.trim()}`);
    return (JSON.parse(stdout) as { name: string }[]).some(({ name }) => name === this.name);
  }

  /** Has the engine make the stack, in a folder for that alone, because it writes its salt into the file it finds there. */
  private init(): string {
    const draft = mkdtempSync(join(this.folder, "new-"));
    try {
      copyFileSync(join(this.folder, "Pulumi.yaml"), join(draft, "Pulumi.yaml"));
      const { status, stderr } = this.ask(["stack", "init", this.name, "--non-interactive"], draft);
      const written = join(draft, `Pulumi.${this.name}.yaml`);
      const salt = existsSync(written) ? saltIn(readFileSync(written, "utf8")) : undefined;
      if (status === 0 && salt !== undefined) return salt;
      const advice = stderr.includes("already exists") ? this.halfMade() : "";
      throw new Problem(`The local stack ${this.name} could not be made:\n${stderr.trim()}${advice}`);
    } finally {
      rmSync(draft, { recursive: true });
    }
  }

  private halfMade(): string {
    return (
      "\nAnother run may be making it: wait for it, and try again. If there is none, one was cut short at that: " +
      `delete ${this.name}.json below ${this.stateFolder()}, and try again.`
    );
  }

  private stateFolder(): string {
    return join(this.place.folder, "state");
  }

  /** Runs a command of the CLI to its end, unseen. */
  private ask(args: readonly string[], cwd = this.folder) {
    const { cli } = this.place.home;
    const { error, ...answer } = spawnSync(cli, args, {
      ...{ cwd, env: this.environment, encoding: "utf8" },
      maxBuffer: 256 * 1024 * 1024,
    });
    if (error) throw new Problem(notStarted(cli, error));
    return answer;
  }
}
