import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { hashOf } from "./cache";

/** The files that a bundle came from, by their place as seen from its entry, and what each held. */
export type Sources = Record<string, string>;

const locks = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock"];

/** Where a look at files begins and ends: what several bundles have in common is read once. */
export class Look {
  private readonly states = new Map<string, string>();

  /** What the installed dependencies are. */
  lockHash(entry: string): string {
    const lock = nearest(dirname(entry), locks);
    return lock === undefined ? "" : this.stateOf(lock);
  }

  /**
   * All on which a bundle hangs: its inputs, the package.json of each (it says what a package's name leads to), and the
   * names in our own folders, because a new file there can take another's place in an import.
   */
  sourcesOf(entry: string, inputs: string[]): Sources {
    const folders = new Set(inputs.map((input) => dirname(input)));
    const manifests = [...folders].flatMap((folder) => nearest(folder, ["package.json"]) ?? []);
    const own = [...folders].filter((folder) => !folder.split(sep).includes("node_modules"));
    const places = [...new Set([...inputs, ...manifests, ...own])].sort();
    return Object.fromEntries(places.map((place) => [relative(dirname(entry), place), this.stateOf(place)]));
  }

  /** Whether everything is still as it was. */
  areUnchanged(entry: string, sources: Sources): boolean {
    return Object.entries(sources).every(([place, state]) => this.stateOf(resolve(dirname(entry), place)) === state);
  }

  private stateOf(place: string): string {
    const known = this.states.get(place);
    if (known !== undefined) return known;
    const state = stateOf(place);
    this.states.set(place, state);
    return state;
  }
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
