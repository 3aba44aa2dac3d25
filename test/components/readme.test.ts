import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import * as components from "../../components/index";

const root = path.join(__dirname, "../..");

/** The README's programs, each as the file it would be beside the README. */
function programs(): Map<string, string> {
  const readme = readFileSync(path.join(root, "components/README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  return new Map(blocks.map((code, index) => [path.join(root, `components/README.example-${index + 1}.ts`), code]));
}

/** The compiler's complaints about programs that exist in memory only, with our sources as the package they import. */
function complaints(files: Map<string, string>): string[] {
  const configPath = path.join(root, "tsconfig.json");
  const { config } = ts.readConfigFile(configPath, (name) => ts.sys.readFile(name)) as { config: unknown };
  const options: ts.CompilerOptions = {
    ...ts.parseJsonConfigFileContent(config, ts.sys, root, undefined, configPath).options,
    paths: { "@clothesline/components": [path.join(root, "components/index.ts")] },
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    getSourceFile: (name, version, onError) => {
      const code = files.get(name);
      return code === undefined ? disk.getSourceFile(name, version, onError) : ts.createSourceFile(name, code, version);
    },
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
    .map(({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}

describe("the components' README", () => {
  it("shows a program for each thing that can be used", () => {
    const code = [...programs().values()].join("\n");
    const usable = Object.entries<unknown>(components).filter(([, value]) => typeof value === "function");
    for (const [name] of usable) assert.match(code, new RegExp(`\\b${name}\\(`), `no program shows ${name}`);
  });

  it("shows programs that compile", () => {
    assert.deepEqual(complaints(programs()), []);
  });
});
