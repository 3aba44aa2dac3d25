"use strict";
/**
 * Lets Node run the sources: `node -r ./typescript.cjs FILE`. It registers ts-node, without type-checking and with a
 * transpiler of our own: TypeScript's, with its answers kept by content. Transpiling is more than half of what a plan
 * costs, and between two runs hardly a file changes. A file's answer hangs on its text, the compiler and the options,
 * so what is kept is never stale; node_modules/.cache goes with node_modules.
 *
 * As a program, `node typescript.cjs`, it keeps the answers for all that a plan loads: `npm ci` does it, so that the first
 * plan costs no more than the next.
 */
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join, sep } = require("node:path");
const ts = require("typescript");

const folder = join(__dirname, "node_modules", ".cache", "clothesline-transpiled");

exports.create = ({ service }) => {
  const compilerOptions = { ...service.config.options, sourceMap: true, inlineSourceMap: false };
  const setting = JSON.stringify([ts.version, compilerOptions]);
  mkdirSync(folder, { recursive: true });

  return {
    transpile(input, { fileName }) {
      const key = createHash("sha256").update(setting).update(fileName).update(input).digest("hex");
      const kept = join(folder, `${key}.json`);
      try {
        return JSON.parse(readFileSync(kept, "utf8"));
      } catch {
        // Not kept yet, or not whole: made below.
      }
      const made = ts.transpileModule(input, { fileName, compilerOptions, reportDiagnostics: true });
      const { outputText, sourceMapText, diagnostics } = made;
      if (diagnostics.length > 0) return made;
      // Written beside and moved into place, so that another process never reads half a file.
      const draft = `${kept}.${process.pid}`;
      writeFileSync(draft, JSON.stringify({ outputText, sourceMapText }));
      renameSync(draft, kept);
      return made;
    },
  };
};

// Last, because it asks this very file for `create`.
const service = require("ts-node").register({ cwd: __dirname, transpileOnly: true, transpiler: __filename });

// Pulumi's runtime takes some seventy stack traces for every resource, to show where a forgotten promise came from.
// They are errors without a message; mapping each back to TypeScript would be a fifth of a plan's work.
const mapped = Error.prepareStackTrace;
Error.prepareStackTrace = (error, frames) => (error.message === "" ? "" : mapped(error, frames));

const sourceFolders = ["components", "infra", "plan", "policies", "sandbox"].map((name) => join(__dirname, name));

if (require.main === module) {
  for (const root of sourceFolders.filter((path) => existsSync(path))) {
    for (const name of readdirSync(root, { recursive: true })) {
      const isSource = /(?<!\.d)\.ts$/.test(name) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(name);
      // As Node and ts-node write it, so that the answer is found again.
      const file = join(root, name).split(sep).join("/");
      if (isSource) service.compile(readFileSync(file, "utf8"), file);
    }
  }
}
