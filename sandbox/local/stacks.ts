import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../problem";

/** Throws if a folder holds no project. */
export function checkProject(folder: string): void {
  if (existsSync(join(folder, "Pulumi.yaml"))) return;
  throw new Problem(`There is no Pulumi.yaml in ${folder}; give the project's folder with --cwd.`);
}

/** The stacks that have a file in a folder. */
export function stacksIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((file) => /^Pulumi\.([A-Za-z0-9_.-]+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** The stacks that a project has a file for. */
export function stacksOf(project: string): string[] {
  checkProject(project);
  return stacksIn(project);
}

export function checkStack(project: string, stack: string): void {
  const known = stacksOf(project);
  if (known.includes(stack)) return;
  throw new Problem(
    `There is no stack "${stack}": no file Pulumi.${stack}.yaml stands beside Pulumi.yaml. ` +
      `The stacks here are ${known.join(", ")}.`,
  );
}
