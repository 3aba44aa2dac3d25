import { relative } from "node:path";

/** An error in what was to be bundled, in words for whoever wrote it. */
export function bundleFailure(entry: string, problems: string[]): Error {
  const lines = problems.map((problem) => `  ${problem}`);
  const error = new Error([`${relative(process.cwd(), entry)} cannot be bundled:`, ...lines].join("\n"));
  // Pulumi prints the stack in place of the message wherever there is one.
  error.stack = "";
  return error;
}
