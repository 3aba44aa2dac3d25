import { runtime } from "@pulumi/pulumi";
import * as settingsModule from "@pulumi/pulumi/runtime/settings";
import type { Callbacks } from "./callbacks";
import { keepClosed } from "./closed-secrets";
import { Failures } from "./failures";
import { keepLogOf } from "./logging";
import "./promises";
import "./sdk-copies";
import { currentStore, withStore } from "./store";

/**
 * The parts of Pulumi's Node runtime that it uses itself for inline programs and component providers, but does not
 * declare: the wait for a run's outstanding calls, and the store per run of store.ts. This file, store.ts, callbacks.ts,
 * logging.ts, promises.ts and closed-secrets.ts are the only ones that reach for such parts, and the only ones that have
 * to say their types.
 */
const settings = settingsModule as unknown as {
  waitForRPCs: () => Promise<void>;
  awaitFeatureSupport: () => Promise<void>;
};

const failures = new Failures(currentStore);

/** What stands at the other end of the runtime's calls, as objects in this process. */
export interface Services {
  project: string;
  stack: string;
  preview: boolean;
  monitor: object;
  callbacks: Callbacks;
  /** The secrets that nobody here can open. */
  closedKeys: readonly string[];
  /** Told of what the program and the SDK log. */
  log: (severity: "info" | "warning" | "error", message: string) => void;
  /** Told of every rejection that the run leaves unhandled. */
  report: (reason: unknown) => void;
  /** Told that the event loop is empty while the run goes on. */
  drained: () => void;
}

/**
 * Runs something in a runtime store of its own, so that evaluations side by side do not see each other. A run that
 * waits for what has failed never ends, so what it leaves unhandled is watched until `release`.
 */
export function inOwnRuntime<T>(services: Services, run: () => Promise<T>): Promise<T> {
  return withStore(async () => {
    // "mock" keeps the runtime from opening a connection of its own: it takes the monitor that the store holds.
    runtime.resetOptions(services.project, services.stack, -1, "", "mock", services.preview, "organization");
    const store = currentStore();
    if (!store) throw new Error("Pulumi's runtime gave no store of its own");
    store.settings.monitor = services.monitor;
    store.callbacks = services.callbacks.server(services.monitor);
    keepLogOf(store, (level, message) => {
      if (level !== "debug") services.log(level === "warn" ? "warning" : level, message);
    });
    keepClosed(store, services.closedKeys);
    await settings.awaitFeatureSupport();
    failures.watch(store, services);
    return run();
  });
}

/** Ends the watch over an evaluation's runs, once Node has told of what they left unhandled: after the microtasks. */
export async function release(services: Services): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  failures.release(services);
}

/** Waits until every call of the current run has been answered, those that answers gave rise to included. */
export function waitForCalls(): Promise<void> {
  return settings.waitForRPCs();
}
