// Compiles the pack into dist, if its sources have changed since. As a program: `node policies/build.mjs`.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");
const stamp = join(dist, ".sources");

/** Brings dist up to date. Resolves to whether there was anything to do. */
export async function build() {
  // A published pack has no sources and nothing to build.
  if (!existsSync(join(root, "pack.ts"))) return false;
  const hash = hashOf(sources());
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false;
  const files = await compile();
  removeOthers(files);
  for (const [file, text] of files) writeWhole(file, text);
  // Last, so that a build that was cut short counts as stale.
  writeWhole(stamp, hash);
  return true;
}

function sources(folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["dist", "node_modules"].includes(entry.name) ? [] : sources(path);
    return entry.name.endsWith(".ts") || ["tsconfig.json", "build.mjs"].includes(entry.name) ? [path] : [];
  });
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files.sort())
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  return hash.digest("hex");
}

async function compile() {
  // Loaded only here: it takes longer to load than all the rest.
  const { default: ts } = await import("typescript");
  const host = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => "\n",
  };
  const path = join(root, "tsconfig.json");
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram(fileNames, options);
  const files = new Map();
  const { diagnostics } = program.emit(undefined, (file, text) => files.set(file, text));
  const problems = [...errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length > 0) {
    const list = ts.formatDiagnostics(problems, host).trim();
    throw new Error(`The policy pack in ${root} does not compile:\n${list}\nPut this right and run again.`);
  }
  return files;
}

/** Two processes may build at once: each puts whole files in place, and both the same. */
function writeWhole(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function removeOthers(files) {
  if (!existsSync(dist)) return;
  for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const path = join(dist, name);
    if (/\.(js|d\.ts)$/.test(name) && !files.has(path)) rmSync(path, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
