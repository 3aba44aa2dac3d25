import type { Server } from "node:http";
import type { Settings } from "./settings";

/** A server's way to its end. */
export interface Ending {
  /** Whether it has begun. */
  begun: boolean;
}

/**
 * Ends the process in order once it is told to: for a moment it still answers everything, but each answer closes its
 * connection, so that a load balancer sends nothing into a connection that is just going away; then it takes no more,
 * finishes what it has begun, and exits. What takes too long is cut off.
 */
export function endInOrder(
  server: Server,
  { closingSeconds, drainSeconds }: Settings,
  log: (event: string) => void,
): Ending {
  const ending: Ending = { begun: false };
  const end = (): void => {
    if (ending.begun) return;
    ending.begun = true;
    log("stopping");
    setTimeout(() => {
      // Also closes the connections that nobody uses.
      server.close(() => {
        log("stopped");
        process.exit(0);
      });
    }, closingSeconds * 1000);
    setTimeout(
      () => {
        log("stopped before all was answered");
        process.exit(1);
      },
      (closingSeconds + drainSeconds) * 1000,
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  return ending;
}
