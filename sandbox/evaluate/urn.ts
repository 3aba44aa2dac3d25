const rootType = "pulumi:pulumi:Stack";

/** The name by which the engine knows a resource: its place in the tree of types, and its own name. */
export function urnOf(stack: string, project: string, parent: string | undefined, type: string, name: string): string {
  const parentType = parent === undefined ? rootType : qualifiedType(parent);
  const qualified = parentType === rootType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** The types of a resource and of all its ancestors but the stack. */
function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

export function typeOf(urn: string): string {
  return qualifiedType(urn).split("$").at(-1) ?? "";
}

/** A resource's own name, which may hold the separator itself. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The package that a type or a function belongs to: aws of aws:ec2/vpc:Vpc. */
export function packageOf(token: string): string {
  return token.split(":")[0] ?? "";
}
