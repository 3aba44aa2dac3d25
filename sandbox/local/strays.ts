import { resourceModels } from "../aws";
import type { Holding } from "../plugins/account/holding";
import { changeAccount, readAccount } from "./account";
import type { CheckpointResource } from "./checkpoint";
import { inWords } from "./leftovers";
import { Problem } from "../problem";
import type { LocalStack } from "./stack";

/** Of a stack, what tells a stray from what is known. */
type Compared = Pick<LocalStack, "accountFile" | "exported">;

/**
 * What is in the account for this stack and not in its state: made by an up that was killed before it could write that
 * down. What a person or AWS put there is no stray, such as a final snapshot, nor is a key that waits for its deletion.
 */
export function straysOf(stack: Compared): Holding[] {
  const isKnown = knownTo(stack);
  return readAccount(stack.accountFile).holdings.filter((holding) => isStray(holding, isKnown));
}

/** Deletes strays, as one would in AWS's console. */
export function deleteStrays(stack: Compared): Holding[] {
  const isKnown = knownTo(stack);
  return changeAccount(stack.accountFile, (contents) => {
    const strays = contents.holdings.filter((holding) => isStray(holding, isKnown));
    contents.holdings = contents.holdings.filter((holding) => !strays.includes(holding));
    return strays;
  });
}

type IsKnown = (holding: Holding) => boolean;

function isStray(holding: Holding, isKnown: IsKnown): boolean {
  return holding.madeAs !== "" && holding.pendingDeletion !== true && !isKnown(holding);
}

/**
 * AWS gives some ids, such as a log group's, once in each region, and some, such as a lifecycle hook's, once in what
 * they belong to. What has no region, such as a role, is in all.
 */
function knownTo(stack: Compared): IsKnown {
  const resources = stack.exported().resources ?? [];
  return ({ type, id, region, inputs }) => {
    const within = resourceModels[type]?.idWithin;
    const isWithin = ({ inputs: known }: CheckpointResource) =>
      within === undefined || known?.[within] === inputs[within];
    return resources.some(
      (known) => known.type === type && known.id === id && isSame(region, regionOf(known)) && isWithin(known),
    );
  };
}

function isSame(one: string, other: string): boolean {
  return one === other || one === "" || other === "";
}

function regionOf({ inputs, outputs }: CheckpointResource): string {
  const region = outputs?.["region"] ?? inputs?.["region"];
  return typeof region === "string" ? region : "";
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
