import type { PlainResource } from "../policies/graph/resource";
import * as policies from "../policies/graph/value";
import * as sandbox from "../sandbox";

/** An evaluated stack as the policy host would show it to the rules: outputs, and secrets opened as it opens them. */
export function resourcesForPolicies({ resources }: sandbox.Evaluation): PlainResource[] {
  return resources.map((resource) => ({
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    inputs: recordOf({ ...resource.inputs, ...resource.asked }),
    props: recordOf({ ...resource.outputs, ...(resource.id === undefined ? {} : { id: resource.id }) }),
    parent: resource.parent,
    dependencies: resource.dependencies,
    propertyDependencies: resource.propertyDependencies,
    provider: resource.provider,
    custom: resource.custom,
    options: {
      protect: resource.protect,
      ignoreChanges: resource.ignoreChanges,
      aliases: resource.aliases,
    },
  }));
}

function recordOf(properties: sandbox.Properties): policies.ValueRecord {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, valueOf(value)]));
}

function valueOf(value: sandbox.Value): policies.Value {
  if (sandbox.isUnknown(value)) return policies.UNKNOWN;
  if (value instanceof sandbox.Secret) return valueOf(value.value);
  if (value instanceof sandbox.Asset) return recordOf(value.fields);
  if (value instanceof sandbox.ResourceReference) return recordOf({ urn: value.urn, id: value.id });
  if (Array.isArray(value)) return value.map(valueOf);
  return sandbox.isObject(value) ? recordOf(value) : value;
}
