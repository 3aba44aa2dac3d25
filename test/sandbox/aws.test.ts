import assert from "node:assert/strict";
import { resourceModels } from "../../sandbox/aws";
import { functions } from "../../sandbox/aws/functions";
import type { ResourceModel } from "../../sandbox/aws/model";
import { isUnknown, type Evaluation } from "../../sandbox";
import { runtime } from "@pulumi/pulumi";
import { knowledges, ofType, run } from "./run";
import { requiredArgs, sdkClass, sdkResult } from "./sdk";

const types = Object.keys(resourceModels).sort();
const models = types.map((token) => ({ token, model: modelFor(token), declared: sdkClass(token) }));

function modelFor(token: string): ResourceModel {
  const model = resourceModels[token];
  if (!model) throw new Error(`no model of ${token}`);
  return model;
}

/** Whatever a model says of properties, by name. */
function spokenOf({ computed, defaults = {}, sets = [], generatedName }: ResourceModel): string[] {
  const generated = generatedName ? [generatedName.argument] : [];
  return [...Object.keys(computed), ...Object.keys(defaults), ...sets, ...generated];
}

for (const knowledge of knowledges) {
  describe(`every type that the sandbox knows (${knowledge})`, () => {
    let evaluation: Evaluation;
    before(async () => {
      evaluation = await run(
        () => {
          for (const { token, declared } of models) new declared.construct(token, requiredArgs(declared));
        },
        { knowledge },
      );
    });

    for (const { token, declared } of models) {
      it(`answers all that the SDK declares as always present: ${token}`, () => {
        const [made, ...others] = ofType(evaluation, token);
        assert.equal(others.length, 0);
        const always = declared.outputs.filter(({ optional }) => !optional);
        assert.ok(always.length > 0);
        const missing = always.filter(({ name }) => (made?.outputs[name] ?? undefined) === undefined);
        assert.deepEqual(
          missing.map(({ name }) => name),
          [],
        );
      });
    }

    it("has an id, which is AWS's own to give", () => {
      for (const { token } of models) {
        const [made] = ofType(evaluation, token);
        assert.equal(isUnknown(made?.id), knowledge === "preview", token);
        if (knowledge === "deployed") assert.ok(typeof made?.id === "string" && made.id !== "", token);
      }
    });
  });
}

describe("a model", () => {
  for (const { token, model, declared } of models) {
    const outputs = new Map(declared.outputs.map((one) => [one.name, one]));

    it(`speaks of the type that the SDK registers, and of its properties alone: ${token}`, () => {
      assert.equal(declared.token, token);
      assert.deepEqual(
        spokenOf(model).filter((name) => !outputs.has(name)),
        [],
      );
    });

    it(`says of tags, region and sets what the SDK says: ${token}`, () => {
      assert.equal(model.tagged === true, outputs.has("tagsAll"));
      assert.equal(model.global === true, !outputs.has("region"));
      for (const set of model.sets ?? []) assert.match(outputs.get(set)?.type ?? "", /\[\]|\{\s*\[/, set);
    });

    it(`generates a name only for an argument that may be left out: ${token}`, () => {
      if (!model.generatedName) return;
      const { argument, maxLength } = model.generatedName;
      assert.equal(declared.args.find(({ name }) => name === argument)?.optional, true);
      assert.ok(maxLength > 8);
    });

    it(`misses the arguments that the SDK requires, and no others: ${token}`, () => {
      const required = declared.args.filter(({ optional }) => !optional).map(({ name }) => name);
      assert.deepEqual([...(model.required ?? [])].sort(), required.sort());
    });

    it(`replaces, refuses and lets go by arguments that the SDK has: ${token}`, () => {
      const args = new Set(declared.args.map(({ name }) => name));
      const { replaces, names = [], goesWith = [], loose = [], protection } = model;
      const spoken = [...replaces, ...goesWith, ...loose, ...names.map(({ argument }) => argument)];
      assert.deepEqual(
        [...spoken, ...(protection ? [protection.argument] : [])].filter((name) => !args.has(name)),
        [],
      );
      const unique = (model.unique ?? []).flatMap(({ properties }) => properties);
      assert.deepEqual(
        unique.filter((name) => !outputs.has(name)),
        [],
      );
    });

    it(`answers itself nothing that a program must give: ${token}`, () => {
      const required = declared.args.filter(({ optional }) => !optional).map(({ name }) => name);
      const { computed, defaults = {} } = model;
      assert.deepEqual(
        required.filter((name) => name in computed || name in defaults),
        [],
      );
    });
  }
});

/** What a function has to be asked with, where it has to be asked with something. */
const questions: Record<string, Record<string, unknown>> = {
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": { name: "com.amazonaws.eu-west-1.s3" },
  "aws:ec2/getPrefixList:getPrefixList": { name: "com.amazonaws.eu-west-1.s3" },
  "aws:route53/getZone:getZone": { name: "example.com" },
  "aws:ssm/getParameter:getParameter": {
    name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  },
};

describe("a function", () => {
  for (const token of Object.keys(functions)) {
    it(`answers all that the SDK declares as always present: ${token}`, async () => {
      const { stackOutputs } = await run(() => runtime.invoke(token, questions[token] ?? {}));
      const missing = sdkResult(token).filter(
        ({ name, optional }) => !optional && (stackOutputs[name] ?? null) === null,
      );
      assert.deepEqual(
        missing.map(({ name }) => name),
        [],
      );
    });
  }
});
