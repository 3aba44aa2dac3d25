import { AccountFile } from "../plugins/account/account-file";
import type { Holding } from "../plugins/account/holding";
import { inWords } from "./leftovers";
import { Problem } from "./problem";
import type { LocalStack } from "./stack";

/**
 * What is in the account for this stack and not in its state: made by an up that was killed before it could write that
 * down. What AWS keeps of deleted things, such as a final snapshot, is no stray.
 */
export function straysOf(stack: LocalStack): Holding[] {
  const known = new Set((stack.exported().resources ?? []).map(({ type, id = "" }) => `${type} ${id}`));
  const { holdings } = new AccountFile(stack.accountFile).read();
  return holdings.filter(
    ({ type, id, madeAs, pendingDeletion }) => madeAs !== "" && pendingDeletion !== true && !known.has(`${type} ${id}`),
  );
}

/** Deletes strays, as one would in AWS's console. */
export function deleteStrays(stack: LocalStack): Holding[] {
  const strays = straysOf(stack);
  const gone = new Set(strays.map(({ type, id }) => `${type} ${id}`));
  new AccountFile(stack.accountFile).change((contents) => {
    contents.holdings = contents.holdings.filter(({ type, id }) => !gone.has(`${type} ${id}`));
  });
  return strays;
}

export function strays(stack: LocalStack, flags: readonly string[]): number {
  const [other] = flags.filter((flag) => flag !== "--delete");
  if (other !== undefined) throw new Problem(`strays:local got ${other}; it takes --delete, or nothing to list only.`);
  const deleted = flags.includes("--delete");
  const found = deleted ? deleteStrays(stack) : straysOf(stack);
  const heading = deleted ? "Deleted from the account:" : `In the account, and unknown to the stack ${stack.name}:`;
  const lines = found.map((holding) => `  ${inWords(holding)}`);
  console.log(
    found.length === 0 ? "The account holds nothing that the stack does not know." : [heading, ...lines].join("\n"),
  );
  return 0;
}
