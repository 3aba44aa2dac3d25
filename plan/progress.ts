import type { Lingering } from "./lingering";

/** Says on standard error what is being worked on or waited for, once it has taken longer than a second. */
export class Progress {
  private readonly underway: Map<string, string>;
  private readonly timer: NodeJS.Timeout;
  private said = "";

  constructor(stacks: readonly string[]) {
    this.underway = new Map(stacks.map((stack) => [stack, stack]));
    this.timer = setInterval(() => {
      this.say();
    }, 1000);
  }

  readonly finished = (stack: string): void => {
    this.underway.delete(stack);
  };

  /** Pulumi waits as well for what a program leaves open, and a server or an interval is open for ever. */
  readonly lingering = ({ stack, heldBy }: Lingering): void => {
    const open = [...new Set(heldBy)].join(", ");
    this.underway.set(
      stack,
      `${stack} (its program has returned; as pulumi up would, this waits for what is open: ${open})`,
    );
  };

  end(): void {
    clearInterval(this.timer);
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }

  /** A terminal's line is written over; a log gets each line once. */
  private say(): void {
    const text = `planning ${[...this.underway.values()].join(" and ")} …`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
    else if (text !== this.said) process.stderr.write(`${text}\n`);
    this.said = text;
  }
}
