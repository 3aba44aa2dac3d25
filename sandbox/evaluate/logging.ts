import type * as pulumi from "@pulumi/pulumi";
import { currentStore, type Store } from "./store";

type Level = "debug" | "info" | "warn" | "error";
type Log = (message: string, ...rest: unknown[]) => Promise<void>;

const keepers = new WeakMap<Store, (level: Level, message: string) => void>();

/** Hands to `keep` what the current run logs, for as long as the run's store lives. */
export function keepLogOf(store: Store, keep: (level: Level, message: string) => void): void {
  keepers.set(store, keep);
}

/**
 * Pulumi's log is one chain of promises for the whole process, in which each message waits for the one before it and
 * for the resource it names. One message about a resource that never comes would silence, and with it stop, every later
 * program in the process. So a run that is kept here has no part in that chain; every other goes on as before.
 */
export function keepLogsIn(sdk: typeof pulumi): void {
  const log = sdk.log as unknown as Record<Level, Log>;
  for (const level of ["debug", "info", "warn", "error"] as const) {
    const original = log[level];
    log[level] = (message, ...rest) => {
      const store = currentStore();
      const keep = store && keepers.get(store);
      if (!keep) return original(message, ...rest);
      // What `log.hasErrors()` goes by.
      if (level === "error") store.logErrorCount += 1;
      keep(level, message);
      return Promise.resolve();
    };
  }
}
