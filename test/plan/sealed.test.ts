import assert from "node:assert/strict";
import { readStackFile } from "../../plan/stacks";
import type { StackPlan } from "../../plan/stack-plan";
import { inProject, withEnvironment } from "./project-folder";
import { plan, planJson, project, projectFolder } from "./run";

const passphrase = { PULUMI_CONFIG_PASSPHRASE: "battery-staple" };
const none = { PULUMI_CONFIG_PASSPHRASE: undefined, PULUMI_CONFIG_PASSPHRASE_FILE: undefined };
const sealing = (environment: Record<string, string | undefined>) =>
  withEnvironment({ ...none, ...environment }, () => readStackFile(projectFolder("sealed"), "dev"));
const secretKeys = ["retention", "limits", "owner", "teams", "loud"].map((key) => `sealing:${key}`);

// The file was sealed by Pulumi's own command line.
describe("what a stack's file seals", () => {
  it("is opened with the passphrase, and stays secret", () => {
    const { config, ...file } = sealing(passphrase);
    assert.deepEqual(config, {
      "aws:region": "eu-west-1",
      "sealing:limits": '{"days":7,"name":"moonlight-sonata"}',
      "sealing:loud": "true",
      "sealing:owner": "moonlight-sonata",
      "sealing:retention": "7",
      "sealing:teams": '[{"name":"moonlight-sonata"}]',
    });
    assert.deepEqual([file.secretKeys, file.closedKeys], [secretKeys, []]);
  });

  it("is opened with the passphrase in a file", () => {
    inProject({ phrase: "battery-staple\n" }, (folder) => {
      const { config } = sealing({ PULUMI_CONFIG_PASSPHRASE_FILE: `${folder}/phrase` });
      assert.equal(config["sealing:owner"], "moonlight-sonata");
    });
  });

  it("is stood in for by a word where nobody has the passphrase", () => {
    const { config, closedKeys, secrets } = sealing({});
    const word = "a-secret-that-only-the-engine-opens";
    assert.deepEqual([config["sealing:owner"], config["sealing:limits"]], [word, word]);
    assert.equal(config["sealing:teams"], `[{"name":"${word}"}]`);
    assert.deepEqual([closedKeys, secrets], [secretKeys, []]);
  });

  it("is stood in for by a word where no passphrase seals it", () => {
    const files = {
      "Pulumi.yaml": "name: shop\nruntime: nodejs\nconfig: {a: {type: integer, secret: true}}\n",
      "Pulumi.dev.yaml": "secretsprovider: awskms://alias/shop\nconfig: {'shop:a': {secure: v1:abc:def}}\n",
    };
    const { closedKeys } = withEnvironment(passphrase, () =>
      inProject(files, (folder) => readStackFile(folder, "dev")),
    );
    assert.deepEqual(closedKeys, ["shop:a"]);
  });

  it("of another type than the project's is an error that shows nothing of it", () => {
    const stack = (salt: string, sealed: string) =>
      `encryptionsalt: ${salt}\nconfig: {'shop:a': {secure: '${sealed}'}}\n`;
    const files = {
      "Pulumi.yaml": "name: shop\nruntime: nodejs\nconfig: {a: {type: integer}}\n",
      "Pulumi.dev.yaml": stack(
        "v1:4ArxiEovclM=:v1:9IcjtjvcB2soAdG/:xHtIfnm43YsReC73Xy9beBhhE8kbfg==",
        "v1:lAqXQ0cJaR2VENqu:lfStZJth3OPKqlvl9pezBEP40Fz295Db3Qk5biwV86Q=",
      ),
    };
    assert.throws(
      () =>
        withEnvironment({ ...none, ...passphrase }, () => inProject(files, (folder) => readStackFile(folder, "dev"))),
      { message: "Pulumi.dev.yaml: a must be of type integer, as Pulumi.yaml says; its sealed value is not" },
    );
  });

  it("with another passphrase is an error that says so", () => {
    assert.throws(
      () => sealing({ PULUMI_CONFIG_PASSPHRASE: "horse" }),
      /Pulumi\.dev\.yaml: its secrets are sealed with another passphrase/,
    );
  });

  it("asks for no passphrase of a stack without secrets", () => {
    const files = {
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "encryptionsalt: v1:4ArxiEovclM=:v1:9IcjtjvcB2soAdG/:xHtIfnm43YsReC73Xy9beBhhE8kbfg==\n",
    };
    const { config } = withEnvironment({ PULUMI_CONFIG_PASSPHRASE: "horse" }, () =>
      inProject(files, (folder) => readStackFile(folder, "dev")),
    );
    assert.deepEqual(config, {});
  });

  it("that was damaged is an error", () => {
    const files = {
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml":
        "encryptionsalt: v1:4ArxiEovclM=:v1:9IcjtjvcB2soAdG/:xHtIfnm43YsReC73Xy9beBhhE8kbfg==\n" +
        "config: {'shop:a': {secure: 'v1:lAqXQ0cJaR2VENqu:AAAAZJth3OPKqlvl9pezBEP40Fz295Db3Qk5biwV86Q='}}\n",
    };
    assert.throws(
      () =>
        withEnvironment({ ...none, ...passphrase }, () => inProject(files, (folder) => readStackFile(folder, "dev"))),
      /a secret is not whole/,
    );
  });
});

describe("the plan of a stack with secrets", () => {
  const planSealed = (environment: Record<string, string | undefined>) =>
    withEnvironment({ ...none, SEALING_FAILS: undefined, ...environment }, () => planJson("dev", ...project("sealed")));

  it("goes on where nobody can open them, whichever way the program reads a secret", () => {
    const { code, json } = planSealed({});
    assert.equal(code, 0);
    const { stackOutputs, resources } = JSON.parse(json) as StackPlan;
    const secret = { $secret: true };
    const unknown = { $unknown: true };
    const name = "a-secret-that-only-the-engine-opens";
    assert.deepEqual(stackOutputs, { days: unknown, loud: unknown, name, owner: secret });
    const named = resources.find((one) => one.name === "named");
    assert.deepEqual((named?.inputs as Record<string, unknown>)["retentionInDays"], unknown);
  });

  it("shows none that was opened, even where the program takes it for no secret", () => {
    const { code, json, stdout, stderr } = planSealed(passphrase);
    assert.equal(code, 0);
    assert.doesNotMatch(json + stdout + stderr, /moonlight/);
    assert.equal(((JSON.parse(json) as StackPlan).stackOutputs as Record<string, unknown>)["name"], "[secret]");
  });

  const failing: [kind: string, what: RegExp][] = [
    ["number", /Configuration 'sealing:owner' value '\[secret\]' is not a valid number/],
    ["throw", /nobody knows \[secret\]\n {2}at index\.ts:/],
  ];
  for (const [SEALING_FAILS, what] of failing) {
    it(`shows none in an error (${SEALING_FAILS})`, () => {
      const { code, stdout, stderr, json } = planSealed({ ...passphrase, SEALING_FAILS });
      assert.equal(code, 2);
      assert.match(stdout, what);
      assert.doesNotMatch(stdout + stderr + json, /moonlight/);
    });
  }

  it("says which are sealed, and what opens them, where a program fails without them", () => {
    const { code, stdout } = withEnvironment({ ...none, SEALING_FAILS: "number" }, () =>
      plan("dev", ...project("sealed")),
    );
    assert.equal(code, 2);
    assert.match(stdout, /'sealing:owner' value \(sealed\) is not a valid number/);
    assert.match(stdout, /Pulumi\.dev\.yaml seals sealing:retention, .*sealing:owner[^]*PULUMI_CONFIG_PASSPHRASE/);
  });
});
