import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, sep } from "node:path";
import { Problem } from "../sandbox/problem";
import { isRecord } from "../sandbox/record";

/** The file that a program starts with. */
export interface Entry {
  file: string;
  /** Whether it is a module of JavaScript's own kind, which Node imports and does not require. */
  isModule: boolean;
}

const { resolve } = createRequire(__filename);

/** What Node takes for a program: the file itself, or what a folder's package.json or an index in it says. */
export function entryOf(program: string): Entry {
  const file = statSync(program).isDirectory() ? entryOfFolder(program) : program;
  const kind = extname(file);
  const isModule = /^\.m[jt]s$/.test(kind) || (!/^\.c[jt]s$/.test(kind) && isModulePackage(dirname(file)));
  return { file, isModule };
}

function entryOfFolder(folder: string): string {
  try {
    // Without the separator at its end, infra.js or infra.json beside the folder would go before infra.
    return resolve(folder + sep);
  } catch {
    const module = ["index.mjs", "index.mts"].map((name) => join(folder, name)).find((file) => existsSync(file));
    if (module !== undefined) return module;
    throw new Problem(
      `There is no program in ${folder}: write an index.ts or index.js, or say in Pulumi.yaml where it is, such as\n` +
        "main: infra",
    );
  }
}

/** Whether the package.json that is nearest above says that its .js and .ts files are modules. */
function isModulePackage(folder: string): boolean {
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    try {
      const about: unknown = JSON.parse(readFileSync(file, "utf8"));
      return isRecord(about) && about["type"] === "module";
    } catch (error) {
      throw new Problem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return dirname(folder) !== folder && isModulePackage(dirname(folder));
}
