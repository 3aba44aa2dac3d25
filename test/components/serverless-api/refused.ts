import assert from "node:assert/strict";
import { ServerlessApi, type ServerlessApiArgs } from "../../../components/index";
import { refused } from "../refusal";

/** Arguments as JavaScript or another language may hand them over. */
export const api = (args: object | undefined, name = "shop-todos") =>
  new ServerlessApi(name, args as ServerlessApiArgs);

/** Arguments that are wrong, and the paths of what is. */
export interface Row {
  what: string;
  args: object | undefined;
  wrong: string[];
}

/** A test for each row. */
export function refusesRows(rows: readonly Row[]): void {
  for (const { what, args, wrong } of rows) {
    it(what, () => {
      assert.deepEqual(
        refused(() => api(args)),
        wrong,
      );
    });
  }
}
