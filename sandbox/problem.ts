/** What a person can mend: its message is all there is to say, and the command ends with exit code 2. */
export class Problem extends Error {
  override readonly name = "Problem";
}

/** Runs a command to its end, with the exit code that it gives. */
export function runCommand(main: (argv: string[]) => Promise<number>): void {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      console.error(error.message);
      process.exitCode = 2;
    },
  );
}
