import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Knowledge } from "../sandbox";
import type { Lingering } from "./lingering";
import type { WorkerAnswer } from "./worker";

/** What to plan. */
export interface Wanted {
  root: string;
  stacks: readonly string[];
  knowledge: Knowledge;
  withoutEnvironments: boolean;
}

/** Told of how far the plans are. */
interface Watcher {
  finished: (stack: string) => void;
  lingering: (told: Lingering) => void;
}

/** Plans every stack, as many at a time as there are cores, and gives the answers in the order of the stacks. */
export async function planAll(wanted: Wanted, watcher: Watcher): Promise<WorkerAnswer[]> {
  const { stacks } = wanted;
  const answers: WorkerAnswer[] = [];
  const waiting = [...stacks.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, stack] = next;
      answers[place] = await planOne(wanted, stack, watcher);
      watcher.finished(stack);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), stacks.length) }, worker));
  return answers;
}

function planOne(
  { root, knowledge, withoutEnvironments }: Wanted,
  stack: string,
  watcher: Watcher,
): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    const args = [root, stack, knowledge, ...(withoutEnvironments ? ["without-environments"] : [])];
    const child = fork(join(__dirname, "worker.ts"), args, { cwd: join(__dirname, "..") });
    let answer: WorkerAnswer | undefined;
    child.on("message", (message: WorkerAnswer | Lingering) => {
      if ("heldBy" in message) watcher.lingering(message);
      else answer = message;
    });
    child.on("exit", (code, signal) => {
      const cause = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
      const broken =
        code === 0
          ? "the program ended before it was done: something waits for a value that never comes"
          : `the process that planned it ended with ${cause}`;
      resolve(answer ?? { stack, broken });
    });
  });
}
