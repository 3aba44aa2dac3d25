import { join } from "node:path";
import { readArguments, usage } from "./arguments";
import { engineArguments } from "./commands";
import { findEngine } from "./engine";
import { localFolder } from "./folder";
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
  const code = await runEngine(stack, [...engineArguments[command](stack), ...flags]);
  if (code === 0) return code;
  if (command === "destroy") sayHowToUnprotect(stack);
  const missing = missingProviders(project);
  if (missing !== undefined) console.error(missing);
  return code;
}

function sayHowToUnprotect(stack: LocalStack): void {
  const isProtected = (stack.exported().resources ?? []).some(({ protect = false }) => protect);
  if (!isProtected) return;
  console.error(
    `${stack.name} has protected resources, so nothing of it is deleted by a mere destroy. ` +
      `To take it down with its data: ${script("teardown", stack.name, stack.place.project)}`,
  );
}

runCommand(main);
