import { RunError } from "@pulumi/pulumi";

/**
 * Pulumi's runtime reports an error inside an `apply`, or a refused resource, as a rejection that nobody handles:
 * its own runner listens for those on the process. So does this, for the runs under way; a rejection of anybody
 * else's goes to whoever listened before. A run that waits for what nobody will do any more would end the process
 * without a word, so it is told of that too.
 */
export class Failures {
  private readonly underway = new Map<object, (reason: unknown) => void>();
  private others: NodeJS.UnhandledRejectionListener[] = [];

  /** `current` names the run that is executing now. */
  constructor(private readonly current: () => object | undefined) {}

  /** Hands the run's unhandled rejections to `report`, until `release` is called with it. */
  watch(run: object, report: (reason: unknown) => void): void {
    if (this.underway.size === 0) {
      this.others = process.listeners("unhandledRejection");
      process.removeAllListeners("unhandledRejection");
      process.on("unhandledRejection", this.dispatch);
      process.on("beforeExit", this.nothingLeft);
    }
    this.underway.set(run, report);
  }

  /** Forgets all the runs that report there. */
  release(report: (reason: unknown) => void): void {
    for (const [run, told] of this.underway) if (told === report) this.underway.delete(run);
    if (this.underway.size > 0) return;
    process.off("unhandledRejection", this.dispatch);
    process.off("beforeExit", this.nothingLeft);
    for (const listener of this.others) process.on("unhandledRejection", listener);
    this.others = [];
  }

  /** Node's event loop is empty, and runs are still under way. */
  private readonly nothingLeft = (): void => {
    const reason = new RunError("the program waits for something that never comes: a promise that nobody settles");
    for (const report of new Set(this.underway.values())) report(reason);
  };

  private readonly dispatch = (reason: unknown, promise: Promise<unknown>): void => {
    const run = this.current();
    const report = run && this.underway.get(run);
    if (report) {
      report(reason);
    } else if (this.others.length > 0) {
      for (const listener of this.others) listener(reason, promise);
    } else {
      throw reason;
    }
  };
}
