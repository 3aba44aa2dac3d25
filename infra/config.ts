import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod/mini";
import { ConfigurationError } from "./config/configuration-error";
import { plainHttpProblems } from "./config/plain-http";
import { problemsOf } from "./config/problems";
import { stackConfiguration } from "./config/schema";
import { readStackFile } from "./config/stack-file";

export { ConfigurationError, type Problem } from "./config/configuration-error";

type StackConfiguration = z.output<typeof stackConfiguration>;
type NetworkBlock = StackConfiguration["clothesline"]["network"];

/** The network's part of the configuration. */
interface NetworkConfig extends Omit<NetworkBlock, "zones"> {
  /** The names of the zones that the network spans. Default: a and b of the stack's region, such as eu-west-1a. */
  zoneNames: string[];
}

/**
 * A stack's configuration, checked and complete. Each key, its meaning and its default stand in config/schema.ts; a
 * system that this stack does not have is absent here too.
 */
export interface Config
  extends Readonly<StackConfiguration["aws"]>, Readonly<Omit<StackConfiguration["clothesline"], "network">> {
  /** The network that all systems of the stack share. Default: two zones and one NAT gateway. */
  readonly network: NetworkConfig;
}

/** The configuration of the stack that is running. Throws one ConfigurationError that names every bad key. */
export function readConfig(): Config {
  const values = pulumi.runtime.allConfig();
  return parseConfig(values, pulumi.getStack(), Object.keys(values).filter(isSecret));
}

/**
 * Checks the values of a stack file, by full key, as Pulumi hands them out: text as it is, everything else as JSON.
 * Throws one ConfigurationError that names every bad key. Nothing that stands under one of `secretKeys` is shown.
 */
export function parseConfig(
  values: Readonly<Record<string, string>>,
  stack: string,
  secretKeys: readonly string[] = [],
): Config {
  const isHidden = (key: string) => secretKeys.includes(key);
  const file = readStackFile(values, stackConfiguration, isHidden);
  const result = stackConfiguration.safeParse(file.values);
  const wrong = problemsOf(result.error?.issues ?? [], stackConfiguration, file.values, isHidden);
  const told = [
    ...file.unknown.map(({ problem }) => problem),
    // A key that is missing because its name is misspelt is one mistake, not two.
    ...wrong.filter(({ key }) => Object.hasOwn(values, key) || !file.unknown.some(({ meant }) => meant === key)),
  ];
  // Whatever else is wrong with that key has to be mended first.
  const unencrypted = plainHttpProblems(stack, file.values, isHidden).filter(
    ({ key }) => !told.some((problem) => problem.key === key),
  );
  const problems = [...told, ...unencrypted];
  if (!result.success || problems.length > 0) throw new ConfigurationError(stack, problems);

  const { aws, clothesline } = result.data;
  return { ...aws, ...clothesline, network: networkOf(aws.region, clothesline.network) };
}

function networkOf(region: string, { zones, ...network }: NetworkBlock): NetworkConfig {
  return { ...network, zoneNames: zones.map((letter) => `${region}${letter}`) };
}

// The SDK has this function and leaves it out of its types. Without it every value counts as a secret: better to show
// too little than too much.
const runtime: typeof pulumi.runtime & { isConfigSecret?: (key: string) => boolean } = pulumi.runtime;

function isSecret(key: string): boolean {
  return runtime.isConfigSecret?.(key) ?? true;
}
