/** What is asked of a resource to find its place. */
interface Placed {
  readonly type: string;
  readonly name: string;
  readonly parent?: string | undefined;
}

const root = "pulumi:pulumi:Stack";

/** The topmost that a resource belongs to, below the stack: itself if it stands alone. Nothing for the stack. */
export function topOf<T extends Placed>(resource: T, byUrn: ReadonlyMap<string, T>): T | undefined {
  const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  if (parent && parent.type !== root) return topOf(parent, byUrn);
  return resource.type === root ? undefined : resource;
}

/**
 * The system that a resource belongs to: the first word of its topmost ancestor's name, since every top component is
 * named `<system>-<purpose>`. What stands on top without a hyphen in its name is of no system.
 */
export function systemOf<T extends Placed>(resource: T, byUrn: ReadonlyMap<string, T>): string | undefined {
  const name = topOf(resource, byUrn)?.name ?? "";
  const hyphen = name.indexOf("-");
  return hyphen > 0 ? name.slice(0, hyphen) : undefined;
}
