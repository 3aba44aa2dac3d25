import { join, relative, sep } from "node:path";
import { InputPropertiesError, RunError } from "@pulumi/pulumi";

/** The program failed: every error it gave, in the order in which they came. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";

  constructor(readonly errors: readonly unknown[]) {
    super([...new Set(errors.map(messageOf))].join("\n"));
  }

  /** What a person is told: the messages, and for a fault of the program the line below `folder` that it is at. */
  explain(folder: string): string {
    const told = this.errors.map((error) => {
      const place = placeOf(error, folder);
      return place === undefined ? messageOf(error) : `${messageOf(error)}\n  at ${place}`;
    });
    return [...new Set(told)].join("\n");
  }
}

function messageOf(error: unknown): string {
  if (isInputPropertiesError(error)) {
    // Other components' messages may be a heading alone, with the mistakes beside it.
    const untold = error.errors.filter(({ reason }) => !error.message.includes(reason));
    return [error.message, ...untold.map(({ propertyPath, reason }) => `  ${propertyPath}: ${reason}`)].join("\n");
  }
  if (!(error instanceof Error)) return String(error);
  // Node lists every file on the way to the one that asks for the module, ours as well; the line below says which.
  return "requireStack" in error ? error.message.replace(/\nRequire stack:[^]*$/, "") : error.message;
}

function isInputPropertiesError(error: unknown): error is InputPropertiesError {
  return InputPropertiesError.isInstance(error);
}

/** The first line of the folder's own code in an error's stack: `infra/deploy.ts:12:3`. */
function placeOf(error: unknown, folder: string): string | undefined {
  // These two are a person's mistake, not a fault of a line.
  const mistake: boolean = RunError.isInstance(error) || isInputPropertiesError(error);
  if (mistake || !(error instanceof Error)) return undefined;
  const places = (error.stack ?? "").matchAll(/\(?(\/[^()\s]+|[A-Z]:\\[^()]+?):(\d+):(\d+)\)?$/gm);
  for (const [, file = "", line = "", column = ""] of places) {
    const path = relative(folder, file);
    if (!path.startsWith("..") && !path.includes("node_modules") && !isOurs(file)) return `${path}:${line}:${column}`;
  }
  return undefined;
}

const root = join(__dirname, "..", "..");

function isOurs(file: string): boolean {
  return ["sandbox", "plan"].includes(relative(root, file).split(sep)[0] ?? "");
}
