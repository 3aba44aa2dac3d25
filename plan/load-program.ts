import { createRequire, register } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { adoptSdk } from "../sandbox";
import { Problem } from "../sandbox/problem";
import type { Entry } from "./entry";
import { importModule } from "./import.cjs";

const load = createRequire(__filename);

/**
 * How to run a program as Pulumi's own runner does: what it exports are its outputs, and a function is called for them.
 * To be called before the process goes to the program's folder: Node's thread for hooks starts with the options that
 * this process was started with, and they name files from where it was.
 */
export function runnerOf({ file, isModule }: Entry): () => Promise<unknown> {
  if (isModule) register(pathToFileURL(join(__dirname, "typescript-modules.mjs")));
  return async () => {
    adoptOwnSdk(file);
    const exported: unknown = isModule ? exportsOf(await importModule(pathToFileURL(file).href)) : load(file);
    return typeof exported === "function" ? (exported as () => unknown)() : exported;
  };
}

/** A module has either a default or names to tell its outputs by; Pulumi refuses one that has both. */
function exportsOf(namespace: object): unknown {
  if (!("default" in namespace)) return { ...namespace };
  if (Object.keys(namespace).length === 1) return namespace.default;
  throw new Problem("The program has a default export and others beside it: Pulumi takes the one or the others.");
}

/** The sandbox deals with the SDK that the program itself finds, which may be another copy than the one here. */
function adoptOwnSdk(file: string): void {
  const own = createRequire(file);
  try {
    own.resolve("@pulumi/pulumi");
  } catch {
    // The program says so itself, if it wants one.
    return;
  }
  adoptSdk(own("@pulumi/pulumi") as Parameters<typeof adoptSdk>[0]);
}
