import assert from "node:assert/strict";
import { evaluate, type EvaluatedResource, type Knowledge, type Value } from "../../sandbox";

export const bothStates: readonly Knowledge[] = ["preview", "deployed"];

/** What a program makes, found by type and name. */
export interface Stack {
  resources: EvaluatedResource[];
  outputs: Record<string, unknown>;
  /** The one resource of that type and name. */
  one: (type: string, name: string) => EvaluatedResource;
  /** All resources of that type, in the order of their names. */
  all: (type: string) => EvaluatedResource[];
  /** The names of what a property of a resource depends on. */
  namesBehind: (resource: EvaluatedResource, property: string) => string[];
}

/** Runs a program as the stack dev in eu-west-1. */
export async function stackOf(program: () => unknown, knowledge: Knowledge = "preview"): Promise<Stack> {
  const { resources, stackOutputs } = await evaluate({
    program,
    stack: "dev",
    config: { "aws:region": "eu-west-1" },
    knowledge,
  });
  const all = (type: string) =>
    resources.filter((resource) => resource.type === type).sort((a, b) => a.name.localeCompare(b.name));
  const one = (type: string, name: string) => {
    const found = all(type).find((resource) => resource.name === name);
    assert.ok(
      found,
      `there is no ${type} ${name}, only ${all(type)
        .map((resource) => resource.name)
        .join(", ")}`,
    );
    return found;
  };
  const namesBehind = (resource: EvaluatedResource, property: string) =>
    (resource.propertyDependencies[property] ?? []).map((urn) => urn.slice(urn.lastIndexOf("::") + 2)).sort();
  return { resources, outputs: stackOutputs, one, all, namesBehind };
}

/** A value that must be known, and text. */
export function text(value: Value | undefined): string {
  assert.ok(typeof value === "string");
  return value;
}
