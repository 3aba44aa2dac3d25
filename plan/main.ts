import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readArguments, usage } from "./arguments";
import { Broken } from "./broken";
import { Progress } from "./progress";
import { report } from "./report";
import type { StackPlan } from "./stack-plan";
import { checkStacks, stacksOf } from "./stacks";
import type { WorkerAnswer } from "./worker";
import { planAll } from "./workers";

async function main(argv: string[]): Promise<number> {
  const args = readArguments(argv);
  if (args.help) {
    console.log(usage);
    return 0;
  }
  const root = args.cwd === undefined ? join(__dirname, "..") : resolve(args.cwd);
  const stacks = args.stacks.length > 0 ? args.stacks : stacksOf(root);
  checkStacks(root, stacks);
  // A plan that fails must not leave an older one for its reader to take for the new one.
  if (args.json !== undefined) rmSync(resolve(args.json), { force: true });
  const progress = new Progress(stacks);
  const answers = await planAll(root, stacks, args.knowledge, (stack) => {
    progress.finished(stack);
  });
  progress.end();
  if (args.json !== undefined) writeJson(args.json, answers);
  console.log(report(answers, args.knowledge));
  return exitCode(answers);
}

function exitCode(answers: readonly WorkerAnswer[]): number {
  if (answers.some((answer) => "broken" in answer)) return 2;
  const violated = answers.some(
    (answer) =>
      "planned" in answer && answer.planned.plan.policies.violations.some(({ level }) => level === "mandatory"),
  );
  return violated ? 1 : 0;
}

/** One stack stands alone in the file, several in a list. A broken stack has no plan to write. */
function writeJson(file: string, answers: readonly WorkerAnswer[]): void {
  const plans: StackPlan[] = answers.flatMap((answer) => ("planned" in answer ? [answer.planned.plan] : []));
  if (plans.length === 0) return;
  const content = answers.length === 1 ? plans[0] : { stacks: plans };
  try {
    writeFileSync(resolve(file), `${JSON.stringify(content, undefined, 2)}\n`);
  } catch (error) {
    throw new Broken(`--json ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof Broken)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  },
);
