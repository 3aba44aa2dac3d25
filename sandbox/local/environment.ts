import { delimiter, join } from "node:path";
import { existsSync } from "node:fs";
import { platform } from "node:os";

export type Environment = NodeJS.ProcessEnv;

/**
 * The environment without Pulumi's own variables and AWS's, so that nothing that a person has set for a real stack (a
 * token, a backend, a stack's name, a debug switch, a key, a profile) reaches the local one.
 */
export function withoutReal(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([key]) => !/^(?:PULUMI|AWS)_/i.test(key)));
}

/** Every program of that name on PATH, in the order in which a shell would find them. */
export function onPath(program: string, environment: Environment): string[] {
  const folders = (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, executable(program))).filter((file) => existsSync(file));
}

export function executable(program: string): string {
  return platform() === "win32" ? `${program}.exe` : program;
}
