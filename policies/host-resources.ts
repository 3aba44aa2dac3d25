import type { PolicyResource } from "@pulumi/policy";
import type { PlainResource } from "./graph/resource";
import { UNKNOWN, type Value, type ValueRecord } from "./graph/value";

/** The marks that stand on the wire for a value that is not known yet: one per kind, fixed in Pulumi's protocol. */
const unknownMarks: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // text
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // map
]);

/**
 * The host's resources as rules see them, with what was asked of each as far as the host has shown it. Reading an
 * unknown value of the host's throws, and the host then drops the rest of the rule; a property's own descriptor can be
 * read in peace.
 */
export function fromHost(
  resources: readonly PolicyResource[],
  asked: ReadonlyMap<string, ValueRecord>,
): PlainResource[] {
  const shown = new Set(resources.map(({ urn }) => urn));
  const providers = new Map<string, PlainResource>();
  const plain = resources.map((resource): PlainResource => {
    const { urn, type, name, props, opts, parent, dependencies, propertyDependencies, provider } = resource;
    // The host shows a provider beside its resources; rules find it in the stack.
    if (provider !== undefined && !shown.has(provider.urn) && !providers.has(provider.urn)) {
      providers.set(provider.urn, fromProvider(provider));
    }
    return {
      urn,
      type,
      name,
      props: plainRecord(props),
      inputs: asked.get(urn),
      parent: parent?.urn,
      dependencies: dependencies.map((other) => other.urn),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, others]) => [key, others.map((other) => other.urn)]),
      ),
      provider: provider?.urn,
      options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges, aliases: opts.aliases },
    };
  });
  return [...plain, ...providers.values()];
}

function fromProvider({ urn, type, name, props }: NonNullable<PolicyResource["provider"]>): PlainResource {
  const options = { protect: false, ignoreChanges: [], aliases: [] };
  return { urn, type, name, props: plainRecord(props), dependencies: [], propertyDependencies: {}, options };
}

/** The host's properties as plain values. */
export function plainRecord(source: object): ValueRecord {
  return Object.fromEntries(Object.keys(source).map((key) => [key, plainValue(valueAt(source, key))]));
}

/** The value as it lies there, without the host's guard in between. */
function valueAt(source: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(source, key)?.value;
}

function plainValue(value: unknown): Value {
  if (unknownMarks.has(value)) return UNKNOWN;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => plainValue(valueAt(value, String(index))));
  }
  return plainRecord(value);
}
