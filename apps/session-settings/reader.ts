export type Environment = Record<string, string | undefined>;

/** Reads values from an environment, and keeps a sentence for each that cannot be used. */
export class Reader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  text(name: string): string {
    const value = this.environment[name] ?? "";
    if (value === "") this.refuse(name, "a text");
    return value;
  }

  number(name: string, most: number, least = 1): number {
    const value = Number(this.environment[name]);
    if (/^\d+$/.test(this.environment[name] ?? "") && value >= least && value <= most) return value;
    this.refuse(name, `a whole number from ${least} to ${most}`);
    return 0;
  }

  flag(name: string): boolean {
    return this.choice(name, ["true", "false"]) === "true";
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const found = choices.find((choice) => choice === this.environment[name]);
    if (found === undefined) this.refuse(name, choices.join(", "));
    return found;
  }

  /** A secret is never shown, not even a wrong one: it may be the right one of something else. */
  refuse(name: string, allowed: string, { secret = false } = {}): void {
    const value = this.environment[name];
    const got = value === undefined ? "nothing" : secret ? "something else" : JSON.stringify(value);
    this.problems.push(
      `${name}: got ${got}. Allowed: ${allowed}. Fix: the web tier sets it with its session strategy; ` +
        "outside one, set it yourself.",
    );
  }

  /** As it stands. */
  raw(name: string): string {
    return this.environment[name] ?? "";
  }
}

const keyBytes = 32;

export function cookieKey(reader: Reader, name: string): Uint8Array {
  const written = reader.raw(name);
  const key = Buffer.from(written, "base64");
  // Node reads whatever it can of a text that is no base64, so the way back must lead to the same text.
  if (key.length !== keyBytes || key.toString("base64") !== written) {
    reader.refuse(name, `${keyBytes} bytes in base64`, { secret: true });
  }
  return key;
}
