import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Problem } from "../sandbox/problem";
import { mergeConfiguration } from "./configuration";
import { checkProject, stacksIn } from "../sandbox/local/stacks";
import { isRecord } from "../sandbox/record";
import { configText, openerOf, seal, sealedIn } from "./sealed";

/** A stack's file, as Pulumi would hand it to the program. */
export interface StackFile {
  project: string;
  stack: string;
  config: Record<string, string>;
  secretKeys: string[];
  /** Those of them that nobody here can open: a word stands for each. */
  closedKeys: string[];
  /** The secrets that were opened: nothing that a person or a machine reads may show them. */
  secrets: string[];
  /** What a reader of the plan has to know of its configuration. */
  notes: string[];
  /** The program: the project's folder, or what its `main` names, a folder or a file. */
  program: string;
}

/** The stacks that a project has a file for. */
export function stacksOf(root: string): string[] {
  checkProject(root);
  const folder = join(root, stackFolder(readYaml(root, "Pulumi.yaml")));
  if (!existsSync(folder))
    throw new Problem(`Pulumi.yaml: there is no folder ${folder}, where its stack files should be.`);
  return stacksIn(folder);
}

/** Throws if one of the stacks has no file. */
export function checkStacks(root: string, stacks: readonly string[]): void {
  const known = stacksOf(root);
  if (known.length === 0) {
    throw new Problem(
      `No stack has a file in ${root}; write one, such as Pulumi.dev.yaml, or run pulumi stack init dev.`,
    );
  }
  const missing = stacks.filter((stack) => !known.includes(stack));
  if (missing.length === 0) return;
  const names = missing.map((stack) => `"${stack}"`).join(", ");
  throw new Problem(
    `There is no stack ${names}: there is no file Pulumi.${missing[0] ?? ""}.yaml.\n` +
      `The stacks here are ${known.join(", ")}.`,
  );
}

export function readStackFile(root: string, stack: string, withoutEnvironments = false): StackFile {
  const about = readYaml(root, "Pulumi.yaml");
  const { name: project, main, runtime, config: declared } = isRecord(about) ? about : {};
  const { name: language } = isRecord(runtime) ? runtime : { name: runtime };
  if (language !== "nodejs") {
    throw new Problem(`Pulumi.yaml: runtime is ${JSON.stringify(language)}; a plan runs programs of nodejs alone.`);
  }
  if (typeof project !== "string") throw new Problem("Pulumi.yaml has no name; write one, such as name: shop");
  const program = join(root, typeof main === "string" ? main : ".");
  if (!existsSync(program)) {
    throw new Problem(`Pulumi.yaml: main is ${JSON.stringify(main)}, and there is no such file or folder in ${root}.`);
  }
  const file = `Pulumi.${stack}.yaml`;
  const content = readYaml(join(root, stackFolder(about)), file) ?? {};
  if (!isRecord(content))
    throw new Problem(`${file} is not a map; write config: and under it each namespace:key: value`);
  const { environment, encryptionsalt } = content;
  const notes = isEmpty(environment) ? [] : [withoutEnvironment(file, environment, withoutEnvironments)];
  const given = seal(content["config"] ?? {}, openerOf(file, encryptionsalt));
  if (!isRecord(given)) throw new Problem(`${file}: config is not a map of keys; write each as namespace:key: value`);
  const merged = mergeConfiguration({ project, declared, given, file });
  const entries = Object.entries(merged).map(([key, value]) => ({
    key,
    text: configText(value),
    sealed: sealedIn(value),
  }));
  return {
    ...{ project, stack, program, notes },
    config: Object.fromEntries(entries.map(({ key, text }) => [key, text])),
    secretKeys: entries.filter(({ sealed }) => sealed.length > 0).map(({ key }) => key),
    closedKeys: entries.filter(({ sealed }) => sealed.some(({ text }) => text === undefined)).map(({ key }) => key),
    secrets: entries.flatMap(({ sealed }) => sealed.flatMap(({ text }) => (text === undefined ? [] : [text]))),
  };
}

/** Where a project keeps its stacks' files, from Pulumi.yaml on. */
function stackFolder(about: unknown): string {
  const { stackConfigDir: folder } = isRecord(about) ? about : {};
  return typeof folder === "string" ? folder : ".";
}

function readYaml(root: string, file: string): unknown {
  try {
    return parse(readFileSync(join(root, file), "utf8"));
  } catch (error) {
    throw new Problem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isEmpty(environment: unknown): boolean {
  return !environment || (Array.isArray(environment) && environment.length === 0);
}

/** What an environment gives a stack is known to Pulumi's service alone, and can be any key of the configuration. */
function withoutEnvironment(file: string, environment: unknown, accepted: boolean): string {
  const told = `${file}: environment is ${JSON.stringify(environment)}. What it gives the stack is kept by Pulumi Cloud,`;
  if (accepted) return `${told} which was not asked: its keys are missing here.`;
  throw new Problem(
    `${told} which a plan does not ask.\n` +
      "Write the keys that the program needs under config, where they go before the environment's, and plan with " +
      "--without-environments.",
  );
}
