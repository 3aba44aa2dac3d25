import { evaluate, type EvaluatedResource, type Evaluation, type Knowledge } from "../sandbox";
import { buildStack } from "../policies/graph/stack";
import { judge, type Verdict } from "../policies/judge";
import { rules } from "../policies/rules";
import { jsonOf, type JsonValue } from "./json";
import { plannedPermissions, type PlannedPermissions } from "./permissions";
import { resourcesForPolicies } from "./policies";
import type { StackFile } from "./stacks";
import { plannedStores, type PlannedStore } from "./stores";
import { systemOf } from "./system";

/** A resource of the plan, for machines. */
export interface PlannedResource {
  urn: string;
  type: string;
  name: string;
  parent: string | null;
  /** The system that it belongs to; nothing for the stack itself and for what the engine makes by itself. */
  system: string | null;
  id: JsonValue;
  custom: boolean;
  provider: string | null;
  inputs: JsonValue;
  outputs: JsonValue;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  ignoreChanges: string[];
  aliases: string[];
  retainOnDelete: boolean;
}

/** The plan of one stack, for machines: a contract. Unknown is {"$unknown": true}, a secret {"$secret": true}. */
export interface StackPlan {
  project: string;
  stack: string;
  knowledge: Knowledge;
  resources: PlannedResource[];
  stackOutputs: JsonValue;
  /** Who reaches each database, cache and file system over the network. */
  stores: PlannedStore[];
  /** Who may do what with each table, bucket and secret. */
  permissions: PlannedPermissions[];
  policies: Pick<Verdict, "violations" | "cannotTell" | "waived" | "unseenTypes">;
  durationMs: number;
}

/** What a person is told beside the plan. */
export interface PlannedStack {
  plan: StackPlan;
  rules: number;
  passes: number;
  messages: Evaluation["messages"];
}

/**
 * Plans a stack in this process, which is the stack's alone: evaluates the program until the event loop has drained,
 * and asks the policies. `returned` is called when the program is done and only what it left open goes on.
 */
export async function planStack(
  file: StackFile,
  knowledge: Knowledge,
  program: () => unknown,
  returned: () => void,
): Promise<PlannedStack> {
  const start = performance.now();
  const { project, stack, config, secretKeys, closedKeys } = file;
  const configured = { project, stack, config, secretKeys, closedKeys };
  const evaluation = await evaluate({ ...configured, program, knowledge, untilDrained: returned });
  const shown = resourcesForPolicies(evaluation);
  const { passes, ...policies } = judge(shown);
  const graph = buildStack(shown);
  const byUrn = new Map(evaluation.resources.map((resource) => [resource.urn, resource]));
  const plan: StackPlan = {
    project,
    stack,
    knowledge,
    resources: evaluation.resources.map((resource) => planned(resource, systemOf(resource, byUrn))),
    stackOutputs: jsonOf(evaluation.stackOutputs),
    stores: plannedStores(graph),
    permissions: plannedPermissions(graph),
    policies,
    durationMs: Math.round(performance.now() - start),
  };
  return { plan, rules: rules.length, passes, messages: evaluation.messages };
}

function planned(resource: EvaluatedResource, system: string | undefined): PlannedResource {
  const { urn, type, name, parent = null, provider = null, id = null, inputs, outputs } = resource;
  const { custom, dependencies, propertyDependencies, protect, ignoreChanges, aliases, retainOnDelete } = resource;
  return {
    ...{ urn, type, name, custom, dependencies, propertyDependencies },
    ...{ protect, ignoreChanges, aliases, retainOnDelete },
    parent,
    system: system ?? null,
    id: jsonOf(id),
    provider,
    inputs: jsonOf(inputs),
    outputs: jsonOf(outputs),
  };
}
