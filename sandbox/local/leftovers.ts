import { AccountFile } from "../plugins/account/account-file";
import type { Holding } from "../plugins/account/holding";

/** What is in an account, a line each. */
export function leftIn(accountFile: string): string[] {
  return new AccountFile(accountFile).read().holdings.map(inWords);
}

/** Something in the account, for a person: what, which, where, and what becomes of it. */
export function inWords({ type, id, region, madeAs, pendingDeletion }: Holding): string {
  const name = madeAs.split("::").at(-1) ?? "";
  const remarks = [
    ...(name === "" ? [] : [`made as ${name}`]),
    ...(pendingDeletion === true ? ["waits for its deletion"] : []),
  ];
  return [type, id, region, ...remarks].join("  ");
}
