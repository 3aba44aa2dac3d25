import "./one-run";
import "./late-loading";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { ProgramError, type Knowledge } from "../sandbox";
import { Problem } from "../sandbox/problem";
import { entryOf } from "./entry";
import { endedByProgram } from "./exit-code";
import { withoutSecrets } from "./hidden";
import { watchOpen, type Lingering } from "./lingering";
import { runnerOf } from "./load-program";
import { standIn } from "./sealed";
import { planStack, type PlannedStack } from "./stack-plan";
import { readStackFile, type StackFile } from "./stacks";

/** What a worker sends back: the plan, or what is wrong. */
export type WorkerAnswer = { stack: string; planned: PlannedStack } | { stack: string; broken: string };

const [root = "", stack = "", knowledge = "preview", environments = ""] = process.argv.slice(2);

// What the program calls to end its process, and with it its plan. The code tells who did it.
const exit = process.exit.bind(process);
process.exit = () => exit(endedByProgram);

/** Plans one stack in a process of its own, so that several use several cores. */
async function work(file: StackFile, knowledge: Knowledge): Promise<WorkerAnswer> {
  const { stack } = file;
  const program = runnerOf(entryOf(file.program));
  try {
    // As Pulumi's own runner does: the program starts in its folder, and is loaded inside the run, so that an error
    // while loading is the program's too.
    process.chdir(statSync(file.program).isDirectory() ? file.program : dirname(file.program));
    const returned = watchOpen((heldBy) => {
      process.send?.({ stack, heldBy } satisfies Lingering);
    });
    const planned = await planStack(file, knowledge, program, returned);
    const notes = file.notes.map((message) => ({ severity: "warning" as const, message }));
    return { stack, planned: { ...planned, messages: [...notes, ...planned.messages] } };
  } catch (error) {
    if (error instanceof ProgramError) return failed(file, error);
    throw error;
  }
}

/** What went wrong, and what is not known of the configuration that may be the cause. */
function failed({ stack, closedKeys, notes }: StackFile, error: ProgramError): WorkerAnswer {
  const what = error.explain(root).replaceAll(`'${standIn}'`, "(sealed)");
  const closed =
    `Pulumi.${stack}.yaml seals ${closedKeys.join(", ")}, and a word stands for what nobody here can open.\n` +
    "If that is the cause: set PULUMI_CONFIG_PASSPHRASE if a passphrase seals it, or let the program read it with\n" +
    "requireSecret, requireSecretNumber, requireSecretBoolean or requireSecretObject, which a plan can go on from.";
  return { stack, broken: [what, ...notes, ...(closedKeys.length > 0 ? [closed] : [])].join("\n") };
}

/** Reads the stack's file, plans it, and tells nothing of its secrets. */
async function answer(): Promise<void> {
  try {
    const file = readStackFile(root, stack, environments === "without-environments");
    const send = (told: WorkerAnswer) => {
      process.send?.(withoutSecrets(told, file.secrets), () => exit(0));
    };
    // What a program throws from a timer reaches nobody who called it.
    process.on("uncaughtException", (error) => {
      send(failed(file, new ProgramError([error])));
    });
    send(await work(file, knowledge === "deployed" ? "deployed" : "preview"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.send?.({ stack, broken: error.message } satisfies WorkerAnswer, () => exit(0));
  }
}

// Who asked for the plan may be gone while the program still runs.
process.on("disconnect", () => exit(1));
// Listening for that is no reason to go on.
process.channel?.unref();
void answer();
