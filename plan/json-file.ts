import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Problem } from "../sandbox/problem";
import { isRecord } from "../sandbox/record";
import type { StackPlan } from "./stack-plan";
import type { WorkerAnswer } from "./worker";

/** What --json writes: one stack stands alone, several in a list; what cannot be planned is told beside them. */
export type JsonPlans = StackPlan | { stacks: StackPlan[]; broken?: { stack: string; message: string }[] };

export function jsonPlans(answers: readonly WorkerAnswer[]): JsonPlans {
  const stacks = answers.flatMap((answer) => ("planned" in answer ? [answer.planned.plan] : []));
  const broken = answers.flatMap((answer) =>
    "broken" in answer ? [{ stack: answer.stack, message: answer.broken }] : [],
  );
  const [only] = stacks;
  if (broken.length > 0) return { stacks, broken };
  return only && stacks.length === 1 ? only : { stacks };
}

export function writeJson(file: string, plans: JsonPlans): void {
  told(file, () => {
    writeFileSync(resolve(file), `${JSON.stringify(plans, undefined, 2)}\n`);
  });
}

/**
 * A plan that cannot be made must not leave an older one for its reader to take for the new one. What is no plan is
 * somebody's, named by mistake; a device or a pipe is only written to.
 */
export function removeOlder(file: string): void {
  told(file, () => {
    const path = resolve(file);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error("it is a folder; give the name of a file");
    if (!found?.isFile()) return;
    if (!isPlan(readFileSync(path, "utf8"))) throw new Error("it holds something that is no plan; give another name");
    rmSync(path);
  });
}

/** An empty file is one that somebody made room with, as mktemp does. */
function isPlan(text: string): boolean {
  if (text.trim() === "") return true;
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) && (Array.isArray(content["stacks"]) || Array.isArray(content["resources"]));
  } catch {
    return false;
  }
}

function told(file: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Problem(`--json ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
