import * as pulumi from "@pulumi/pulumi";

/** The tag by which a group is known before it exists. */
export const fleetTag = "clothesline:fleet";

/** The tags that instances have in any case. */
export const ownTags = ["Name", fleetTag];

/** No other group has this value: names are unique in a stack, and stacks in a project. */
export function fleetTagValue(name: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}
