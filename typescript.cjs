"use strict";
/**
 * Lets Node run the sources: `node -r ./typescript.cjs FILE`. TypeScript transpiles them, without type-checking, and its
 * answers are kept by content: between two runs hardly a file changes, and the compiler alone takes longer to load than
 * all sources of a plan, so it is loaded when there is something to transpile. A file's answer hangs on its text, its
 * place, the compiler and the options, so what is kept is never stale; node_modules/.cache goes with node_modules.
 *
 * As a program, `node typescript.cjs`, it keeps the answers for all that a plan loads: `npm ci` does it, so that the first
 * plan costs no more than the next.
 */
const { Buffer } = require("node:buffer");
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { SourceMap } = require("node:module");
const { dirname, join, sep } = require("node:path");

const folder = join(__dirname, "node_modules", ".cache", "clothesline-transpiled");
const configuration = readFileSync(join(__dirname, "tsconfig.json"), "utf8");
const { version } = require("typescript/package.json");
/**
 * The map stands in the text, for debuggers, coverage and the stack traces below. The house's rootDir is not for the
 * projects of other folders, which come here, too.
 */
const own = { sourceMap: false, inlineSourceMap: true, noEmit: false, rootDir: undefined };
const setting = JSON.stringify([version, configuration, own]);

/** What Node runs in a source's place. */
function transpiled(source, file) {
  const key = createHash("sha256").update(setting).update(file).update(source).digest("hex");
  const place = join(folder, `${key}.json`);
  try {
    return JSON.parse(readFileSync(place, "utf8"));
  } catch {
    // Not kept yet, or not whole: made below.
  }
  const made = transpile(source, file);
  // Written beside and moved into place, so that another process never reads half a file.
  const draft = `${place}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(draft, JSON.stringify(made));
  renameSync(draft, place);
  return made;
}

function transpile(source, file) {
  const ts = require("typescript");
  const { config } = ts.parseConfigFileTextToJson("tsconfig.json", configuration);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, __dirname);
  const { outputText, diagnostics } = ts.transpileModule(source, {
    compilerOptions: { ...options, ...own },
    fileName: file.split(sep).join("/"),
    reportDiagnostics: true,
  });
  if (diagnostics.length === 0) return outputText;
  const host = { getCurrentDirectory: () => __dirname, getCanonicalFileName: (name) => name, getNewLine: () => "\n" };
  const error = new Error(`TypeScript cannot read it:\n${ts.formatDiagnostics(diagnostics, host).trim()}`);
  // Who asked for the file comes first, as with a mistake in JavaScript.
  Error.captureStackTrace(error, load);
  throw error;
}

const packages = new Map();

/** Whether the package.json that is nearest above says that .ts files are modules. */
function isOfModules(place) {
  if (!packages.has(place)) {
    const file = join(place, "package.json");
    const isModule = existsSync(file)
      ? JSON.parse(readFileSync(file, "utf8")).type === "module"
      : dirname(place) !== place && isOfModules(dirname(place));
    packages.set(place, isModule);
  }
  return packages.get(place);
}

/** The texts that run in this process, by their files. */
const running = new Map();

function load(module, file) {
  // What is installed is to be built; the runner of `pulumi up` says so too.
  if (file.split(sep).includes("node_modules")) return require.extensions[".js"](module, file);
  if (file.endsWith(".ts") && isOfModules(dirname(file))) {
    const told = `${file} is a module, as the package.json above it says: import it, or name it .cts`;
    throw Object.assign(new Error(told), { code: "ERR_REQUIRE_ESM" });
  }
  const text = transpiled(readFileSync(file, "utf8"), file);
  running.set(file, text);
  module._compile(text, file);
}

require.extensions[".ts"] = load;
require.extensions[".cts"] = load;

const maps = new Map();

/** A frame of a stack trace, with its place in the source. */
function frameInSource(frame) {
  const file = frame.getFileName();
  const text = running.get(file);
  if (text === undefined) return String(frame);
  if (!maps.has(file)) {
    const [, map] = /\n\/\/# sourceMappingURL=data:application\/json;base64,(.*)\s*$/.exec(text);
    maps.set(file, new SourceMap(JSON.parse(Buffer.from(map, "base64").toString())));
  }
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalLine, originalColumn } = maps.get(file).findEntry(line - 1, column - 1);
  if (originalLine === undefined) return String(frame);
  return String(frame).replace(`:${line}:${column}`, `:${originalLine + 1}:${originalColumn + 1}`);
}

// For every resource Pulumi's runtime takes stack traces that nobody sees, of errors without a message: mapping them back
// to TypeScript would be a fifth of a plan's work.
Error.prepareStackTrace = (error, frames) => {
  if (error.message === "") return "";
  return [Error.prototype.toString.call(error), ...frames.map(frameInSource)].join("\n    at ");
};

const sourceFolders = ["components", "infra", "plan", "policies", "sandbox"].map((name) => join(__dirname, name));

if (require.main === module) {
  for (const root of sourceFolders.filter((path) => existsSync(path))) {
    for (const name of readdirSync(root, { recursive: true })) {
      const isSource = /(?<!\.d)\.ts$/.test(name) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(name);
      const file = join(root, name);
      if (isSource) transpiled(readFileSync(file, "utf8"), file);
    }
  }
}
