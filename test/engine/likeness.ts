import { AccountFile } from "../../sandbox/plugins/account/account-file";
import type { Holding } from "../../sandbox/plugins/account/holding";
import { propertiesToWire } from "../../sandbox/values";
import type { TestStack } from "./workspace";

/** What a stack has come to, in words in which two runs of the same program are alike. */
export interface Outcome {
  /** Everything in the account, with what was asked for. */
  account: string[];
  /** Everything that the engine knows of. */
  known: string[];
  /** What the engine knows of and the account does not hold. */
  missing: string[];
  /** What the engine is not sure of. */
  pending: string[];
}

export function outcomeOf(stack: TestStack): Outcome {
  const { holdings } = new AccountFile(stack.accountFile).read();
  const { resources = [], pending_operations: pending = [] } = stack.exported();
  const held = new Set(holdings.map(({ type, id }) => `${type} ${id}`));
  const made = resources.filter(({ custom, type, external = false }) => custom && !external && type.startsWith("aws:"));
  return {
    account: inWordsOfTheProgram(holdings),
    known: resources.map(({ urn, delete: isOld = false }) => (isOld ? `${urn}, to be deleted` : urn)).sort(),
    missing: made.filter(({ type, id = "" }) => !held.has(`${type} ${id}`)).map(({ urn }) => urn),
    pending: pending.map(({ resource }) => resource.urn),
  };
}

/**
 * What is made again has another id. So each id is written as what it was made for, wherever it is named, and what is
 * left of the digits that AWS or the engine makes up is left out.
 */
function inWordsOfTheProgram(holdings: readonly Holding[]): string[] {
  const names = holdings.map((holding) => [holding.id, madeFor(holding)] as const);
  // The longest first, because one id may be a part of another.
  names.sort(([one], [other]) => other.length - one.length);
  const lines = holdings.map((holding) => {
    const asked = names.reduce(
      (text, [id, name]) => text.replaceAll(id, `<${name}>`),
      JSON.stringify(propertiesToWire(holding.inputs)),
    );
    return `${holding.type} ${madeFor(holding)} ${asked.replaceAll(/[0-9a-f]{7,}/g, "*")}`;
  });
  return lines.sort();
}

function madeFor({ madeAs }: Holding): string {
  return (
    madeAs
      .replace(/ #\d+$/, "")
      .split("::")
      .at(-1) ?? ""
  );
}
