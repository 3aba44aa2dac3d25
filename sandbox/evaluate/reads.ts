import { modelOf } from "../aws";
import { answer, type Account, type Inventory, type Knowledge } from "../aws/model";
import { holdsSecret, isUnknown, unknown, type Properties, type Value } from "../values";
import type { EvaluatedResource } from "./entry";

/** What a program asks to see without owning it: `X.get`, or a stack reference. */
export interface Read {
  type: string;
  urn: string;
  name: string;
  id: Value;
  /** What the program says of it. */
  state: Properties;
}

/** The outputs of other stacks that a program may refer to, by the name that the reference gives. */
export type OtherStacks = Readonly<Record<string, Properties>>;

export const stackReferenceType = "pulumi:pulumi:StackReference";

/**
 * A resource that somebody else made is known to AWS, but not to the sandbox. What this program made itself is found;
 * of anything else a preview knows what the program says of it and nothing more, so that nobody judges by what was
 * made up. Deployed, it looks like a resource that was made with no more than that.
 */
export function readFromAws(
  read: Read,
  account: Account,
  knowledge: Knowledge,
  inventory: Inventory,
  made: Iterable<EvaluatedResource>,
): Properties {
  const model = modelOf(read.type);
  for (const { type, id, outputs } of made) {
    if (type === read.type && id === read.id && !isUnknown(id)) return outputs;
  }
  if (knowledge === "preview" || typeof read.id !== "string") return read.state;
  const { id } = read;
  const resource = { ...read, inputs: model.global ? read.state : { region: account.region, ...read.state } };
  return answer({ ...model, id: () => id }, resource, account, knowledge, inventory).outputs;
}

/**
 * Another stack's outputs are in a backend that the sandbox does not have. A preview takes them for unknown, as it
 * would those of a stack about to be deployed; deployed promises values, so they have to be given.
 */
export function readOtherStack(read: Read, knowledge: Knowledge, others: OtherStacks): Properties {
  const name = read.state["name"];
  const outputs = typeof name === "string" ? others[name] : undefined;
  if (outputs) {
    const secretOutputNames = Object.keys(outputs).filter((key) => holdsSecret(outputs[key] ?? null));
    return { ...read.state, outputs, secretOutputNames };
  }
  if (knowledge === "preview") return { ...read.state, outputs: unknown, secretOutputNames: unknown };
  throw new Error(
    `the sandbox does not know the outputs of the stack ${typeof name === "string" ? name : read.name}, which deployed ` +
      "promises: plan it as a preview, where they are unknown (npm run plan without --knowledge deployed), or give " +
      "them to evaluate() in otherStacks, under that name",
  );
}
