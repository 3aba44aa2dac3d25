import { basename, dirname, relative, resolve } from "node:path";
import { buildSync, version, type BuildFailure, type BuildOptions, type Message, type Metafile } from "esbuild";
import { bundleFailure } from "./failure";

/** What was built, and from which files. */
export interface Built {
  code: Uint8Array;
  /** Absolute paths. */
  inputs: string[];
}

/**
 * One CommonJS file for Node 24. As an ES module it would be as large and load as fast, but libraries that call
 * `require` would need a substitute for it. Names of functions are kept, so that a stack trace can be read without a
 * source map, for 5 % more bytes.
 */
const options = {
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  // A library's own modules, where it has them: what is not used stays out. That makes the AWS SDK's part of a bundle 390
  // KB in place of 570.
  mainFields: ["module", "main"],
  minify: true,
  keepNames: true,
  charset: "utf8",
  legalComments: "none",
  // A folder's tsconfig.json is for the editor; what is built must not hang on where it lies.
  tsconfigRaw: {},
} satisfies BuildOptions;

/** Two builds of the same sources with the same recipe are the same. */
export const recipe = JSON.stringify([version, options]);

/** What was built, by its entry. */
export type Builds = (entry: string) => Built;

/**
 * Builds several at once, each as if it were alone: what they have in common is parsed once. Of several that cannot be
 * built, the first is told of.
 */
export function build(entries: string[], external: string[]): Builds {
  try {
    return buildTogether(entries, external);
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const [entry = "", ...others] = entries;
    if (others.length > 0) for (const each of entries) build([each], external);
    throw bundleFailure(entry, error.errors.map(problemIn(dirname(entry))));
  }
}

function buildTogether(entries: string[], external: string[]): Builds {
  const folder = dirname(entries[0] ?? "");
  const { outputFiles, metafile } = buildSync({
    ...options,
    entryPoints: entries.map((entry, place) => ({ in: entry, out: String(place) })),
    absWorkingDir: folder,
    outdir: folder,
    external,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  return (entry) => {
    const file = `${entries.indexOf(entry)}.js`;
    const output = outputFiles.find(({ path }) => basename(path) === file);
    const first = metafile.outputs[file]?.entryPoint;
    if (output === undefined || first === undefined) throw bundleFailure(entry, ["nothing came out of it"]);
    return { code: output.contents, inputs: inputsFrom(first, metafile).map((input) => resolve(folder, input)) };
  };
}

/** An entry and all that it imports, by whatever way; what is left out of a bundle may come into it with its next change. */
function inputsFrom(entry: string, { inputs }: Metafile): string[] {
  const found = new Set([entry]);
  for (const input of found) {
    for (const { path } of inputs[input]?.imports ?? []) if (path in inputs) found.add(path);
  }
  return [...found];
}

const problemIn =
  (folder: string) =>
  ({ location, text }: Message): string => {
    if (location === null) return text;
    const file = relative(process.cwd(), resolve(folder, location.file));
    return `${file}:${location.line}:${location.column + 1}: ${text}\n      ${location.lineText.trim()}`;
  };

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
