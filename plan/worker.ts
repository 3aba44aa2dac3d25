import { createRequire } from "node:module";
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
    process.chdir(file.programFolder);
    const program = (): unknown => {
      const exported: unknown = load(file.programFolder);
      return typeof exported === "function" ? (exported as () => unknown)() : exported;
    };
    return { stack, planned: await planStack(file, knowledge, program) };
  } catch (error) {
    if (error instanceof ProgramError) return { stack, broken: error.explain(root) };
    if (error instanceof Broken) return { stack, broken: error.message };
    throw error;
  }
}

const [root = "", stack = "", knowledge = "preview"] = process.argv.slice(2);
void work(root, stack, knowledge === "deployed" ? "deployed" : "preview").then((answer) => {
  process.send?.(answer, () => process.exit(0));
});
