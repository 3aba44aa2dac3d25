import * as aws from "@pulumi/aws";
import { getProject, getStack } from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Config } from "./config";
import type { programTags } from "./config/tags";

/** The one AWS provider of a stack: where it is, who may be hit, and what every resource says of itself. */
export function makeProvider(config: Config): aws.Provider {
  const { region, profile, allowedAccountIds } = config;
  return new aws.Provider("platform-aws", {
    region,
    ...(profile === undefined ? {} : { profile }),
    ...(allowedAccountIds === undefined ? {} : { allowedAccountIds: [...allowedAccountIds] }),
    defaultTags: { tags: stackTags(config) },
  });
}

/**
 * Whatever is random in a stack comes from here. Left to the engine, this provider would be called after its version, so
 * that another version of the package would be another provider beneath every password and name that must stay.
 */
export function makeRandomProvider(): random.Provider {
  return new random.Provider("platform-random");
}

/** What every resource of the stack says of itself. */
export function stackTags({ owner, tags }: Config): Record<string, string> {
  const own = { Project: getProject(), Environment: getStack(), Owner: owner, ManagedBy: "pulumi" };
  return { ...tags, ...(own satisfies Record<(typeof programTags)[number], string>) };
}
