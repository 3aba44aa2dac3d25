import { once } from "node:events";
import type { SpawnOptions } from "node:child_process";
import { Problem } from "../problem";
import type { LocalStack } from "./stack";

/** Runs the engine before the person's eyes. It hears Ctrl+C itself, and ends in its own time. */
export async function runEngine(
  stack: LocalStack,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  const child = stack.start(args, { stdio: "inherit", ...options });
  const letItEnd = () => undefined;
  const passOn = () => child.kill("SIGTERM");
  process.on("SIGINT", letItEnd).on("SIGTERM", passOn);
  const ended = once(child, "exit") as Promise<[number | null]>;
  const [code] = await ended.catch((error: unknown) => {
    throw new Problem(notStarted(stack.place.home.cli, error));
  });
  process.off("SIGINT", letItEnd).off("SIGTERM", passOn);
  return code ?? 1;
}

/** What to say of a CLI that did not even begin. */
export function notStarted(cli: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The Pulumi CLI of the local account could not be run: ${reason}. Delete ${cli}, which is made anew, and try again.`;
}
