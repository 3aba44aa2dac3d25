import assert from "node:assert/strict";
import { join } from "node:path";
import { readStackFile } from "../../plan/stacks";
import { readConfig } from "../../infra/config";
import { deploy } from "../../infra/deploy";
import { resourceModels } from "../../sandbox/aws";
import { evaluate, holdsUnknown, type Evaluation } from "../../sandbox";
import { knowledges } from "./run";
import { sdkClass } from "./sdk";

const root = join(__dirname, "..", "..");

/** The program as it is, with a stack file as it is checked in. */
function evaluated(stack: string, knowledge: (typeof knowledges)[number]): Promise<Evaluation> {
  const { project, config, secretKeys } = readStackFile(root, stack);
  return evaluate({ program: () => deploy(readConfig()), project, stack, config, secretKeys, knowledge });
}

for (const stack of ["dev", "prod"]) {
  describe(`the program's stack ${stack}`, () => {
    const evaluations = new Map<string, Evaluation>();
    before(async () => {
      for (const knowledge of knowledges) evaluations.set(knowledge, await evaluated(stack, knowledge));
    });
    const of = (knowledge: string) => {
      const evaluation = evaluations.get(knowledge);
      if (!evaluation) throw new Error(`${stack} was not evaluated`);
      return evaluation;
    };

    for (const knowledge of knowledges) {
      it(`uses types that the sandbox knows, with every output that is always present (${knowledge})`, () => {
        const made = of(knowledge).resources.filter(({ type }) => type.startsWith("aws:"));
        assert.ok(made.length > 20);
        for (const { type, urn, outputs } of made) {
          assert.ok(type in resourceModels, type);
          const missing = sdkClass(type).outputs.filter(
            ({ name, optional }) => !optional && (outputs[name] ?? undefined) === undefined,
          );
          assert.deepEqual(missing, [], urn);
        }
      });
    }

    it("has the same resources whether values are known or not", () => {
      const urns = (knowledge: string) =>
        of(knowledge)
          .resources.map(({ urn }) => urn)
          .sort();
      assert.deepEqual(urns("preview"), urns("deployed"));
    });

    it("has nothing unknown left once it is deployed", () => {
      const { resources, stackOutputs } = of("deployed");
      assert.deepEqual(
        resources.filter(({ inputs, outputs }) => holdsUnknown(inputs) || holdsUnknown(outputs)).map(({ urn }) => urn),
        [],
      );
      assert.equal(holdsUnknown(stackOutputs), false);
    });

    it("has no messages and one provider, which everything in AWS is made by", () => {
      const { messages, resources } = of("preview");
      assert.deepEqual(messages, []);
      const providers = new Set(
        resources.filter(({ type }) => type.startsWith("aws:")).map(({ provider }) => provider),
      );
      assert.equal(providers.size, 1);
      assert.equal(resources.filter(({ type }) => type === "pulumi:providers:aws").length, 1);
    });
  });
}
