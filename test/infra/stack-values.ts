import { ConfigurationError, type Problem, parseConfig } from "../../infra/config";

/** The least that a stack must say. */
export const good = { "aws:region": "eu-west-1", "clothesline:owner": "platform" };

/** Values as Pulumi hands them out: text as it is, everything else as JSON; undefined is left out. */
export function asPulumiDoes(values: Record<string, unknown>): Record<string, string> {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    present.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** The error that these values give. */
export function errorOf(
  values: Record<string, unknown>,
  secretKeys: string[] = [],
  stack = "prod",
): ConfigurationError {
  try {
    parseConfig(asPulumiDoes(values), stack, secretKeys);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("This configuration was accepted.");
}

/** The same in a stack that may serve unencrypted, so that a block takes no domain. */
export function problemsOf(values: Record<string, unknown>, secretKeys: string[] = []): readonly Problem[] {
  return errorOf(values, secretKeys, "dev").problems;
}
