import { withInputs } from "./inputs";
import type { PlainResource } from "./resource";

/** Properties by which one resource names another. AWS gives some resources an id, others go by ARN or name. */
const identities = [
  "id",
  "arn",
  "name",
  "identifier",
  "clusterIdentifier",
  "clusterId",
  "replicationGroupId",
  "clusterName",
] as const;

/** All resources of a stack, and how to find one. Built once and shared by every rule. */
export interface Stack {
  readonly resources: readonly PlainResource[];
  get(urn: string): PlainResource | undefined;
  ofType(...types: readonly string[]): readonly PlainResource[];
  /** The resources that go by this id, ARN or name. */
  named(value: string): readonly PlainResource[];
  /** The resource's parent, its parent, and so on. */
  ancestors(resource: PlainResource): readonly PlainResource[];
}

export function buildStack(shown: readonly PlainResource[]): Stack {
  const resources = shown.map(withInputs);
  const byUrn = new Map<string, PlainResource>();
  const byType = new Map<string, PlainResource[]>();
  const byName = new Map<string, PlainResource[]>();
  for (const resource of resources) {
    byUrn.set(resource.urn, resource);
    file(byType, resource.type, resource);
    for (const key of identities) {
      const value = Object.hasOwn(resource.props, key) ? resource.props[key] : undefined;
      if (typeof value === "string" && value !== "") file(byName, value, resource);
    }
  }
  return {
    resources,
    get: (urn) => byUrn.get(urn),
    ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    named: (value) => byName.get(value) ?? [],
    ancestors: (resource) => ancestors(resource, byUrn),
  };
}

/** Adds an entry to the list under a key, once where it comes several times in a row. */
export function file<T>(index: Map<string, T[]>, key: string, entry: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [entry]);
  else if (list.at(-1) !== entry) list.push(entry);
}

function ancestors(resource: PlainResource, byUrn: ReadonlyMap<string, PlainResource>): readonly PlainResource[] {
  const found: PlainResource[] = [];
  // A set, because a broken state could hold a circle.
  const seen = new Set([resource.urn]);
  let next = resource.parent;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const parent = byUrn.get(next);
    if (parent === undefined) break;
    found.push(parent);
    next = parent.parent;
  }
  return found;
}

/** Something worked out from the whole stack, such as its routes: once per stack, whichever rule asks first. */
export function perStack<T>(work: (stack: Stack) => T): (stack: Stack) => T {
  const done = new WeakMap<Stack, { result: T }>();
  return (stack) => {
    const before = done.get(stack);
    if (before !== undefined) return before.result;
    const result = work(stack);
    done.set(stack, { result });
    return result;
  };
}
