/** Says on standard error what is being worked on, once it has taken longer than a second. */
export class Progress {
  private readonly underway: Set<string>;
  private readonly timer: NodeJS.Timeout;

  constructor(stacks: readonly string[]) {
    this.underway = new Set(stacks);
    this.timer = setInterval(() => {
      this.say();
    }, 1000);
  }

  finished(stack: string): void {
    this.underway.delete(stack);
  }

  end(): void {
    clearInterval(this.timer);
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }

  /** A terminal's line is written over; a log gets the line once. */
  private say(): void {
    const text = `planning ${[...this.underway].join(" and ")} …`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${text}`);
    } else {
      clearInterval(this.timer);
      process.stderr.write(`${text}\n`);
    }
  }
}
