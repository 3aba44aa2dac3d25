import { join, resolve } from "node:path";
import { jsonFile, readArguments, usage } from "./arguments";
import { Broken } from "./broken";
import { exitCode } from "./exit-code";
import { jsonPlans, removeOlder, writeJson } from "./json-file";
import { Progress } from "./progress";
import { report } from "./report";
import { checkStacks, stacksOf } from "./stacks";
import { planAll } from "./workers";

async function main(argv: string[]): Promise<number> {
  const older = jsonFile(argv);
  if (older !== undefined) removeOlder(older);
  const args = readArguments(argv);
  if (args.help) {
    console.log(usage);
    return 0;
  }
  const root = args.cwd === undefined ? join(__dirname, "..") : resolve(args.cwd);
  const stacks = args.stacks.length > 0 ? args.stacks : stacksOf(root);
  checkStacks(root, stacks);
  const progress = new Progress(stacks);
  const { json, knowledge, withoutEnvironments } = args;
  const answers = await planAll({ root, stacks, knowledge, withoutEnvironments }, progress);
  progress.end();
  if (json !== undefined) writeJson(json, jsonPlans(answers));
  console.log(report(answers, knowledge));
  return exitCode(answers);
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
