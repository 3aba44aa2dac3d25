import { deepStrictEqual, ok } from "node:assert/strict";
import { observe, runVpc, type Observed } from "./observed";
import { previewed, recordingOf, recordings, type Child, type Recording } from "./recorded";

const deployed = recordings.filter(({ knowledge }) => knowledge === "deployed");
const recordedPreview = recordingOf("one nat per zone previewed");
const inferredPreviews = deployed.filter(({ title }) => title !== "one nat per zone").map(previewed);

describe("the model of awsx.ec2.Vpc", () => {
  it("is held against every kind of recording there is", () => {
    deepStrictEqual(recordings.map(({ title }) => title).sort(), [
      ...["blocks by tier", "endpoints filled in", "exact blocks", "no arguments", "no nat"],
      ...["one nat per zone", "one nat per zone previewed", "single nat"],
    ]);
  });

  it("is held in other previews against what the recorded one shows of previews", () => {
    const inferred = previewed(recordingOf("one nat per zone"));
    deepStrictEqual(
      withoutPropertyDependencies(inferred.children),
      withoutPropertyDependencies(recordedPreview.children),
    );
    deepStrictEqual(inferred.outputs, recordedPreview.outputs);
  });

  for (const recording of [...deployed, ...inferredPreviews, recordedPreview]) {
    describe(`with the arguments of "${recording.title}"`, () => {
      let observed: Observed;
      before(async () => {
        observed = await observe(recording.args, recording.knowledge);
      });

      it("makes the resources of the real component, with their names, parents, inputs and dependencies", () => {
        const { children } = observed;
        deepStrictEqual(withoutPropertyDependencies(children), withoutPropertyDependencies(recording.children));
      });

      it("gives the outputs of the real component", () => {
        deepStrictEqual(observed.outputs, recording.outputs);
      });

      it("makes each output depend on what the real component's depends on", () => {
        deepStrictEqual(observed.outputDependencies, dependenciesOf(recording));
      });

      it("warns of a gateway endpoint that no route table leads to, and of nothing else", () => {
        const { messages } = observed;
        deepStrictEqual(messages.length, recording.endpointsWarnedOf.length);
        for (const [at, endpoint] of recording.endpointsWarnedOf.entries())
          ok(messages[at]?.includes(endpoint), endpoint);
      });
    });
  }

  it("makes each property of a previewed resource depend on what the real component's depends on", async () => {
    const { children } = await observe(recordedPreview.args, "preview");
    const recorded = Object.entries(recordedPreview.children);
    deepStrictEqual(
      Object.fromEntries(Object.entries(children).map(([key, child]) => [key, child.propertyDependencies])),
      Object.fromEntries(recorded.map(([key, child]) => [key, child.propertyDependencies ?? {}])),
    );
  });

  it("registers the component itself without inputs and outputs", async () => {
    const { resources } = await runVpc({});
    const component = resources.find(({ type }) => type === "awsx:ec2:Vpc");
    deepStrictEqual([component?.custom, component?.inputs, component?.outputs], [false, {}, {}]);
  });

  it("makes the same resources in a preview as when deployed", async () => {
    const [before, after] = await Promise.all([runVpc({}, "preview"), runVpc({}, "deployed")]);
    const urns = (resources: { urn: string }[]) => resources.map(({ urn }) => urn).sort();
    deepStrictEqual(urns(before.resources), urns(after.resources));
  });
});

function withoutPropertyDependencies(children: Record<string, Child>): Record<string, Child> {
  const plain = Object.entries(children).map(([key, { parent, inputs, dependencies }]): [string, Child] => {
    return [key, { parent, inputs, dependencies: [...dependencies].sort() }];
  });
  return Object.fromEntries(plain);
}

/** Per output what its users depend on: the recorded resources, and the component, which the caller's SDK adds. */
function dependenciesOf({ outputs, everyOutputDependsOn, outputsAlsoDependOn }: Recording): Record<string, string[]> {
  const ofAll = ["awsx:ec2:Vpc net", ...everyOutputDependsOn];
  const names = Object.keys(outputs);
  return Object.fromEntries(names.map((name) => [name, [...ofAll, ...(outputsAlsoDependOn[name] ?? [])].sort()]));
}
