import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Knowledge } from "../sandbox";
import type { WorkerAnswer } from "./worker";

/** Plans every stack, as many at a time as there are cores, and gives the answers in the order of the stacks. */
export async function planAll(
  root: string,
  stacks: readonly string[],
  knowledge: Knowledge,
  finished: (stack: string) => void,
): Promise<WorkerAnswer[]> {
  const answers: WorkerAnswer[] = [];
  const waiting = [...stacks.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, stack] = next;
      answers[place] = await planOne(root, stack, knowledge);
      finished(stack);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), stacks.length) }, worker));
  return answers;
}

function planOne(root: string, stack: string, knowledge: Knowledge): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    const child = fork(join(__dirname, "worker.ts"), [root, stack, knowledge], { cwd: join(__dirname, "..") });
    let answer: WorkerAnswer | undefined;
    child.on("message", (message: WorkerAnswer) => {
      answer = message;
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
