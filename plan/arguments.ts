import { parseArgs } from "node:util";
import type { Knowledge } from "../sandbox";
import { Problem } from "../sandbox/problem";

export interface PlanArguments {
  stacks: string[];
  json: string | undefined;
  knowledge: Knowledge;
  cwd: string | undefined;
  withoutEnvironments: boolean;
  help: boolean;
}

export const usage = `Usage: npm run plan -- [STACK ...] [--json FILE] [--knowledge preview|deployed] [--cwd FOLDER]
                            [--without-environments]

  STACK        a stack that has a file Pulumi.STACK.yaml; every one of them if none is named
  --json FILE  writes the plan for machines
  --knowledge  preview: what only AWS can know is unknown (the default); deployed: it is filled in
  --cwd FOLDER plans the project in that folder instead of this one
  --without-environments
               plans a stack that has environments of Pulumi Cloud without what they give it

Exit code 0: clean; 1: a mandatory policy is violated; 2: the configuration or the program is broken.`;

export function readArguments(argv: string[]): PlanArguments {
  const { values, positionals } = parsed(argv);
  const {
    knowledge = "preview",
    json,
    cwd,
    help = false,
    "without-environments": withoutEnvironments = false,
  } = values;
  if (knowledge !== "preview" && knowledge !== "deployed") {
    throw new Problem(`--knowledge got "${knowledge}"; allowed is preview or deployed.\n\n${usage}`);
  }
  if (json === "") throw new Problem(`--json got no name; give the file to write.\n\n${usage}`);
  return { stacks: [...new Set(positionals)], json, knowledge, cwd, withoutEnvironments, help };
}

function parsed(argv: string[]) {
  const options = {
    json: { type: "string" },
    knowledge: { type: "string" },
    cwd: { type: "string", short: "C" },
    "without-environments": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
