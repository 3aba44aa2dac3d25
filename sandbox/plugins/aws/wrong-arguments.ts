import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { BlockRule, ChoiceRule, NumberRule } from "../../aws/behaviour";
import { isNetwork, networkOf, prefixOf } from "../../aws/cidr";
import type { ResourceModel } from "../../aws/model";
import type { Properties, Value } from "../../values";

interface Problem {
  argument: string;
  reason: string;
}

/** All that the provider finds wrong with arguments before it asks AWS. What is closed or unknown passes. */
export function wrongArguments(model: ResourceModel, name: string, inputs: Properties): proto.CheckFailure[] {
  const problems = [
    ...missing(model, inputs),
    ...misnamed(model, inputs),
    ...(model.choices ?? []).flatMap((rule) => badChoice(rule, inputs)),
    ...(model.blocks ?? []).flatMap((rule) => badBlocks(rule, inputs)),
    ...(model.numbers ?? []).flatMap((rule) => badNumber(rule, inputs)),
  ];
  return problems.map(({ argument, reason }) =>
    new proto.CheckFailure().setProperty(argument).setReason(`${reason}. Examine '${name}.${argument}'.`),
  );
}

function missing({ required = [] }: ResourceModel, inputs: Properties): Problem[] {
  return required
    .filter((argument) => !isGiven(inputs[argument]))
    .map((argument) => ({
      argument,
      reason: `Missing required argument. The argument "${argument}" is required`,
    }));
}

function misnamed({ names = [] }: ResourceModel, inputs: Properties): Problem[] {
  return names.flatMap(({ argument, pattern, allowed }) => {
    const name = inputs[argument];
    if (typeof name !== "string" || pattern.test(name)) return [];
    return [{ argument, reason: `invalid value for ${argument} ("${name}"): ${allowed}` }];
  });
}

function badChoice({ among, several }: ChoiceRule, inputs: Properties): Problem[] {
  const [argument] = among;
  const given = among.filter((one) => isGiven(inputs[one]));
  const all = `"${snake(argument)}": ${several ? "one of" : given.length > 1 ? "only one of" : "one of"}`;
  const named = (names: readonly string[]) => `\`${names.map(snake).join(",")}\``;
  const wrong = "Invalid combination of arguments. ";
  if (given.length === 0) return [{ argument, reason: `${wrong}${all} ${named(among)} must be specified` }];
  if (given.length === 1 || several) return [];
  const reason = `${wrong}${all} ${named(among)} can be specified, but ${named(given)} were specified`;
  return [{ argument, reason }];
}

function badBlocks({ argument, family, prefix }: BlockRule, inputs: Properties): Problem[] {
  const value = inputs[argument];
  return (Array.isArray(value) ? value : [value]).flatMap((block) => {
    if (typeof block !== "string") return [];
    const network = networkOf(block, family);
    const kind = `"${block}" is not a valid IPv${String(family)} CIDR block`;
    if (network === undefined) return [{ argument, reason: kind }];
    if (!isNetwork(block, family)) return [{ argument, reason: `${kind}; did you mean "${network}"?` }];
    const length = prefixOf(block);
    const [shortest, longest] = prefix ?? [0, 128];
    if (length >= shortest && length <= longest) return [];
    const range = `between ${String(shortest)} and ${String(longest)} significant bits, got: ${String(length)}`;
    return [{ argument, reason: `expected "${snake(argument)}" to contain a network Value with ${range}` }];
  });
}

function badNumber({ argument, allowed }: NumberRule, inputs: Properties): Problem[] {
  const number = inputs[argument];
  if (typeof number !== "number") return [];
  const expected = `expected ${snake(argument)} to be`;
  if ("from" in allowed) {
    if (number >= allowed.from && number <= allowed.to) return [];
    const range = `(${String(allowed.from)} - ${String(allowed.to)})`;
    return [{ argument, reason: `${expected} in the range ${range}, got ${String(number)}` }];
  }
  if (allowed.includes(number)) return [];
  return [{ argument, reason: `${expected} one of [${allowed.join(" ")}], got ${String(number)}` }];
}

function isGiven(value: Value | undefined): boolean {
  return (value ?? null) !== null;
}

/** The provider speaks of arguments by the names that they have in Terraform. */
function snake(argument: string): string {
  return argument.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
