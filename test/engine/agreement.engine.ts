import assert from "node:assert/strict";
import type { PlannedResource, StackPlan } from "../../plan/stack-plan";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { oneStack } from "../plan/run";
import {
  asFarAsKnown,
  engineResource,
  engineValue,
  hashesOf,
  plannedResource,
  rehashed,
  withItsDigits,
} from "./agreement";
import { findingsOf, inOrder, type Finding } from "./events";
import { deployed, patience, tried, Workspace, type Run } from "./workspace";

const byUrn = (one: { urn: string }, other: { urn: string }) => (one.urn < other.urn ? -1 : 1);

/** A preview's steps leave out the providers that the engine makes for those who name none. */
function withoutDefaultProviders(plan: StackPlan): StackPlan {
  const isDefault = ({ type, name }: PlannedResource) =>
    type.startsWith("pulumi:providers:") && /^default(_|$)/.test(name);
  return { ...plan, resources: plan.resources.filter((resource) => !isDefault(resource)) };
}

/** The new states that a previewed stack would have. */
function previewed({ stdout }: Run): CheckpointResource[] {
  const { steps } = JSON.parse(stdout) as { steps: { newState: CheckpointResource }[] };
  return steps.map(({ newState }) => newState);
}

function agree(plan: StackPlan, resources: readonly CheckpointResource[]): void {
  assert.deepEqual(resources.map(engineResource).sort(byUrn), plan.resources.map(plannedResource).sort(byUrn));
}

/** Holds the inputs of every resource against the plan's. */
function agreeOnInputs(plan: StackPlan, resources: readonly CheckpointResource[], readAs: typeof withItsDigits): void {
  const actual = new Map(resources.map(({ urn, inputs = {} }) => [urn, engineValue(inputs)]));
  const hashes = new Map(plan.resources.flatMap(({ urn, inputs }) => hashesOf(inputs, actual.get(urn) ?? null)));
  for (const { urn, inputs } of plan.resources) {
    const given = actual.get(urn) ?? null;
    assert.deepEqual({ urn, inputs: given }, { urn, inputs: readAs(rehashed(inputs, hashes), given) });
  }
}

/** What the pack should say: what the plan says, doubts as advisories. */
function saidBy({ policies }: StackPlan): Finding[] {
  const doubts = policies.cannotTell.map(({ policy, urn, message }) => ({ policy, urn, message, level: "advisory" }));
  return inOrder([
    ...policies.violations.map(({ policy, level, urn, message }) => ({ policy, level, urn, message })),
    ...doubts,
  ]);
}

for (const { project, stack: name, title } of tried) {
  describe(`the plan and the engine, of ${title}`, function () {
    this.timeout(patience);
    const plans = { preview: undefined, deployed: undefined } as Record<string, StackPlan | undefined>;
    const planned = (knowledge: string) =>
      (plans[knowledge] ??= oneStack(name, "--cwd", project, "--knowledge", knowledge));
    let preview: Run;
    let up: Run;
    let resources: CheckpointResource[];

    before(async () => {
      preview = await new Workspace(project).stack(name).preview("--json");
      const workspace = await deployed(name, project);
      const stack = workspace.copy().stack(name);
      resources = stack.exported().resources ?? [];
      // The deployed stack came up without being judged, so that what violates a rule can be looked at too.
      up = await stack.preview();
    });

    it("are of the same resources before up", () => {
      agree(withoutDefaultProviders(planned("preview")), previewed(preview));
    });

    it("are of the same inputs before up", () => {
      // What one of them does not know yet, the other does not know either.
      agreeOnInputs(withoutDefaultProviders(planned("preview")), previewed(preview), withItsDigits);
    });

    it("have the same findings before up", () => {
      assert.deepEqual(findingsOf(preview.events), saidBy(planned("preview")));
    });

    it("are of the same resources after up", () => {
      agree(planned("deployed"), resources);
    });

    it("are of the same inputs after up", () => {
      agreeOnInputs(planned("deployed"), resources, asFarAsKnown);
    });

    it("have the same findings after up", () => {
      assert.deepEqual(findingsOf(up.events), saidBy(planned("deployed")));
    });
  });
}
