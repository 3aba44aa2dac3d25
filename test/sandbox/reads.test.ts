import assert from "node:assert/strict";
import { cloudwatch, ec2, iam } from "@pulumi/aws";
import { getStack, StackReference } from "@pulumi/pulumi";
import { Secret, unknown } from "../../sandbox";
import { failureOf, knowledges, named, run } from "./run";

for (const knowledge of knowledges) {
  describe(`a resource that the program only reads (${knowledge})`, () => {
    it("has the id and the properties that the program knows, and is no resource of the stack", async () => {
      const { resources, stackOutputs } = await run(
        () => {
          const vpc = ec2.Vpc.get("there", "vpc-0123456789abcdef0", { cidrBlock: "10.9.0.0/16" });
          return { id: vpc.id, block: vpc.cidrBlock };
        },
        { knowledge },
      );
      assert.deepEqual(stackOutputs, { id: "vpc-0123456789abcdef0", block: "10.9.0.0/16" });
      assert.deepEqual(
        resources.filter(({ type }) => type.startsWith("aws:")),
        [],
      );
    });

    it("can be what another is made of", async () => {
      const evaluation = await run(
        () => new ec2.Subnet("a", { vpcId: ec2.Vpc.get("there", "vpc-0123456789abcdef0").id }),
        { knowledge },
      );
      assert.equal(named(evaluation, "a").inputs["vpcId"], "vpc-0123456789abcdef0");
    });

    it("keeps what additionalSecretOutputs closes", async () => {
      const { stackOutputs } = await run(
        () => {
          const options = { additionalSecretOutputs: ["cidrBlock"] };
          return { block: ec2.Vpc.get("there", "vpc-1", { cidrBlock: "10.9.0.0/16" }, options).cidrBlock };
        },
        { knowledge },
      );
      assert.deepEqual(stackOutputs, { block: new Secret("10.9.0.0/16") });
    });
  });
}

describe("a resource that the program only reads", () => {
  it("has nothing made up about it in a preview", async () => {
    const { stackOutputs } = await run(() => {
      const { arn, ownerId, enableDnsSupport } = ec2.Vpc.get("there", "vpc-0123456789abcdef0");
      return { arn, ownerId, enableDnsSupport };
    });
    assert.deepEqual(stackOutputs, { arn: unknown, ownerId: unknown, enableDnsSupport: unknown });
  });

  it("has all that AWS would answer when deployed", async () => {
    const { stackOutputs } = await run(
      () => {
        const { arn, region } = ec2.Vpc.get("there", "vpc-0123456789abcdef0");
        return { arn, region, role: iam.Role.get("role", "web", { name: "web" }).arn };
      },
      { knowledge: "deployed" },
    );
    assert.deepEqual(stackOutputs, {
      arn: "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0123456789abcdef0",
      region: "eu-west-1",
      role: "arn:aws:iam::123456789012:role/web",
    });
  });

  it("is the one that the program made, if it made one", async () => {
    const { stackOutputs } = await run(
      async () => {
        const group = new cloudwatch.LogGroup("a", { name: "web", retentionInDays: 7 });
        await new Promise((resolve) => group.id.apply(resolve));
        return { days: cloudwatch.LogGroup.get("again", group.id).retentionInDays };
      },
      { knowledge: "deployed" },
    );
    assert.deepEqual(stackOutputs, { days: 7 });
  });

  it("may have an id that is not known yet", async () => {
    const { stackOutputs } = await run(() => {
      const { id, arn } = ec2.Vpc.get("again", new ec2.Vpc("a", {}).id);
      return { id, arn };
    });
    assert.deepEqual(stackOutputs, { id: unknown, arn: unknown });
  });

  it("of an unknown type is told the type and the file", async () => {
    const { message } = await failureOf(() => ec2.Instance.get("there", "i-0123456789abcdef0"));
    assert.match(message, /failed to read resource .*does not know the type aws:ec2\/instance:Instance yet/);
  });
});

describe("another stack's outputs", () => {
  const program = () => {
    const other = new StackReference("org/network/prod");
    return { vpcId: other.requireOutput("vpcId"), key: other.getOutput("key"), missing: other.getOutput("missing") };
  };
  const otherStacks = { "org/network/prod": { vpcId: "vpc-0123456789abcdef0", key: new Secret("hush") } };

  it("are unknown in a preview", async () => {
    const { stackOutputs, resources } = await run(program);
    assert.deepEqual(stackOutputs, { vpcId: unknown, key: unknown, missing: unknown });
    assert.equal(resources.length, 1);
  });

  for (const knowledge of knowledges) {
    it(`are those that the evaluation was given, secrets as secrets (${knowledge})`, async () => {
      const { stackOutputs } = await run(program, { knowledge, otherStacks });
      assert.equal(stackOutputs["vpcId"], "vpc-0123456789abcdef0");
      assert.deepEqual(stackOutputs["key"], new Secret("hush"));
    });
  }

  it("are an error when deployed and not given, which names the stack and says both ways out", async () => {
    const { message } = await failureOf(program, { knowledge: "deployed" });
    assert.match(
      message,
      /stack org\/network\/prod, .* without --knowledge deployed\), or give them to evaluate\(\) in otherStacks/,
    );
  });

  it("are found by the name that the reference gives, whatever it is called itself", async () => {
    const { stackOutputs } = await run(
      () => {
        const other = new StackReference("network", { name: `org/network/${getStack()}` });
        return { vpcId: other.getOutput("vpcId") };
      },
      { stack: "prod", otherStacks },
    );
    assert.deepEqual(stackOutputs, { vpcId: "vpc-0123456789abcdef0" });
  });
});
