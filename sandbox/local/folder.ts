import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "./environment";
import { Problem } from "../problem";

/** Where a project's local stacks, accounts and home are kept; it is there when this returns. */
export function localFolder(project: string, environment: Environment): string {
  const given = environment["CLOTHESLINE_LOCAL"] ?? "";
  const folder = given === "" ? join(project, ".clothesline") : resolve(given);
  try {
    mkdirSync(folder, { recursive: true });
    // Git leaves the folder alone in any project. One that a person names may be full of their own files.
    if (given === "") writeFileSync(join(folder, ".gitignore"), "*\n");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const fix = given === "" ? "Move what stands there" : "Have CLOTHESLINE_LOCAL name a folder that you may write to";
    throw new Problem(`The local account is to be kept in the folder ${folder}: ${error.message}. ${fix}.`);
  }
  return folder;
}
