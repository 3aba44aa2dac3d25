import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { ProgramError, type Knowledge } from "../sandbox";
import { Broken } from "./broken";
import { planStack, type PlannedStack } from "./stack-plan";
import { readStackFile } from "./stacks";

/** What a worker sends back: the plan, or what is wrong. */
export type WorkerAnswer = { stack: string; planned: PlannedStack } | { stack: string; broken: string };

// A program's outputs are what its module exports, whichever way it says so; `import` would look for a default.
const load = createRequire(__filename);

/** Plans one stack in a process of its own, so that several use several cores. */
async function work(root: string, stack: string, knowledge: Knowledge): Promise<WorkerAnswer> {
  try {
    const file = readStackFile(root, stack);
    // As Pulumi's own runner does: the program starts in its folder, and is loaded inside the run, so that an error
    // while loading is the program's too.
    process.chdir(statSync(file.program).isDirectory() ? file.program : dirname(file.program));
    const program = (): unknown => {
      const exported: unknown = load(file.program);
      return typeof exported === "function" ? (exported as () => unknown)() : exported;
    };
    return { stack, planned: await planStack(file, knowledge, program) };
  } catch (error) {
    if (error instanceof ProgramError) return { stack, broken: error.explain(root) };
    if (error instanceof Broken) return { stack, broken: error.message };
    throw error;
  }
}

function send(answer: WorkerAnswer): void {
  process.send?.(answer, () => process.exit(0));
}

const [root = "", stack = "", knowledge = "preview"] = process.argv.slice(2);
// What a program throws from a timer reaches nobody who called it.
process.on("uncaughtException", (error) => {
  send({ stack, broken: new ProgramError([error]).explain(root) });
});
void work(root, stack, knowledge === "deployed" ? "deployed" : "preview").then(send);
