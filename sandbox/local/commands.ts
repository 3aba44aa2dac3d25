import { join } from "node:path";
import type { LocalStack } from "./stack";

const clothesline = join(__dirname, "..", "..");

/** The pack that guards the stacks. */
export const policyPack = join(clothesline, "policies");

/** What the engine is told for each command. Nothing but a file is at stake, so it asks no questions. */
export const engineArguments = {
  preview: (stack: LocalStack) => stack.arguments("preview", "--policy-pack", policyPack),
  up: (stack: LocalStack) => stack.arguments("up", "--yes", "--policy-pack", policyPack),
  refresh: (stack: LocalStack) => stack.arguments("refresh", "--yes"),
  destroy: (stack: LocalStack) => stack.arguments("destroy", "--yes"),
};
