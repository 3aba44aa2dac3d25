import { isProtected } from "../plugins/account/holding";
import { readAccount } from "./account";
import type { CheckpointResource } from "./checkpoint";
import { engineArguments } from "./commands";
import { isHeldBack } from "./held-back";
import { inWords, leftIn } from "./leftovers";
import { runEngine } from "./run";
import { script } from "./script";
import { withoutDeletionProtection } from "./stack-file";
import type { LocalStack } from "./stack";

/**
 * The way to take down a stack that protects what holds data: AWS's own protection off in the configuration and an up
 * that carries it there, Pulumi's protection off in the state, and then destroy.
 */
export async function teardown(stack: LocalStack, flags: readonly string[]): Promise<number> {
  stack.prepare(withoutDeletionProtection);
  const steps = stepsFor(stack, flags);
  if (steps.length === 0) console.log(`There is nothing to take down: the stack ${stack.name} has no resources.`);
  for (const [place, { what, args }] of steps.entries()) {
    console.log(`\nteardown ${String(place + 1)} of ${String(steps.length)}: ${what}\n`);
    const code = await runEngine(stack, args);
    if (code !== 0) {
      if (place === steps.length - 1) sayWhatIsProtected(stack);
      return code;
    }
  }
  return sayWhatIsLeft(stack);
}

/** Only what the state no longer knows is out of the stack's hands: the rest is a teardown that did not do its work. */
function sayWhatIsLeft(stack: LocalStack): number {
  const kept = resourcesOf(stack);
  if (kept.length > 0) {
    console.error(
      [
        `The stack ${stack.name} still has these, so it is not taken down:`,
        ...kept.map(({ urn }) => `  ${urn}`),
        `See what the engine said of them above, and then again: ${script("teardown", stack.name, stack.place.project)}`,
      ].join("\n"),
    );
    return 1;
  }
  const left = leftIn(stack.accountFile);
  console.log(
    left.length === 0
      ? "\nNothing is left in the account."
      : `\nLeft in the account:\n${left.map((line) => `  ${line}`).join("\n")}`,
  );
  return 0;
}

function resourcesOf(stack: LocalStack): CheckpointResource[] {
  return stack.exported().resources ?? [];
}

function stepsFor(stack: LocalStack, flags: readonly string[]) {
  const resources = resourcesOf(stack);
  if (resources.length === 0) return [];
  // Without the policies: they would rightly refuse a stack whose data is not protected.
  const release = { what: "deletion protection off", args: stack.arguments("up", "--yes") };
  return [
    // Of a stack that was let go before and half deleted, an up would make the other half anew.
    ...(resources.some(isHeldBack) ? [release] : []),
    { what: "nothing protected any more", args: ["state", "unprotect", "--all", "--yes", "--stack", stack.name] },
    { what: "everything deleted", args: [...engineArguments.destroy(stack), ...flags] },
  ];
}

/** Only a switch of that name in the stack's file was turned off: a program may have its protection from elsewhere. */
function sayWhatIsProtected(stack: LocalStack): void {
  const kept = readAccount(stack.accountFile).holdings.filter(isProtected);
  if (kept.length === 0) return;
  console.error(
    [
      "AWS still protects these from deletion:",
      ...kept.map((holding) => `  ${inWords(holding)}`),
      `teardown:local turns off every deletionProtection: true in Pulumi.${stack.name}.yaml, and theirs is not set there.`,
      "Turn it off where it is set, and run teardown:local again: its first step takes that to the account.",
    ].join("\n"),
  );
}
