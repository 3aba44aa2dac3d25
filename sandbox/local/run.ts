import { once } from "node:events";
import type { SpawnOptions } from "node:child_process";
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
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", letItEnd).off("SIGTERM", passOn);
  return code ?? 1;
}
