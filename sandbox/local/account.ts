import { AccountFile, type Contents } from "../plugins/account/account-file";
import { Problem } from "../problem";

/** What is in the account of that file. */
export function readAccount(file: string): Contents {
  return mendable(file, () => new AccountFile(file).read());
}

/** Changes the account as somebody does who is no provider. */
export function changeAccount<T>(file: string, change: (contents: Contents) => T): T {
  return mendable(file, () => new AccountFile(file).change(change));
}

/** People write in the file too, so what is wrong with it is theirs to mend. */
function mendable<T>(file: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { message } = error;
    const fix = "make it a file that you may read and write, or delete it to begin with an empty account";
    throw new Problem(message.includes(file) ? sentence(message) : `The account file ${file}: ${message}; ${fix}.`);
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}
