import type { EvaluatedResource } from "../sandbox";

const root = "pulumi:pulumi:Stack";

type ByUrn = ReadonlyMap<string, EvaluatedResource>;

/** The topmost that a resource belongs to, below the stack: itself if it stands alone. Nothing for the stack. */
export function topOf(resource: EvaluatedResource, byUrn: ByUrn): EvaluatedResource | undefined {
  const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  if (parent && parent.type !== root) return topOf(parent, byUrn);
  return resource.type === root ? undefined : resource;
}

/**
 * The system that a resource belongs to: the first word of its topmost ancestor's name, since every top component is
 * named `<system>-<purpose>`. What stands on top without a hyphen in its name is of no system.
 */
export function systemOf(resource: EvaluatedResource, byUrn: ByUrn): string | undefined {
  const name = topOf(resource, byUrn)?.name ?? "";
  const hyphen = name.indexOf("-");
  return hyphen > 0 ? name.slice(0, hyphen) : undefined;
}
