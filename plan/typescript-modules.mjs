/** Hooks that let Node import TypeScript: the sources of a program whose package.json says "type": "module". */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import ts from "typescript";

const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, inlineSourceMap: true };

/** TypeScript's modules name one another by the .js that they are going to be. */
export function resolve(specifier, context, next) {
  if (/^\.{1,2}\/.*\.m?js$/.test(specifier) && context.parentURL) {
    const source = new URL(specifier.replace(/js$/, "ts"), context.parentURL);
    if (!existsSync(new URL(specifier, context.parentURL)) && existsSync(source)) return next(source.href, context);
  }
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!/^file:.*\.m?ts$/.test(url)) return next(url, context);
  const fileName = fileURLToPath(url);
  const { outputText } = ts.transpileModule(readFileSync(fileName, "utf8"), { fileName, compilerOptions });
  return { format: "module", source: outputText, shortCircuit: true };
}
