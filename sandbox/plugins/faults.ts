import { appendFileSync, statSync } from "node:fs";

const kinds = ["throttle", "refuse", "crash-before", "crash-after"] as const;
const operations = ["create", "update", "delete"] as const;
export type Operation = (typeof operations)[number];

interface Fault {
  kind: (typeof kinds)[number];
  operation: Operation;
  /** Counted from one, over all the providers that use the account. */
  at: number;
}

/**
 * Faults on demand, for tests of what a person can do after them. The variable CLOTHESLINE_FAULTS lists them, with
 * commas between: KIND:OPERATION:N, as in "throttle:create:7,crash-after:create:12". The N-th such operation
 *
 * - `throttle`      fails as AWS fails too many requests; nothing is changed
 * - `refuse`        fails as AWS refuses who has no permission; nothing is changed
 * - `crash-before`  kills the provider before the change is in the account
 * - `crash-after`   kills the provider after the change is in the account, and before it answers
 *
 * OPERATION is create, update or delete. Both crashes leave the account locked, as a killed process does, and with the
 * process its answers are lost that are not on their way yet: some more of what it made may be left unknown. The
 * operations are counted in files beside the account, ACCOUNT.create and so on, one byte for each; whoever wants to
 * count anew deletes them. Without the variable nothing is counted.
 */
export class Faults {
  private readonly faults: readonly Fault[];

  constructor(
    listed: string,
    private readonly accountFile: string,
  ) {
    this.faults = listed.split(",").filter(Boolean).map(faultOf);
  }

  /** Runs a change of the account, with whatever fault is due. To be called with the account locked. */
  around<T>(operation: Operation | undefined, change: () => T, save: () => void): T {
    const due = operation && this.due(operation);
    if (due === "throttle") throw new Error("ThrottlingException: Rate exceeded");
    if (due === "refuse") {
      throw new Error("UnauthorizedOperation: You are not authorized to perform this operation.");
    }
    if (due === "crash-before") crash();
    const result = change();
    save();
    if (due === "crash-after") crash();
    return result;
  }

  private due(operation: Operation): Fault["kind"] | undefined {
    if (this.faults.length === 0) return undefined;
    const counter = `${this.accountFile}.${operation}`;
    appendFileSync(counter, ".");
    const count = statSync(counter).size;
    return this.faults.find((fault) => fault.operation === operation && fault.at === count)?.kind;
  }
}

function faultOf(listed: string): Fault {
  const [kind, operation, at] = listed.trim().split(":");
  const fault = {
    kind: kinds.find((one) => one === kind),
    operation: operations.find((one) => one === operation),
    at: Number(at),
  };
  if (fault.kind && fault.operation && Number.isInteger(fault.at) && fault.at > 0) return fault as Fault;
  throw new Error(
    `CLOTHESLINE_FAULTS lists "${listed}"; write KIND:OPERATION:N with one of ${kinds.join(", ")}, ` +
      `one of ${operations.join(", ")}, and a number from 1`,
  );
}

/** At once, and without a chance to put anything in order. */
function crash(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal may take a moment to arrive.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}
