import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Broken } from "./broken";
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

/** A plan that cannot be made must not leave an older one for its reader to take for the new one. */
export function removeOlder(file: string): void {
  told(file, () => {
    rmSync(resolve(file), { force: true });
  });
}

function told(file: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Broken(`--json ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
