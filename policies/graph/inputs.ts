import type { PlainResource } from "./resource";
import { isList, isRecord, isUnknown, own, UNKNOWN, type Value, type ValueRecord } from "./value";

/**
 * The resource with what its program asked wherever AWS's answer is not known yet. At preview the provider calls a set
 * or a map unknown as a whole if one member is, and a provider whose own configuration is not known shows nothing at
 * all; what was asked still shows each member. What is answered always goes first.
 */
export function withInputs(resource: PlainResource): PlainResource {
  const { props, inputs } = resource;
  if (inputs === undefined) return resource;
  const isWithheld = Object.keys(props).length === 0;
  if (!isWithheld) return { ...resource, props: filled(props, inputs) };
  return Object.keys(inputs).length === 0 ? resource : { ...resource, props: { ...inputs, id: UNKNOWN } };
}

function filled(answer: ValueRecord, asked: ValueRecord): ValueRecord {
  return Object.fromEntries(Object.keys(answer).map((key) => [key, filledValue(own(answer, key), own(asked, key))]));
}

function filledValue(answer: Value | undefined, asked: Value | undefined): Value {
  if (answer === undefined) return null;
  if (asked === undefined || asked === null) return answer;
  if (isUnknown(answer)) return asked;
  if (isRecord(answer) && isRecord(asked)) return filled(answer, asked);
  // A set that holds something unknown is unknown as a whole, so a list that shows it keeps the order it was given in.
  if (isList(answer) && isList(asked) && answer.length === asked.length) {
    return answer.map((member, index) => filledValue(member, asked[index]));
  }
  return answer;
}
