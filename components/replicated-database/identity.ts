import * as random from "@pulumi/random";
import * as pulumi from "@pulumi/pulumi";

/** What an instance is called. */
export interface Identity {
  identifier: pulumi.Output<string>;
  /** What tells it from whichever other instance had the same name before. */
  suffix: pulumi.Output<string>;
}

/**
 * Names an instance before it is there, because its log groups must be there first. What cannot change without a new
 * instance is in the keepers, so that the new one, which is made while the old one still runs, has a name of its own,
 * and in the end a final snapshot of its own.
 */
export function makeIdentity(
  name: string,
  keepers: Record<string, pulumi.Input<string>>,
  parent: pulumi.Resource,
): Identity {
  const { hex } = new random.RandomId(name, { byteLength: 4, keepers }, { parent });
  return { identifier: pulumi.interpolate`${name}-${hex}`, suffix: hex };
}
