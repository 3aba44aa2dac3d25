import * as pulumi from "@pulumi/pulumi";

/** One key of a stack's configuration that cannot stay as it is. */
export interface Problem {
  /** Where: the key with its namespace and its path, in the form that `pulumi config set --path` takes. */
  key: string;
  /** What is written there now; `[secret]` for a secret. */
  got: string;
  /** What may be written there. */
  allowed: string;
  /** What to do about it. */
  fix: string;
}

/**
 * Everything that is wrong with a stack's configuration, at once. It is a RunError, so that Pulumi shows the message
 * and no stack trace: the mistake is in a file of the person's, not in the program.
 */
export class ConfigurationError extends pulumi.RunError {
  constructor(
    stack: string,
    /** The bad keys, each with its remedy. */
    readonly problems: readonly Problem[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`Pulumi.${stack}.yaml has ${count}:\n\n${problems.map(paragraph).join("\n\n")}\n`);
  }
}

function paragraph({ key, got, allowed, fix }: Problem): string {
  return [`  ${key}`, `    got      ${got}`, `    allowed  ${allowed}`, `    fix      ${fix}`].join("\n");
}
