import { Output, type Input } from "@pulumi/pulumi";

type Tags = Record<string, Input<string>>;
/** Tags as a person gives them: an object, which may hold Outputs, or one Output of all of them. */
export type GivenTags = Input<Record<string, Input<string>> | undefined> | undefined;

/**
 * The tags of one resource, a later part winning over an earlier one. Tags given as one Output stand alone, the last of
 * them if there are several: spread into an object, an Output takes the object over, and every Name and SubnetType is
 * lost. The real component does that, so the model does.
 */
export function mergedTags(...parts: GivenTags[]): Input<Record<string, Input<string>> | undefined> {
  const opaque = parts.findLast((part) => Output.isInstance(part));
  if (opaque !== undefined) return opaque;
  return Object.assign({}, ...parts) as Tags;
}

/** "1a" of "eu-west-1a". */
export function zoneSuffix(zone: string): string {
  return zone.slice(zone.lastIndexOf("-") + 1);
}
