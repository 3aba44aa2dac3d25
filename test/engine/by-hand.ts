import { AccountFile, type Contents } from "../../sandbox/plugins/account/account-file";
import type { TestStack } from "./workspace";

/** What somebody does to the account behind Pulumi's back, or AWS by itself. */
export function byHand(stack: TestStack, change: (contents: Contents) => void): void {
  new AccountFile(stack.accountFile).change(change);
}
