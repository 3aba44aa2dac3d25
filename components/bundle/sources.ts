import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { hashOf } from "./cache";

/** The files that a bundle came from, by their place as seen from its entry, and what each held. */
export type Sources = Record<string, string>;

const locks = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock"];

/** What the installed dependencies are. */
export function lockHash(entry: string): string {
  const lock = nearest(dirname(entry), locks);
  return lock === undefined ? "" : stateOf(lock);
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

const seen = new Map<string, { mark: string; state: string }>();

/**
 * A file's content, a folder's names. Functions share most of what they import, so that each place is read once as long
 * as the file system says that nothing was written there.
 */
function stateOf(place: string): string {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return "";
  const mark = `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
  const before = seen.get(place);
  if (before?.mark === mark) return before.state;
  const state = stat.isDirectory() ? hashOf(readdirSync(place).sort().join("\n")) : hashOf(readFileSync(place));
  seen.set(place, { mark, state });
  return state;
}

function nearest(folder: string, names: string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const above = dirname(folder);
  return above === folder ? undefined : nearest(above, names);
}
