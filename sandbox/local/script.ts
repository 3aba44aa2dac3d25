import { join, relative } from "node:path";

/** The project of this repository, which the scripts are for where nobody says --cwd. */
export const ownProject = join(__dirname, "..", "..");

/** A command as a person writes it, for the same project. */
export function script(command: string, stack: string, project: string, ...words: readonly string[]): string {
  const folder = project === ownProject ? [] : ["--cwd", relative(process.cwd(), project) || "."];
  return ["npm run", `${command}:local`, "--", stack, ...folder, ...words].join(" ");
}
