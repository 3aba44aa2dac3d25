import { resolve } from "node:path";
import { Problem } from "../problem";
import { checkCommandOfCli, configurationIsTheProjects } from "./cli-commands";
import { script } from "./script";
import { checkStack, stacksOf } from "./stacks";
import { checkTeardownFlags } from "./teardown-flags";
import { firstPlainWord } from "./words";

export interface LocalArguments {
  command: Command;
  stack: string;
  /** The folder of the project's Pulumi.yaml. */
  project: string;
  /** Handed on to the engine. */
  flags: string[];
}

export type Place = Pick<LocalArguments, "stack" | "project">;

const commands = {
  up: "makes or changes the stack in its local account",
  preview: "shows what up would do",
  refresh: "compares the stack with its account, and takes over what somebody changed there",
  destroy: "deletes the stack's resources; refused while one is protected",
  teardown: "takes down a protected stack too: protection off, up, unprotect, destroy; lists what is left",
  strays: "lists what a killed up has left in the account and not in the state; --delete deletes it",
  pulumi: "runs any other command of the Pulumi CLI on the local stack, such as cancel or stack export",
} as const;

type Command = keyof typeof commands;

/** Flags that would lead the engine to another stack, configuration, pack or project. */
const ours = /^(?:--(?:stack|config-file|policy-pack|cwd)(?:=|$)|-[defhjQry]*[sC])/;

export function readArguments(argv: readonly string[], ownProject: string): LocalArguments | "help" {
  const [command = "", ...words] = argv;
  if (["", "help", "--help", "-h"].includes(command)) return "help";
  if (!isCommand(command)) throw new Problem(`There is no command "${command}".\n\n${usage()}`);
  const { project = ownProject, rest } = withoutFolder(words);
  const [stack = "", ...flags] = rest;
  if (["--help", "-h"].includes(stack)) return "help";
  if (stack === "" || stack.startsWith("-")) throw new Problem(noStack(command, stack, project));
  checkStack(project, stack);
  if (command === "teardown" && flags.some((flag) => ["--help", "-h"].includes(flag))) return "help";
  if (command === "pulumi") checkCommandOfCli({ stack, project }, flags);
  else checkFlags(command, { stack, project }, flags);
  return { command, stack, project, flags };
}

function checkFlags(command: Exclude<Command, "pulumi">, { stack, project }: Place, flags: readonly string[]): void {
  const taken = firstOf(flags, ours)?.replace("=", "");
  if (taken !== undefined) {
    throw new Problem(`${taken} is set by ${command}:local itself: the local account has its own. Leave it out.`);
  }
  // Without the value, which may be a secret.
  const kept = firstOf(flags, /^(?:--config(?:-path)?(?==|$)|-[defhjQry]*c)/);
  if (kept !== undefined) throw new Problem(configurationIsTheProjects(`${command}:local got ${kept}`, stack));
  // `pulumi up` would take it for the address of a template, and go and get it.
  const other = firstPlainWord(flags);
  if (other !== undefined) {
    throw new Problem(
      `${command}:local takes one stack, and flags after it; got ${stack} and ${other}. ` +
        `Write: ${script(command, stack, project)}; the value of a flag can be joined on, as in --flag=value.`,
    );
  }
  if (command === "teardown") checkTeardownFlags({ stack, project }, flags);
  if (command === "destroy" && flags.some((flag) => /^--remove(?:=|$)/.test(flag))) {
    // pulumi destroy looks for that file in the project's folder, whatever --config-file says.
    throw new Problem(
      `destroy:local got --remove, by which the engine would delete Pulumi.${stack}.yaml from the project. Leave it out; ` +
        `what forgets the local stack alone, once it is empty: ${script("pulumi", stack, project, "stack rm --yes")}`,
    );
  }
}

/** What matches of the first flag that does. */
function firstOf(flags: readonly string[], pattern: RegExp): string | undefined {
  return flags.map((flag) => pattern.exec(flag)?.[0]).find((match) => match !== undefined);
}

/** The words without --cwd FOLDER, which names another project; -C takes its folder joined on, too. */
function withoutFolder(words: readonly string[]): { project?: string; rest: string[] } {
  const place = words.findIndex((word) => /^(?:--cwd(?:=|$)|-C)/.test(word));
  if (place < 0) return { rest: [...words] };
  const [, flag = "", joined = ""] = /^(--cwd|-C)([^]*)$/.exec(words[place] ?? "") ?? [];
  const inline = joined === "" ? undefined : joined.replace(/^=/, "");
  const folder = inline ?? words[place + 1];
  if (folder === undefined || folder === "") throw new Problem(`${flag} names no folder. Write: ${flag} ../elsewhere`);
  const rest = words.toSpliced(place, inline === undefined ? 2 : 1);
  return { project: resolve(folder), rest };
}

function noStack(command: Command, word: string, project: string): string {
  const known = stacksOf(project);
  const got = word === "" ? "" : `, and the first word is ${word}`;
  return (
    `${command}:local needs a stack${got}. Write: ${script(command, known[0] ?? "dev", project)}\n` +
    `The stacks here are ${known.join(", ")}.`
  );
}

function isCommand(word: string): word is Command {
  return Object.hasOwn(commands, word);
}

export function usage(): string {
  const lines = Object.entries(commands).map(([name, what]) => `  ${`${name}:local`.padEnd(15)} ${what}`);
  return [
    "Usage: npm run COMMAND:local -- STACK [--cwd FOLDER] [FLAGS of the Pulumi CLI]",
    ...["", ...lines, ""],
    "The engine is the real one, and the account a file: nothing reaches AWS. States and accounts are kept in",
    ".clothesline/ beside Pulumi.yaml, or where CLOTHESLINE_LOCAL says. --cwd takes the project in another folder.",
  ].join("\n");
}
