import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config";
import { deploy } from "../../infra/deploy";
import { evaluate, type EvaluatedResource, type Evaluation, type Knowledge } from "../../sandbox";
import { asPulumiDoes } from "./stack-values";

/** What the program makes of a configuration. */
export function stackOf(values: Record<string, unknown>, knowledge: Knowledge = "deployed"): Promise<Evaluation> {
  const config = asPulumiDoes(values);
  return evaluate({ program: () => deploy(parseConfig(config, "dev")), stack: "dev", config, knowledge });
}

export const ofType = ({ resources }: Evaluation, type: string): EvaluatedResource[] =>
  resources.filter((resource) => resource.type === type);

export function one(evaluation: Evaluation, type: string, name: string): EvaluatedResource {
  const found = ofType(evaluation, type).find((resource) => resource.name === name);
  assert.ok(found, `${type} ${name} is not there`);
  return found;
}

/** The statement of a policy that admits a service. */
export function admitting(policy: unknown, service: string): Record<string, unknown> {
  const { Statement } = JSON.parse(String(policy)) as { Statement: Record<string, unknown>[] };
  const found = Statement.find(({ Principal }) => JSON.stringify(Principal).includes(service));
  assert.ok(found, `nothing admits ${service}`);
  return found;
}
