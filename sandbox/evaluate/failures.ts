interface Told {
  report: (reason: unknown) => void;
  /** Node's event loop is empty, and the run is still under way. */
  drained: () => void;
}

/**
 * Pulumi's runtime reports an error inside an `apply`, or a refused resource, as a rejection that nobody handles:
 * its own runner listens for those on the process. So does this, for the runs under way; a rejection of anybody
 * else's goes to whoever listened before. A run that waits for what nobody will do any more would end the process
 * without a word, so it is told of that too.
 */
export class Failures {
  private readonly underway = new Map<object, Told>();
  private others: NodeJS.UnhandledRejectionListener[] = [];

  /** `current` names the run that is executing now. */
  constructor(private readonly current: () => object | undefined) {}

  /** Tells of the run's unhandled rejections and of an empty event loop, until `release` is called with the same. */
  watch(run: object, told: Told): void {
    if (this.underway.size === 0) {
      this.others = process.listeners("unhandledRejection");
      process.removeAllListeners("unhandledRejection");
      process.on("unhandledRejection", this.dispatch);
      process.on("beforeExit", this.nothingLeft);
    }
    this.underway.set(run, told);
  }

  /** Forgets all the runs that report there. */
  release(told: Told): void {
    for (const [run, other] of this.underway) if (other === told) this.underway.delete(run);
    if (this.underway.size > 0) return;
    process.off("unhandledRejection", this.dispatch);
    process.off("beforeExit", this.nothingLeft);
    for (const listener of this.others) process.on("unhandledRejection", listener);
    this.others = [];
  }

  private readonly nothingLeft = (): void => {
    for (const told of new Set(this.underway.values())) told.drained();
  };

  private readonly dispatch = (reason: unknown, promise: Promise<unknown>): void => {
    const run = this.current();
    const told = run && this.underway.get(run);
    if (told) {
      told.report(reason);
    } else if (this.others.length > 0) {
      for (const listener of this.others) listener(reason, promise);
    } else {
      throw reason;
    }
  };
}
