import { join } from "node:path";
import { readArguments, usage } from "./arguments";
import type { CheckpointResource } from "./checkpoint";
import { engineArguments } from "./commands";
import { findEngine } from "./engine";
import { localFolder } from "./folder";
import { isHeldBack } from "./held-back";
import { makeHome } from "./home";
import { missingProviders } from "./missing-providers";
import { runCommand } from "../problem";
import { runEngine } from "./run";
import { ownProject, script } from "./script";
import { LocalStack } from "./stack";
import { strays } from "./strays";
import { teardown } from "./teardown";

async function main(argv: readonly string[]): Promise<number> {
  const read = readArguments(argv, ownProject);
  if (read === "help") {
    console.log(usage());
    return 0;
  }
  const { command, flags, project } = read;
  const folder = localFolder(project, process.env);
  const home = makeHome(join(folder, "home"), findEngine());
  const stack = new LocalStack({ project, home, folder }, read.stack);
  if (command === "teardown") return teardown(stack, flags);
  stack.prepare();
  if (command === "strays") return strays(stack, flags);
  if (command === "pulumi") return runEngine(stack, [...flags, "--stack", stack.name], { cwd: stack.folder });
  const before = command === "destroy" ? stack.exported().resources : undefined;
  const code = await runEngine(stack, [...engineArguments[command](stack), ...flags]);
  if (code === 0) return code;
  if (before) sayHowToGoOn(stack, before);
  const missing = missingProviders(project);
  if (missing !== undefined) console.error(missing);
  return code;
}

/** A destroy that kept to Pulumi's protection has deleted nothing; one that was told not to, all but what is protected. */
function sayHowToGoOn(stack: LocalStack, before: readonly CheckpointResource[]): void {
  const left = stack.exported().resources ?? [];
  if (!left.some(isHeldBack)) return;
  const what =
    left.length === before.length
      ? `Nothing of ${stack.name} was deleted, and it has resources that are protected.`
      : `${stack.name} is half deleted: ${String(left.length)} of its ${String(before.length)} resources are left, ` +
        'and some of them are protected (docs/recovery.md, "Of a stack that still holds something back").';
  console.error(`${what} To take it down with its data: ${script("teardown", stack.name, stack.place.project)}`);
}

runCommand(main);
