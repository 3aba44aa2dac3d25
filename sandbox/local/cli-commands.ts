import { Problem } from "../problem";
import type { Place } from "./arguments";
import { script } from "./script";
import { firstPlainWord } from "./words";

/** The scripts that do what a command of the CLI does, with all names that it has there. */
const scripts: readonly { command: string; names: readonly string[] }[] = [
  { command: "up", names: ["up", "update"] },
  { command: "preview", names: ["preview", "pre"] },
  { command: "refresh", names: ["refresh"] },
  { command: "destroy", names: ["destroy", "down", "dn"] },
];

/** Those that cannot do their work here, and why. */
const outOfPlace: Readonly<Record<string, string>> = {
  import: "the engine writes the code for what it imports from the provider's schema, which the local account has not",
  logs: "it asks AWS itself, which the local account keeps from it",
  watch: "it runs the program where the local account has only copies; run up:local again instead",
};

/** Where a script of ours does what a command of the CLI does, it alone leads that to the project and its account. */
export function checkCommandOfCli({ stack, project }: Place, words: readonly string[]): void {
  const word = firstPlainWord(words);
  if (word === undefined) {
    const got = words.length === 0 ? "nothing" : words.join(" ");
    throw new Problem(
      `pulumi:local needs a command of the Pulumi CLI after the stack; got ${got}. ` +
        `Write: ${script("pulumi", stack, project, "stack export")}`,
    );
  }
  if (Object.hasOwn(outOfPlace, word)) {
    throw new Problem(`pulumi:local does not do ${word}: ${outOfPlace[word] ?? ""}.`);
  }
  if (word === "stack" && firstPlainWord(words.slice(words.indexOf("stack") + 1)) === "rename") {
    throw new Problem(`pulumi:local does not do stack rename: a local stack has the name of Pulumi.${stack}.yaml.`);
  }
  const change = word === "config" ? changeOfConfiguration(words) : undefined;
  if (change !== undefined) throw new Problem(configurationIsTheProjects(`pulumi:local got config ${change}`, stack));
  const command = scripts.find(({ names }) => names.includes(word))?.command;
  if (command === undefined) return;
  throw new Problem(
    `pulumi:local takes the commands that have no script of their own; got ${word}. ` +
      `Write: ${script(command, stack, project)}`,
  );
}

/** The word alone: what comes after it may be a secret. */
function changeOfConfiguration(words: readonly string[]): string | undefined {
  const action = firstPlainWord(words.slice(words.indexOf("config") + 1));
  return ["cp", "env", "refresh", "rm", "rm-all", "set", "set-all"].find((change) => change === action);
}

/** The engine would write it into a copy of the stack's file, which is made anew for every command. */
export function configurationIsTheProjects(got: string, stack: string): string {
  return `${got}, and a local stack has the configuration of Pulumi.${stack}.yaml. Write it there.`;
}
