import type { ec2 } from "@pulumi/awsx";
import { Output, type Inputs } from "@pulumi/pulumi";

export type VpcArgs = ec2.VpcArgs;

/** Arguments that decide what is made: an Output could be unknown, and nobody could tell which resources there are. */
const plainArguments: readonly (keyof VpcArgs)[] = [
  "availabilityZoneCidrMask",
  "availabilityZoneNames",
  "cidrBlock",
  "natGateways",
  "numberOfAvailabilityZones",
  "subnetNameTagStrategy",
  "subnetSpecs",
  "subnetStrategy",
  "vpcEndpointSpecs",
  "vpcEndpointStrategy",
];

/** What may be an Output inside those: values that only end up in a resource's own arguments. */
const opaqueMembers = new Set([
  ...["autoAccept", "dnsOptions", "ipAddressType", "policy", "privateDnsEnabled", "region", "resourceConfigurationArn"],
  ...["routeTableIds", "securityGroupIds", "serviceNetworkArn", "serviceRegion", "subnetConfigurations", "subnetIds"],
  ...["elasticIpAllocationIds", "tags", "vpcEndpointType"],
]);

const strategies: Readonly<Partial<Record<keyof VpcArgs, readonly string[]>>> = {
  subnetNameTagStrategy: ["Legacy", "AvailabilityZone"],
  subnetStrategy: ["Legacy", "Auto", "Exact"],
  vpcEndpointStrategy: ["Legacy", "Auto"],
};
const natStrategies = ["None", "Single", "OnePerAz"];
const subnetTypes = ["Public", "Private", "Isolated", "Unused"];

/** The arguments as they came over the wire; every one that the component cannot work with is named in one error. */
export function readArgs(given: Inputs): VpcArgs {
  const problems = plainArguments.flatMap((key) => outputsIn(given[key], key));
  // What follows looks at plain values only.
  if (problems.length === 0) problems.push(...wrongWords(given));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return given;
}

function outputsIn(value: unknown, path: string): string[] {
  if (Output.isInstance(value))
    return [`${path} must be a plain value, and is an Output: read it before, or write it out`];
  if (Array.isArray(value)) return value.flatMap((member, index) => outputsIn(member, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const members = Object.entries(value).filter(([key]) => !opaqueMembers.has(key));
  return members.flatMap(([key, member]) => outputsIn(member, `${path}.${key}`));
}

function wrongWords(args: VpcArgs): string[] {
  return [
    ...Object.entries(strategies).flatMap(([key, allowed]) => wrongWord(key, args[key as keyof VpcArgs], allowed)),
    ...wrongWord("natGateways.strategy", args.natGateways?.strategy, natStrategies),
    ...(args.subnetSpecs ?? []).flatMap(({ type }, at) => wrongWord(`subnetSpecs[${at}].type`, type, subnetTypes)),
  ];
}

function wrongWord(path: string, word: unknown, allowed: readonly string[]): string[] {
  if (word === undefined || allowed.some((one) => one === word)) return [];
  return [`${path} is ${JSON.stringify(word)}; the sandbox's model of awsx knows ${allowed.join(", ")}`];
}
