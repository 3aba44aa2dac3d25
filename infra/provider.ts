import * as aws from "@pulumi/aws";
import { getProject, getStack } from "@pulumi/pulumi";
import type { Config } from "./config";
import type { programTags } from "./config/tags";

/** The one provider of a stack: where it is, who may be hit, and what every resource says of itself. */
export function makeProvider(config: Config): aws.Provider {
  const { region, profile, allowedAccountIds } = config;
  return new aws.Provider("platform-aws", {
    region,
    ...(profile === undefined ? {} : { profile }),
    ...(allowedAccountIds === undefined ? {} : { allowedAccountIds: [...allowedAccountIds] }),
    defaultTags: { tags: stackTags(config) },
  });
}

/** What every resource of the stack says of itself. */
export function stackTags({ owner, tags }: Config): Record<string, string> {
  const own = { Project: getProject(), Environment: getStack(), Owner: owner, ManagedBy: "pulumi" };
  return { ...tags, ...(own satisfies Record<(typeof programTags)[number], string>) };
}
