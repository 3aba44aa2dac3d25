/**
 * A cause told to the person who ran `pulumi up`. Pulumi shows what Lambda answers, so the message is all they see: it
 * says what, where and what to do, and never holds the password.
 */
export class MigrationFailure extends Error {
  override readonly name = "MigrationFailure";

  constructor(message: string) {
    super(message);
    // Lambda sends the stack along, and Pulumi prints it. Frames of bundled code help nobody to mend a migration.
    this.stack = `${this.name}: ${message}`;
  }
}

/** One failure that tells every problem, so that nobody mends one only to meet the next. */
export function refuseAll(heading: string, problems: string[]): void {
  if (problems.length === 0) return;
  throw new MigrationFailure([heading, ...problems.map((problem) => `  ${problem}`)].join("\n"));
}
