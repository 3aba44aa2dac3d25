import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { policyPack } from "../../sandbox/local/commands";
import { findEngine } from "../../sandbox/local/engine";
import { makeHome, type Home } from "../../sandbox/local/home";
import { LocalStack } from "../../sandbox/local/stack";
import { stacksOf } from "../../sandbox/local/stacks";
import { readEvents, type EngineEvent } from "./events";

/** How long a test may take: none of them is about speed, and the machine may be busy with other things. */
export const patience = 15 * 60_000;

/** The program of this repository. */
export const program = join(__dirname, "..", "..");

export function fixture(name: string): string {
  return join(__dirname, "fixtures", name);
}

/**
 * Components by themselves, of which only changes are tried: those that a system's configuration does not let a person
 * make, or that are told of one component more cheaply than of a whole stack.
 */
export function alone(name: string): string {
  return join(__dirname, "alone", name);
}

const fixtures = readdirSync(join(__dirname, "fixtures")).sort();

/** What the tests go over: every stack of the program and of each fixture, which are tested by being there. */
export const tried = [program, ...fixtures.map(fixture)].flatMap((project) =>
  stacksOf(project).map((stack) => ({ project, stack, title: `${nameOf(project)} ${stack}` })),
);

function nameOf(project: string): string {
  return /^name: (.*)$/m.exec(readFileSync(join(project, "Pulumi.yaml"), "utf8"))?.[1] ?? project;
}

/** What the engine did: how it ended, what it wrote, and every event of it. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
  events: EngineEvent[];
}

/** States and accounts of a test's own, under one Pulumi home for all tests. */
export class Workspace {
  private readonly folder = mkdtempSync(join(scratch(), "workspace-"));

  constructor(private readonly project: string = program) {}

  /** The same stacks, states and accounts once more, to be changed in another way. */
  copy(project = this.project): Workspace {
    const copy = new Workspace(project);
    cpSync(this.folder, copy.folder, { recursive: true });
    return copy;
  }

  /** A stack, with its configuration copied as it is now, and edited. */
  stack(name: string, edit?: (stackFile: string) => string): TestStack {
    return new TestStack({ project: this.project, home: theHome(), folder: this.folder }, name).prepare(edit);
  }
}

/** A local stack whose engine keeps its events. */
export class TestStack extends LocalStack {
  preview(...flags: string[]): Promise<Run> {
    return this.run("preview", "--policy-pack", policyPack, ...flags);
  }

  previewUnjudged(...flags: string[]): Promise<Run> {
    return this.run("preview", ...flags);
  }

  /** Without the preview before it, which tests ask for by itself. */
  up(...flags: string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", "--policy-pack", policyPack, ...flags);
  }

  upUnjudged(...flags: string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", ...flags);
  }

  refresh(...flags: string[]): Promise<Run> {
    return this.run("refresh", "--yes", "--skip-preview", ...flags);
  }

  /** With its preview, which is what refuses to delete what is protected. */
  destroy(...flags: string[]): Promise<Run> {
    return this.run("destroy", "--yes", ...flags);
  }

  upWithPreview(...flags: string[]): Promise<Run> {
    return this.run("up", "--yes", "--policy-pack", policyPack, ...flags);
  }

  private async run(command: string, ...flags: string[]): Promise<Run> {
    const log = join(this.folder, "events.json");
    rmSync(log, { force: true });
    const run = await this.cli(...this.arguments(command), "--event-log", log, ...flags);
    return { ...run, events: readEvents(log) };
  }

  /** Any command of the CLI, from the project's folder. */
  async cli(...args: string[]): Promise<Omit<Run, "events">> {
    const { stdout, stderr, closed } = this.piped(args);
    const [out, errors, [code]] = await Promise.all([text(stdout), text(stderr), closed]);
    return { code, stdout: out, stderr: errors };
  }

  private piped(args: readonly string[]) {
    // The engine shows its event log only to those who debug it.
    const env = { ...this.environment, PULUMI_DEBUG_COMMANDS: "1" };
    const child = this.start(args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const { stdout, stderr } = child;
    if (!stdout || !stderr) throw new Error("the engine was started without pipes");
    const kill = () => child.kill("SIGKILL");
    return { stdout, stderr, kill, closed: once(child, "close") as Promise<[number | null]> };
  }

  /** An up whose engine is killed without warning, once it has made so many resources. */
  async upKilledAfter(resources: number): Promise<void> {
    const { stdout, ...child } = this.piped([...this.arguments("up"), "--yes", "--skip-preview"]);
    let made = 0;
    for await (const line of createInterface({ input: stdout })) {
      if (isMade(line)) made += 1;
      if (made === resources) child.kill();
    }
    await child.closed;
  }

  account(): string {
    return existsSync(this.accountFile) ? readFileSync(this.accountFile, "utf8") : "";
  }
}

/** Whether a line of an up says that something was made. */
export function isMade(line: string): boolean {
  return line.includes(" created (");
}

/** A stack that is up, and the up that brought it there. */
interface Deployed {
  workspace: Workspace;
  up: Run;
}

const kept = new Map<string, Promise<Deployed>>();

/**
 * A workspace in which a stack is up already, judged by nobody: to be copied, and made once in a run of the tests for
 * each configuration that somebody asks for.
 */
export async function deployed(stack: string, project = program, edit?: (file: string) => string): Promise<Workspace> {
  return (await broughtUp(stack, project, edit)).workspace;
}

/** The up that brought a stack there from nothing. */
export async function upFromNothing(stack: string, project = program): Promise<Run> {
  return (await broughtUp(stack, project)).up;
}

function broughtUp(stack: string, project: string, edit = (file: string) => file): Promise<Deployed> {
  const key = [project, stack, edit(configurationOf(stack, project))].join("\n");
  const made = kept.get(key) ?? bringUp(stack, new Workspace(project), edit);
  kept.set(key, made);
  return made;
}

/** A stack's file as it is checked in. */
export function configurationOf(stack: string, project = program): string {
  return readFileSync(join(project, `Pulumi.${stack}.yaml`), "utf8");
}

async function bringUp(stack: string, workspace: Workspace, edit: (file: string) => string): Promise<Deployed> {
  const up = await workspace.stack(stack, edit).upUnjudged();
  if (up.code !== 0) throw new Error(`the stack ${stack} did not come up:\n${up.stdout}${up.stderr}`);
  return { workspace, up };
}

let scratchFolder: string | undefined;
let home: Home | undefined;

function theHome(): Home {
  return (home ??= makeHome(join(scratch(), "home"), findEngine()));
}

/** One folder for a whole run of the tests, gone with it. */
function scratch(): string {
  if (scratchFolder !== undefined) return scratchFolder;
  const made = mkdtempSync(join(tmpdir(), "clothesline-engine-"));
  process.on("exit", () => {
    rmSync(made, { recursive: true, force: true });
  });
  return (scratchFolder = made);
}
