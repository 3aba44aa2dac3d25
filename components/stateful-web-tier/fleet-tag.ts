import * as pulumi from "@pulumi/pulumi";

/** The tag by which a group is known before it exists. */
export const fleetTag = "clothesline:fleet";

/** No other group has this value: names are unique in a stack, and stacks in a project. */
export function fleetTagValue(name: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}
