import assert from "node:assert/strict";
import { cloudwatch, ec2, iam, Provider } from "@pulumi/aws";
import { ec2 as awsx } from "@pulumi/awsx";
import { all, Config, output, secret } from "@pulumi/pulumi";
import { Secret, unknown, type Value } from "../../sandbox";
import { knowledges, named, ofType, run } from "./run";

const config = { "aws:region": "eu-west-1", "clothesline:key": "hush", "clothesline:block": '{"inner":"hush"}' };
const secretKeys = ["clothesline:key", "clothesline:block"];

/** Everything that an evaluation shows to somebody who does not open secrets. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (member instanceof Secret ? "[secret]" : member));
}

for (const knowledge of knowledges) {
  describe(`a secret (${knowledge})`, () => {
    it("of the configuration stays one, as text, as a block and in what is made of it", async () => {
      const evaluation = await run(
        () => {
          const settings = new Config();
          const key = settings.requireSecret("key");
          const block = settings.requireSecretObject<{ inner: string }>("block");
          return { key, block, part: block.apply(({ inner }) => inner), longer: key.apply((one) => `${one}!`) };
        },
        { knowledge, config, secretKeys },
      );
      assert.deepEqual(evaluation.stackOutputs, {
        key: new Secret("hush"),
        block: new Secret({ inner: "hush" }),
        part: new Secret("hush"),
        longer: new Secret("hush!"),
      });
    });

    it("as an argument stays one in inputs and outputs, and in what another resource or the stack makes of it", async () => {
      const evaluation = await run(
        () => {
          const vpc = new ec2.Vpc("a", { cidrBlock: secret("10.0.0.0/16") });
          new ec2.Subnet("b", { vpcId: vpc.id, cidrBlock: vpc.cidrBlock });
          return { block: vpc.cidrBlock, both: all([vpc.cidrBlock, output(1)]) };
        },
        { knowledge },
      );
      assert.deepEqual(named(evaluation, "a").inputs["cidrBlock"], new Secret("10.0.0.0/16"));
      assert.deepEqual(named(evaluation, "a").outputs["cidrBlock"], new Secret("10.0.0.0/16"));
      assert.deepEqual(named(evaluation, "b").inputs["cidrBlock"], new Secret("10.0.0.0/16"));
      assert.deepEqual(evaluation.stackOutputs, {
        block: new Secret("10.0.0.0/16"),
        both: new Secret(["10.0.0.0/16", 1]),
      });
    });

    it("within an argument closes its own place and leaves its neighbours open", async () => {
      const evaluation = await run(() => new ec2.Vpc("a", { tags: { open: "x", closed: secret("hush") } }), {
        knowledge,
      });
      const { inputs, outputs } = named(evaluation, "a");
      for (const tags of [inputs["tags"], inputs["tagsAll"], outputs["tags"], outputs["tagsAll"]]) {
        assert.deepEqual(tags, { open: "x", closed: new Secret("hush") });
      }
    });

    it("around a whole map of tags closes what they are merged into", async () => {
      const evaluation = await run(
        () => {
          const provider = new Provider("main", { region: "eu-west-1", defaultTags: { tags: { Owner: "team" } } });
          new ec2.Vpc("a", { tags: secret({ key: "hush" }) }, { provider });
        },
        { knowledge },
      );
      assert.deepEqual(named(evaluation, "a").inputs["tagsAll"], new Secret({ Owner: "team", key: "hush" }));
    });

    it("in the provider's default tags is one in every resource", async () => {
      const evaluation = await run(
        () => {
          const provider = new Provider("main", {
            region: "eu-west-1",
            defaultTags: { tags: { key: secret("hush") } },
          });
          new ec2.Vpc("a", { tags: { own: "x" } }, { provider });
        },
        { knowledge },
      );
      assert.deepEqual(named(evaluation, "a").inputs["tagsAll"], { key: new Secret("hush"), own: "x" });
      assert.doesNotMatch(shown(evaluation), /hush/);
    });

    it("of the provider's configuration is one in the default provider", async () => {
      const evaluation = await run(() => new ec2.Vpc("a", {}), {
        knowledge,
        config: { "aws:region": "eu-west-1", "aws:token": "hush" },
        secretKeys: ["aws:token"],
      });
      assert.deepEqual(ofType(evaluation, "pulumi:providers:aws")[0]?.inputs["token"], new Secret("hush"));
      assert.doesNotMatch(shown(evaluation), /hush/);
    });

    it("reaches AWS through a remote component", async () => {
      const evaluation = await run(
        () => {
          const tags = { closed: secret("hush") };
          new awsx.Vpc("net", { tags, numberOfAvailabilityZones: 1, natGateways: { strategy: "None" } });
        },
        { knowledge },
      );
      const [vpc] = ofType(evaluation, "aws:ec2/vpc:Vpc");
      assert.match(JSON.stringify(vpc?.inputs["tags"]), /hush/);
      assert.doesNotMatch(shown(evaluation), /hush/);
    });

    it("is made of an output by additionalSecretOutputs, and so is what hangs on it", async () => {
      const evaluation = await run(
        () => {
          const group = new cloudwatch.LogGroup("a", { name: "web" }, { additionalSecretOutputs: ["name"] });
          return { name: group.name };
        },
        { knowledge },
      );
      assert.deepEqual(named(evaluation, "a").outputs["name"], new Secret("web"));
      assert.deepEqual(evaluation.stackOutputs, { name: new Secret("web") });
    });
  });
}

describe("a secret", () => {
  it("closes whatever AWS would make of it", async () => {
    const evaluation = await run(() => new iam.Role("a", { name: secret("hush"), assumeRolePolicy: "{}" }), {
      knowledge: "deployed",
    });
    const { outputs } = named(evaluation, "a");
    assert.deepEqual(outputs["arn"], new Secret("arn:aws:iam::123456789012:role/hush"));
    assert.equal(outputs["createDate"], "2026-01-01T00:00:00Z");
  });

  it("keeps a map closed that is unknown as a whole for another of its members", async () => {
    const evaluation = await run(() => {
      const { id } = new ec2.Vpc("a", {});
      new ec2.Vpc("b", { tags: { closed: secret("hush"), later: id } });
    });
    assert.deepEqual(named(evaluation, "b").outputs["tags"], new Secret(unknown));
  });

  it("that is unknown in a preview is one once it is deployed", async () => {
    const of = async (knowledge: (typeof knowledges)[number]): Promise<Value | undefined> => {
      const program = () => ({ id: secret(new ec2.Vpc("a", {}).id) });
      return (await run(program, { knowledge })).stackOutputs["id"];
    };
    assert.ok((await of("deployed")) instanceof Secret);
    assert.doesNotMatch(shown(await of("preview")), /vpc-/);
  });
});
