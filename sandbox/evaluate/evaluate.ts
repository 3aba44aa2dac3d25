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
  /** Those of secretKeys whose value is a word in the place of a secret that nobody here can open. Defaults to none. */
  closedKeys?: readonly string[];
  /** What the program's stack references find, by the name that they give. Defaults to none. */
  otherStacks?: OtherStacks;
  /** preview: what only AWS can know is unknown; deployed: it is filled in. */
  knowledge: Knowledge;
  /**
   * For a process that does nothing else: the run then lasts, as Pulumi's own, until the event loop has drained, and
   * what a timer makes after the program has returned is part of it. Called when only that is waited for. Without it
   * the run ends when the program has returned and all its calls are answered; making a resource later is an error.
   */
  untilDrained?: () => void;
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
  const { closedKeys = [], untilDrained } = args;
  const errors = new Set<unknown>();
  const failed = new Turn();
  const drained = new Turn();
  let returned = false;
  const messages: Evaluation["messages"] = [];
  const callbacks = new Callbacks();
  const monitor: Monitor = new Monitor({
    ...{ stack, project, knowledge, config, secretKeys, otherStacks, callbacks },
    services: () => services,
  });
  const services: Services = {
    ...{ project, stack, preview: knowledge === "preview", monitor, callbacks, closedKeys },
    log: (severity, message) => {
      messages.push({ severity, message });
      // The engine lets the program go on after an error it logs, and calls the whole run failed at the end.
      if (severity === "error") errors.add(new RunError(withoutStack(message)));
    },
    report: (reason) => {
      errors.add(reason);
      failed.come();
    },
    drained: () => {
      if (returned) drained.come();
      else
        services.report(
          new RunError("the program waits for something that never comes: a promise that nobody settles"),
        );
    },
  };
  try {
    await inOwnRuntime(services, async () => {
      runtime.setAllConfig(config, [...secretKeys]);
      const run = runtime
        .runInPulumiStack(async () => Promise.resolve(args.program()))
        .then(waitForCalls)
        .then(() => {
          returned = true;
          untilDrained?.();
          return untilDrained && drained.came;
        });
      // What waits for a failed resource waits for ever, so a failure ends the run. The sandbox answers without a turn
      // of the event loop, and `release` waits for one: other failures of what the program has begun are told as well.
      await Promise.race([run.catch(services.report), failed.came]);
    });
  } finally {
    await release(services);
  }
  if (errors.size > 0) throw new ProgramError([...errors]);
  monitor.end();
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
