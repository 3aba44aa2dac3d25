import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config";
import { deploy } from "../../infra/deploy";
import { evaluate, isObject, type Value } from "../../sandbox";

const values = {
  "aws:region": "eu-west-1",
  "aws:profile": "shop",
  "aws:allowedAccountIds": '["123456789012"]',
  "clothesline:owner": "platform",
  "clothesline:tags": '{"CostCentre":"42a"}',
};
const evaluation = () =>
  evaluate({ program: () => deploy(parseConfig(values, "dev")), stack: "dev", config: values, knowledge: "deployed" });
const field = (value: Value | undefined, key: string) => (isObject(value) ? value[key] : undefined);

describe("a credential among the configuration", () => {
  it("is refused without being shown", () => {
    const wrong = { ...values, "aws:secretKey": "wJalrXUtnFEMI" };
    assert.throws(
      () => parseConfig(wrong, "dev"),
      (error: Error) => error.message.includes("aws:secretKey") && !error.message.includes("wJalrXUtnFEMI"),
    );
  });
});

describe("a deployment", () => {
  it("hands region, profile, allowed accounts and tags to its one provider", async () => {
    const { resources } = await evaluation();
    const providers = resources.filter(({ type }) => type === "pulumi:providers:aws");
    assert.deepEqual(
      providers.map(({ name }) => name),
      ["platform-aws"],
    );
    const inputs = providers[0]?.inputs ?? {};
    assert.equal(inputs["region"], "eu-west-1");
    assert.equal(inputs["profile"], "shop");
    assert.equal(inputs["allowedAccountIds"], '["123456789012"]');
    const tags = {
      Project: "clothesline",
      Environment: "dev",
      Owner: "platform",
      ManagedBy: "pulumi",
      CostCentre: "42a",
    };
    const { defaultTags } = inputs;
    assert.ok(typeof defaultTags === "string");
    assert.deepEqual(JSON.parse(defaultTags), { tags });
  });

  it("gives its region, its zones and the ids of each tier's own subnets as outputs", async () => {
    const { resources, stackOutputs } = await evaluation();
    for (const tier of ["public", "app", "data"]) {
      const ids = ["a", "b"].map(
        (zone) =>
          resources.find(
            ({ name, type }) => type === "aws:ec2/subnet:Subnet" && name === `platform-network-${tier}-${zone}`,
          )?.id,
      );
      assert.deepEqual(stackOutputs[`${tier}SubnetIds`], ids);
      assert.ok(ids.every((id) => typeof id === "string"));
    }
    assert.equal(stackOutputs["region"], "eu-west-1");
    assert.deepEqual(stackOutputs["zones"], ["eu-west-1a", "eu-west-1b"]);
    const vpc = resources.find(({ type }) => type === "aws:ec2/vpc:Vpc");
    assert.equal(stackOutputs["vpcId"], vpc?.id);
    assert.equal(field(vpc?.outputs, "cidrBlock"), "10.0.0.0/16");
  });
});
