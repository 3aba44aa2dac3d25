import type { CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";
import type { GivenTags } from "./tags";

/** The version of the AWS provider that awsx 3.9.0 is built with, and asks for wherever no provider is handed down. */
export const awsVersion = "7.43.0";

/** What all resources of one component have in common. */
export interface Family {
  /** The component's name, with which its resources' names begin. */
  name: string;
  tags: GivenTags;
  region: { region?: Input<string | undefined> };
}

/** A child waits for its parent by name, beside whatever its arguments refer to. */
export function under(parent: Resource): CustomResourceOptions {
  return { parent, dependsOn: [parent], version: awsVersion };
}
