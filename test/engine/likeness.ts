import { resourceModels } from "../../sandbox/aws";
import { lieWithin } from "../../sandbox/aws/cidr";
import { AccountFile } from "../../sandbox/plugins/account/account-file";
import type { Holding } from "../../sandbox/plugins/account/holding";
import { propertiesToWire } from "../../sandbox/values";
import { readable } from "./scripts";
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
  // What is called something only within another thing is called so by the program.
  const named = holdings.filter(({ type }) => resourceModels[type]?.idWithin === undefined);
  const names = named.map((holding): [string, string] => [holding.id, madeFor(holding)]);
  for (const holding of holdings) {
    // Chance has made it, and whoever is told of it is told of the same.
    const { password } = holding.inputs;
    if (typeof password === "string") names.push([password, `password of ${madeFor(holding)}`]);
  }
  // The longest first, because one id may be a part of another.
  names.sort(([one], [other]) => other.length - one.length);
  const lines = holdings.map((holding) => {
    const asked = names.reduce(
      (text, [id, name]) => text.replaceAll(id, `<${name}>`),
      withinTheirVpcs(written(holding), holdings),
    );
    return `${holding.type} ${madeFor(holding)} ${asked.replaceAll(/[0-9a-f]{7,}|(?<=-)[0-9a-f]{6}\b/g, "*")}`;
  });
  return lines.sort();
}

function written({ inputs }: Holding): string {
  return JSON.stringify(propertiesToWire(inputs), (_key, value: unknown) =>
    typeof value === "string" ? readable(value) : value,
  );
}

/**
 * AWS gives each VPC an IPv6 /56 of its own, another one to a VPC that is made again. So a block within one is written
 * as its number there, `<platform-network>+6/64`: a subnet of another number is still another subnet.
 */
function withinTheirVpcs(text: string, holdings: readonly Holding[]): string {
  const vpcs = holdings.flatMap((holding) => {
    const block = holding.type === "aws:ec2/vpc:Vpc" ? holding.computed["ipv6CidrBlock"] : undefined;
    return typeof block === "string" && block !== "" ? [{ block, name: madeFor(holding) }] : [];
  });
  return text.replaceAll(/[0-9a-f:]+::\/\d+/g, (written) => {
    const vpc = vpcs.find(({ block }) => lieWithin(written, block));
    if (!vpc) return written;
    const number = fourthGroup(written) - fourthGroup(vpc.block);
    return `<${vpc.name}>+${String(number)}${written.slice(written.indexOf("/"))}`;
  });
}

/** The last of the groups that tell one /64 from another; what "::" leaves out is zero. */
function fourthGroup(block: string): number {
  const [head = ""] = block.split("::");
  return parseInt(head.split(":")[3] ?? "0", 16);
}

function madeFor({ madeAs }: Holding): string {
  return (
    madeAs
      .replace(/ #\d+$/, "")
      .split("::")
      .at(-1) ?? ""
  );
}
