import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRecord } from "../record";
import { localPlugins, type LocalPlugin } from "./local-plugins";

/**
 * What to say of the providers that a project asks for and that the local account does not have: the engine's own advice
 * is to install a plugin, and no real one has a place here. Undefined if there are none.
 */
export function missingProviders(
  project: string,
  plugins: readonly LocalPlugin[] = localPlugins(),
): string | undefined {
  const missing = providersOf(project).filter(
    ({ name, version }) => !plugins.some((plugin) => plugin.name === name && plugin.version === version),
  );
  if (missing.length === 0) return undefined;
  const list = (all: readonly { name: string; version: string }[]) =>
    all.map(({ name, version }) => `${name} ${version}`).join(", ");
  return (
    `The local account has no provider ${list(missing)}, which this project's packages ask for. ` +
    `It has ${list(plugins)}. A resource of another provider, or of another version, can be tried on a real account ` +
    "alone; for another version of one that is here, install that version of its package."
  );
}

/** The providers of the packages that a project names: each package says so itself, in its package.json. */
function providersOf(project: string): { name: string; version: string }[] {
  const folders = withAncestors(project);
  const about = firstThatIs(folders.map((folder) => join(folder, "package.json"))) ?? {};
  const named = [about["dependencies"], about["devDependencies"]].flatMap((each) =>
    isRecord(each) ? Object.keys(each) : [],
  );
  return named.flatMap((dependency) => {
    const places = folders.map((folder) => join(folder, "node_modules", dependency, "package.json"));
    const { pulumi, version } = firstThatIs(places) ?? {};
    if (!isRecord(pulumi) || pulumi["resource"] !== true) return [];
    const { name = dependency.split("/").at(-1), version: asked = version } = pulumi;
    return typeof name === "string" && typeof asked === "string" ? [{ name, version: asked.replace(/^v/, "") }] : [];
  });
}

function withAncestors(folder: string): string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...withAncestors(dirname(folder))];
}

function firstThatIs(files: readonly string[]): Record<string, unknown> | undefined {
  const file = files.find((each) => existsSync(each));
  if (file === undefined) return undefined;
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  return isRecord(content) ? content : {};
}
