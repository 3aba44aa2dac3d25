import { join, resolve } from "node:path";
import { readArguments, usage } from "./arguments";
import { runCommand } from "../sandbox/problem";
import { exitCode } from "./exit-code";
import { jsonPlans, removeOlder, writeJson } from "./json-file";
import { Progress } from "./progress";
import { report } from "./report";
import { checkStacks, stacksOf } from "./stacks";
import { planAll } from "./workers";

async function main(argv: string[]): Promise<number> {
  const args = readArguments(argv);
  if (args.help) {
    console.log(usage);
    return 0;
  }
  if (args.json !== undefined) removeOlder(args.json);
  const root = args.cwd === undefined ? join(__dirname, "..") : resolve(args.cwd);
  const stacks = args.stacks.length > 0 ? args.stacks : stacksOf(root);
  checkStacks(root, stacks);
  const progress = new Progress(stacks);
  const { json, knowledge, withoutEnvironments } = args;
  const answers = await planAll({ root, stacks, knowledge, withoutEnvironments }, progress);
  progress.end();
  console.log(report(answers, knowledge));
  if (json !== undefined) writeJson(json, jsonPlans(answers));
  return exitCode(answers);
}

runCommand(main);
