import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackPlan } from "../../plan/stack-plan";

export const root = join(__dirname, "..", "..");

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the plan's command line as a person does: as a process. */
export function plan(...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, planCommand(...args), { cwd: root, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** What Node is given, in the root, to plan. */
export function planCommand(...args: string[]): string[] {
  return ["-r", "./typescript.cjs", join("plan", "main.ts"), ...args];
}

/** A small project of the tests' own, to be planned with --cwd. */
export function project(name: string): string[] {
  return ["--cwd", projectFolder(name)];
}

export function projectFolder(name: string): string {
  return join(__dirname, "projects", name);
}

/** Plans, and reads what --json wrote. */
export function planJson(...args: string[]): Run & { json: string } {
  const folder = mkdtempSync(join(tmpdir(), "clothesline-plan-"));
  try {
    const file = join(folder, "plan.json");
    const run = plan(...args, "--json", file);
    return { ...run, json: readFileSync(file, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function oneStack(...args: string[]): StackPlan {
  return JSON.parse(planJson(...args).json) as StackPlan;
}
