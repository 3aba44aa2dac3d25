import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { nameOf, typeOf, urnOf } from "./urn";

interface Named {
  stack: string;
  project: string;
  parent: string | undefined;
  type: string;
  name: string;
}

/** The URNs that a resource's own aliases stand for; what an alias leaves out is as it is now. */
export function aliasUrns(aliases: readonly Alias[], now: Named): string[] {
  return aliases.map((alias) => {
    const spec = alias.getSpec();
    if (!spec) return alias.getUrn();
    const parent = spec.getNoparent() ? undefined : spec.getParenturn() || now.parent;
    return urnOf(
      spec.getStack() || now.stack,
      spec.getProject() || now.project,
      parent,
      spec.getType() || now.type,
      spec.getName() || now.name,
    );
  });
}

/**
 * What the engine adds: a child of a renamed or moved parent was known under the parent's former name too. A child
 * whose name begins with the parent's is taken to have been named for it.
 */
export function inheritedAliasUrns(
  now: Named,
  ownAliases: readonly string[],
  parentAliases: readonly string[],
): string[] {
  const { parent } = now;
  if (parent === undefined) return [];
  return parentAliases.flatMap((former) => {
    const renamed = (name: string) =>
      name.startsWith(nameOf(parent)) ? nameOf(former) + name.slice(nameOf(parent).length) : name;
    const asNow = urnOf(now.stack, now.project, former, now.type, renamed(now.name));
    const asAliased = ownAliases.map((own) => urnOf(now.stack, now.project, former, typeOf(own), renamed(nameOf(own))));
    return [asNow, ...asAliased];
  });
}
