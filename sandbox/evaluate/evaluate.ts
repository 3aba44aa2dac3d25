import { runtime, RunError } from "@pulumi/pulumi";
import type { Knowledge } from "../aws/model";
import type { Properties } from "../values";
import { Callbacks } from "./callbacks";
import type { EvaluatedResource } from "./entry";
import { Monitor } from "./monitor";
import { ProgramError } from "./program-error";
import type { OtherStacks } from "./reads";
import { inOwnRuntime, release, waitForCalls, type Services } from "./runtime";

export interface EvaluateArgs {
  /** The program; what it returns are the stack's outputs. */
  program: () => unknown;
  stack: string;
  /** Defaults to clothesline. */
  project?: string;
  /** Keys with their namespace, as in a stack file; structured values as JSON text. Defaults to none. */
  config?: Record<string, string>;
  /** The keys of config whose values are secret. Defaults to none. */
  secretKeys?: readonly string[];
  /** What the program's stack references find, by the name that they give. Defaults to none. */
  otherStacks?: OtherStacks;
  /** preview: what only AWS can know is unknown; deployed: it is filled in. */
  knowledge: Knowledge;
}

export interface Evaluation {
  project: string;
  stack: string;
  knowledge: Knowledge;
  /** In the order in which the program registered them. */
  resources: EvaluatedResource[];
  stackOutputs: Properties;
  /** What the program logged, warnings of the SDK included. */
  messages: { severity: "info" | "warning" | "error"; message: string }[];
}

/** Runs a Pulumi program in this process against the sandbox's AWS. Evaluations may run side by side. */
export async function evaluate(args: EvaluateArgs): Promise<Evaluation> {
  const { stack, project = "clothesline", config = {}, secretKeys = [], otherStacks = {}, knowledge } = args;
  const errors = new Set<unknown>();
  const failed = new Turn();
  const messages: Evaluation["messages"] = [];
  const callbacks = new Callbacks();
  const monitor: Monitor = new Monitor({
    ...{ stack, project, knowledge, config, secretKeys, otherStacks, callbacks },
    services: () => services,
  });
  const services: Services = {
    ...{ project, stack, preview: knowledge === "preview", monitor, callbacks },
    log: (severity, message) => {
      messages.push({ severity, message });
      // The engine lets the program go on after an error it logs, and calls the whole run failed at the end.
      if (severity === "error") errors.add(new RunError(withoutStack(message)));
    },
    report: (reason) => {
      errors.add(reason);
      failed.come();
    },
  };
  try {
    await inOwnRuntime(services, async () => {
      runtime.setAllConfig(config, [...secretKeys]);
      const run = runtime.runInPulumiStack(async () => Promise.resolve(args.program())).then(waitForCalls);
      // What waits for a failed resource waits for ever, so a failure ends the run as soon as nothing else goes on.
      await Promise.race([run.catch(services.report), failed.came.then(() => quiet(errors, monitor))]);
    });
  } finally {
    await release(services);
  }
  if (errors.size > 0) throw new ProgramError([...errors]);
  const resources = [...monitor.resources.values()];
  return { project, stack, knowledge, resources, stackOutputs: monitor.stackOutputs, messages };
}

/** The SDK logs the stack of an error that it also throws, which is told of where it is thrown. */
function withoutStack(message: string): string {
  return message.replaceAll(/\n\s+at .*/g, "");
}

/** Something that comes once. */
class Turn {
  come: () => void = () => undefined;
  readonly came = new Promise<void>((resolve) => {
    this.come = resolve;
  });
}

/** Waits until several turns of the event loop have brought neither a resource nor an error. */
async function quiet(errors: ReadonlySet<unknown>, monitor: Monitor): Promise<void> {
  let before = -1;
  let still = 0;
  while (still < 10) {
    const now = errors.size + monitor.resources.size;
    still = now === before ? still + 1 : 0;
    before = now;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
