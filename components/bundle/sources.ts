import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { hashOf } from "./cache";

/** The files that a bundle came from, by their place as seen from its entry, and what each held. */
export type Sources = Record<string, string>;

const locks = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock"];

/** What the installed dependencies are. */
export function lockHash(entry: string): string {
  const lock = nearest(dirname(entry), locks);
  return lock === undefined ? "" : hashOf(readFileSync(lock));
}

/**
 * All on which a bundle hangs: its inputs, the package.json of each (it says what a package's name leads to), and the
 * names in our own folders, because a new file there can take another's place in an import.
 */
export function sourcesOf(entry: string, inputs: string[]): Sources {
  const folders = new Set(inputs.map((input) => dirname(input)));
  const manifests = [...folders].flatMap((folder) => nearest(folder, ["package.json"]) ?? []);
  const own = [...folders].filter((folder) => !folder.split(sep).includes("node_modules"));
  const places = [...new Set([...inputs, ...manifests, ...own])].sort();
  return Object.fromEntries(places.map((place) => [relative(dirname(entry), place), stateOf(place)]));
}

/** Whether everything is still as it was. */
export function areUnchanged(entry: string, sources: Sources): boolean {
  return Object.entries(sources).every(([place, state]) => stateOf(resolve(dirname(entry), place)) === state);
}

/** A file's content, a folder's names. */
function stateOf(place: string): string {
  try {
    return hashOf(readFileSync(place));
  } catch {
    return existsSync(place) ? hashOf(readdirSync(place).sort().join("\n")) : "";
  }
}

function nearest(folder: string, names: string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const above = dirname(folder);
  return above === folder ? undefined : nearest(above, names);
}
