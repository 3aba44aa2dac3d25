import type { EvaluatedResource } from "../sandbox";

const root = "pulumi:pulumi:Stack";

/**
 * The system that a resource belongs to: the first word of its topmost ancestor's name, since every top component is
 * named `<system>-<purpose>`. What stands on top without a hyphen in its name is of no system.
 */
export function systemOf(
  resource: EvaluatedResource,
  byUrn: ReadonlyMap<string, EvaluatedResource>,
): string | undefined {
  const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  if (parent && parent.type !== root) return systemOf(parent, byUrn);
  if (resource.type === root) return undefined;
  const hyphen = resource.name.indexOf("-");
  return hyphen > 0 ? resource.name.slice(0, hyphen) : undefined;
}
