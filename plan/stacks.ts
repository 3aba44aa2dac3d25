import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Broken } from "./broken";

/** A stack's file, as Pulumi would hand it to the program. */
export interface StackFile {
  project: string;
  stack: string;
  config: Record<string, string>;
  secretKeys: string[];
  /** The program: the project's folder, or what its `main` names, a folder or a file. */
  program: string;
}

const fileName = /^Pulumi\.([A-Za-z0-9_.-]+)\.yaml$/;

/** The stacks that a project has a file for. */
export function stacksOf(root: string): string[] {
  if (!existsSync(join(root, "Pulumi.yaml"))) {
    throw new Broken(`There is no Pulumi.yaml in ${root}; give the project's folder with --cwd.`);
  }
  return readdirSync(root)
    .flatMap((file) => fileName.exec(file)?.[1] ?? [])
    .sort();
}

/** Throws if one of the stacks has no file. */
export function checkStacks(root: string, stacks: readonly string[]): void {
  const known = stacksOf(root);
  if (known.length === 0) {
    throw new Broken(
      `No stack has a file in ${root}; write one, such as Pulumi.dev.yaml, or run pulumi stack init dev.`,
    );
  }
  const missing = stacks.filter((stack) => !known.includes(stack));
  if (missing.length === 0) return;
  const names = missing.map((stack) => `"${stack}"`).join(", ");
  throw new Broken(
    `There is no stack ${names}: no file Pulumi.${missing[0] ?? ""}.yaml stands beside Pulumi.yaml.\n` +
      `The stacks here are ${known.join(", ")}.`,
  );
}

export function readStackFile(root: string, stack: string): StackFile {
  const about = readYaml(root, "Pulumi.yaml");
  const project = field(about, "name");
  const main = field(about, "main");
  if (typeof project !== "string") throw new Broken("Pulumi.yaml has no name; write one, such as name: shop");
  const file = `Pulumi.${stack}.yaml`;
  const content = readYaml(root, file) ?? {};
  if (!isRecord(content))
    throw new Broken(`${file} is not a map; write config: and under it each namespace:key: value`);
  const given = content["config"] ?? {};
  if (!isRecord(given)) throw new Broken(`${file}: config is not a map of keys; write each as namespace:key: value`);
  const program = join(root, typeof main === "string" ? main : ".");
  if (!existsSync(program)) {
    throw new Broken(`Pulumi.yaml: main is ${JSON.stringify(main)}, and there is no such file or folder in ${root}.`);
  }
  const entries = Object.entries(given).map(
    ([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value] as const,
  );
  return {
    project,
    stack,
    config: Object.fromEntries(entries.map(([key, value]) => [key, configText(value)])),
    program,
    secretKeys: entries.filter(([, value]) => holdsSecret(value)).map(([key]) => key),
  };
}

function readYaml(root: string, file: string): unknown {
  try {
    return parse(readFileSync(join(root, file), "utf8"));
  } catch (error) {
    throw new Broken(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Pulumi hands text over as it is, and everything else as JSON. */
function configText(value: unknown): string {
  const opened = withoutSecrets(value);
  return typeof opened === "string" ? opened : JSON.stringify(opened);
}

const sealed = "a-secret-that-only-the-engine-opens";

/** A secret is sealed with the stack's own key, which a plan has no need to hold: a word stands for it. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  if (isSecret(value)) return sealed;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSecrets(member)]));
}

function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && (isSecret(value) || Object.values(value).some(holdsSecret));
}

function isSecret(value: Record<string, unknown>): boolean {
  return typeof value["secure"] === "string" && Object.keys(value).length === 1;
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
