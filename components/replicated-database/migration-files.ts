import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ArgumentProblem } from "../arguments/problem";
import { digestOf, readMigrations } from "./function/migrations";

/** The migrations as the function takes them. */
export interface MigrationFiles {
  /** Contents by path in the function's archive. */
  files: Record<string, string>;
  /** Changes when any of them does. */
  digest: string;
}

/** Reads the migrations, none without a folder. */
export function readMigrationFiles(folder: string | undefined): MigrationFiles {
  if (folder === undefined) return { files: {}, digest: digestOf([]) };
  const { migrations } = readMigrations(folder);
  const files = migrations.map(({ name }) => [`migrations/${name}`, readFileSync(join(folder, name), "utf8")] as const);
  return { files: Object.fromEntries(files), digest: digestOf(migrations) };
}

/** What is wrong with the folder or with any migration in it. */
export function migrationsFolderProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  if (typeof value !== "string" || !isFolder(value)) {
    const where = typeof value === "string" ? `; there is none at ${resolve(value)}` : "";
    const allowed = `a folder with SQL migrations${where}`;
    return [{ argument, got: value, allowed, fix: "write its path as seen from where the program runs" }];
  }
  return readMigrations(value).problems.map((problem) => ({
    argument,
    gotInWords: `${value} with ${problem.replace(/\.$/, "")}`,
    allowed: "migrations named 001-what-it-does.sql, numbered without gaps, each with statements",
    fix: "change the files so",
  }));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
