import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./problem";

/** The stacks that a project has a file for. */
export function stacksOf(project: string): string[] {
  if (!existsSync(join(project, "Pulumi.yaml"))) {
    throw new Problem(`There is no Pulumi.yaml in ${project}; give the project's folder with --cwd.`);
  }
  return readdirSync(project)
    .flatMap((file) => /^Pulumi\.([A-Za-z0-9_.-]+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

export function checkStack(project: string, stack: string): void {
  const known = stacksOf(project);
  if (known.includes(stack)) return;
  throw new Problem(
    `There is no stack "${stack}": no file Pulumi.${stack}.yaml stands beside Pulumi.yaml. ` +
      `The stacks here are ${known.join(", ")}.`,
  );
}
