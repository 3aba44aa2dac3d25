import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { platform } from "node:os";
import { dirname, join } from "node:path";
import { executable } from "./environment";
import { localPlugins } from "./local-plugins";

/** A Pulumi home of our own: the CLI, and beside it and below it what it starts. */
export interface Home {
  cli: string;
  folder: string;
}

const clothesline = join(__dirname, "..", "..");

/** Makes the home, or brings it up to date. */
export function makeHome(folder: string, engine: string): Home {
  const bin = join(folder, "bin");
  const cli = join(bin, executable("pulumi"));
  mkdirSync(bin, { recursive: true });
  linkEngine(engine, cli);
  // The engine looks for the language host beside its own file; anywhere else it would be a thing to warn of.
  writeStarter(join(bin, "pulumi-language-nodejs"), "language-host.ts");
  for (const { name, version, entry } of localPlugins()) {
    const starter = join(folder, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
    writeStarter(starter, entry, { CLOTHESLINE_PLUGIN_VERSION: version });
  }
  return { cli, folder };
}

/** Linked and not symlinked, because the engine follows a symlink to say where it stands. */
function linkEngine(engine: string, cli: string): void {
  if (sameFile(engine, cli)) return;
  const draft = `${cli}.${String(process.pid)}`;
  try {
    linkSync(engine, draft);
  } catch {
    // On another disk, or not the person's own file.
    copyFileSync(engine, draft);
  }
  renameSync(draft, cli);
}

function sameFile(engine: string, cli: string): boolean {
  try {
    const [from, to] = [statSync(engine), statSync(cli)];
    return from.ino === to.ino || (from.size === to.size && from.mtimeMs <= to.mtimeMs);
  } catch {
    return false;
  }
}

/** A small program that starts one of our sources as the engine starts an executable. */
function writeStarter(file: string, entry: string, variables: Record<string, string> = {}): void {
  const command = [
    process.execPath,
    ...["-r", join(clothesline, "sandbox", "plugins", "end-with-parent.cjs")],
    ...["-r", join(clothesline, "typescript.cjs")],
    join(clothesline, "sandbox", "plugins", entry),
  ];
  const set = Object.entries(variables);
  if (platform() === "win32") {
    const lines = ["@echo off", ...set.map(([key, value]) => `set "${key}=${value}"`), `${quoted(command, '"')} %*`];
    putInPlace(`${file}.cmd`, `${lines.join("\r\n")}\r\n`);
  } else {
    const lines = ["#!/bin/sh", ...set.map(([key, value]) => `export ${key}='${value}'`)];
    putInPlace(file, `${[...lines, `exec ${quoted(command, "'")} "$@"`].join("\n")}\n`);
  }
}

function quoted(command: readonly string[], mark: string): string {
  return command.map((word) => mark + word.replaceAll("'", mark === "'" ? `'\\''` : "'") + mark).join(" ");
}

/** Whole at once, because another run may be starting it. */
function putInPlace(file: string, text: string): void {
  if (contentOf(file) === text) return;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, text);
  chmodSync(draft, 0o755);
  renameSync(draft, file);
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
