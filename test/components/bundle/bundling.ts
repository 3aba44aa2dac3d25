import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../../..");

const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone when the tests are over. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "clothesline-bundling-"));
  folders.push(folder);
  return folder;
}

export const smallProject = {
  "package.json": '{ "name": "greeter" }',
  "package-lock.json": '{ "lockfileVersion": 3 }',
  "src/index.ts":
    'import { greeting } from "greetings";\nimport { name } from "./name";\nexport const handler = () => greeting(name);\n',
  "src/name.ts": 'export const name: string = "Ada";\n',
  "node_modules/greetings/package.json": '{ "name": "greetings", "main": "main.js" }',
  "node_modules/greetings/main.js": "exports.greeting = (name) => `Hello, ${name}`;\n",
};

/** Lays out a project in a new folder, or changes one. */
export function project(files: Record<string, string> = smallProject, folder = freshFolder()): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** How a bundling in a process of its own ended: its hash, or its message. */
export interface Bundling {
  hash: string;
  path: string;
  bytes: string;
  error: string;
}

/** Bundles src/index.ts of a project in a process of its own, since esbuild and the cache are chosen by environment. */
export function bundling(folder: string, environment: Record<string, string>): Promise<Bundling> {
  const program = `
    const { readFileSync } = require("node:fs");
    const { bundleFunction } = require("${root}/components/bundle/bundle");
    try {
      const { hash, path } = bundleFunction("${folder}/src/index.ts");
      console.log(JSON.stringify({ hash, path, bytes: readFileSync(path, "base64"), error: "" }));
    } catch (error) {
      console.log(JSON.stringify({ hash: "", path: "", bytes: "", error: error.message }));
    }`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-r", join(root, "typescript.cjs"), "-e", program], {
      env: { PATH: process.env["PATH"], HOME: freshFolder(), ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout.on("data", (text: Buffer) => {
      printed += text.toString();
    });
    child.on("error", reject);
    child.on("close", () => {
      resolve(JSON.parse(printed) as Bundling);
    });
  });
}
