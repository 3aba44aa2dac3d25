import assert from "node:assert/strict";
import { ec2, getRegionOutput, Provider } from "@pulumi/aws";
import { ec2 as awsx } from "@pulumi/awsx";
import { ComponentResource, Config, runtime, secret, type ResourceTransform } from "@pulumi/pulumi";
import { Secret, unknown } from "../../sandbox";
import { failureOf, knowledges, named, ofType, run } from "./run";

class Group extends ComponentResource {
  constructor(name: string, parent: Group | undefined, transforms: ResourceTransform[]) {
    super("test:index:Group", name, {}, { ...(parent ? { parent } : {}), transforms });
    this.registerOutputs();
  }
}

/** Adds a word to the tag that says by whom a resource was changed. */
function signed(word: string): ResourceTransform {
  return ({ props, opts, custom }) => {
    if (!custom) return undefined;
    const by = (props["tags"] as { by?: string } | undefined)?.by;
    return { props: { ...props, tags: { by: by === undefined ? word : `${by}, ${word}` } }, opts };
  };
}

describe("a resource transform", () => {
  for (const knowledge of knowledges) {
    it(`changes what reaches AWS (${knowledge})`, async () => {
      const evaluation = await run(
        () => new ec2.Vpc("a", { cidrBlock: "10.0.0.0/16" }, { transforms: [signed("itself")] }),
        { knowledge },
      );
      const { inputs, outputs } = named(evaluation, "a");
      assert.deepEqual(inputs["tags"], { by: "itself" });
      assert.deepEqual(outputs["tagsAll"], { by: "itself" });
      assert.equal(inputs["cidrBlock"], "10.0.0.0/16");
    });
  }

  it("comes before its parents', from the inside out, and the stack's come last", async () => {
    const evaluation = await run(() => {
      runtime.registerResourceTransform(signed("stack"));
      new ec2.Vpc("alone", {}, { transforms: [signed("itself")] });
      const outer = new Group("outer", undefined, [signed("outer")]);
      const inner = new Group("inner", outer, [signed("inner")]);
      new ec2.Vpc("deep", {}, { parent: inner, transforms: [signed("itself"), signed("again")] });
    });
    assert.deepEqual(named(evaluation, "alone").inputs["tags"], { by: "itself, stack" });
    assert.deepEqual(named(evaluation, "deep").inputs["tags"], { by: "itself, again, inner, outer, stack" });
  });

  it("changes nothing if it gives nothing back", async () => {
    const given: string[] = [];
    const look: ResourceTransform = ({ type, name, custom }) => {
      given.push(`${type} ${name} ${String(custom)}`);
      return undefined;
    };
    const evaluation = await run(() => {
      const vpc = new ec2.Vpc("a", { cidrBlock: "10.0.0.0/16" });
      new ec2.Subnet("b", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" }, { protect: true, transforms: [look] });
    });
    const { inputs, propertyDependencies, dependencies, protect } = named(evaluation, "b");
    assert.deepEqual(given, ["aws:ec2/subnet:Subnet b true"]);
    assert.deepEqual(inputs["vpcId"], unknown);
    assert.equal(inputs["cidrBlock"], "10.0.0.0/24");
    assert.deepEqual(propertyDependencies["vpcId"], [named(evaluation, "a").urn]);
    assert.deepEqual(propertyDependencies["cidrBlock"], []);
    assert.deepEqual(dependencies, [named(evaluation, "a").urn]);
    assert.equal(protect, true);
  });

  it("sees an unknown and a secret as Outputs, and what it gives back stays unknown and secret", async () => {
    const evaluation = await run(() => {
      const vpc = new ec2.Vpc("a", {});
      new ec2.Subnet(
        "b",
        { vpcId: vpc.id, cidrBlock: secret("10.0.0.0/24"), tags: { open: "x", closed: secret("y") } },
        { transforms: [({ props, opts }) => ({ props: { ...props, ipv6Native: true }, opts })] },
      );
    });
    const { inputs } = named(evaluation, "b");
    assert.equal(inputs["vpcId"], unknown);
    assert.deepEqual(inputs["cidrBlock"], new Secret("10.0.0.0/24"));
    assert.deepEqual(inputs["tags"], { open: "x", closed: new Secret("y") });
    assert.equal(inputs["ipv6Native"], true);
  });

  it("changes options: those that it leaves out are gone", async () => {
    const evaluation = await run(() => {
      const vpc = new ec2.Vpc("a", {});
      new ec2.Subnet(
        "kept",
        { vpcId: "vpc-0123456789abcdef0" },
        {
          ...{ protect: true, retainOnDelete: true, ignoreChanges: ["tags"], aliases: [{ name: "former" }] },
          dependsOn: vpc,
          transforms: [({ props, opts }) => ({ props, opts: { ...opts, ignoreChanges: ["cidrBlock"] } })],
        },
      );
      new ec2.Subnet(
        "dropped",
        { vpcId: "vpc-0123456789abcdef0" },
        { protect: true, ignoreChanges: ["tags"], transforms: [({ props }) => ({ props, opts: {} })] },
      );
    });
    const kept = named(evaluation, "kept");
    assert.deepEqual([kept.protect, kept.retainOnDelete, kept.ignoreChanges], [true, true, ["cidrBlock"]]);
    assert.deepEqual(kept.dependencies, [named(evaluation, "a").urn]);
    assert.deepEqual(kept.aliases, ["urn:pulumi:test::clothesline::aws:ec2/subnet:Subnet::former"]);
    const dropped = named(evaluation, "dropped");
    assert.deepEqual([dropped.protect, dropped.ignoreChanges], [false, []]);
  });

  it("can hand a resource to another provider", async () => {
    const evaluation = await run(() => {
      const provider = new Provider("other", { region: "eu-north-1" });
      new ec2.Vpc("a", {}, { transforms: [({ props, opts }) => ({ props, opts: { ...opts, provider } })] });
    });
    assert.equal(named(evaluation, "a").inputs["region"], "eu-north-1");
  });

  it("loses the dependencies of single properties when it gives properties back, as it does with the engine", async () => {
    const evaluation = await run(() => {
      const vpc = new ec2.Vpc("a", {});
      new ec2.Subnet("b", { vpcId: vpc.id }, { transforms: [({ props, opts }) => ({ props, opts })] });
    });
    const { propertyDependencies, dependencies } = named(evaluation, "b");
    assert.deepEqual(propertyDependencies, { vpcId: [] });
    assert.deepEqual(dependencies, [named(evaluation, "a").urn]);
  });

  it("of the stack leaves the dependencies of single properties as they are", async () => {
    const evaluation = await run(() => {
      runtime.registerResourceTransform(({ props, opts }) => ({ props, opts }));
      const vpc = new ec2.Vpc("a", {});
      new ec2.Subnet("b", { vpcId: vpc.id });
    });
    assert.deepEqual(named(evaluation, "b").propertyDependencies, { vpcId: [named(evaluation, "a").urn] });
  });

  it("reaches the children of a remote component, and runs in the program that gave it", async () => {
    const sizes = new Set<string | undefined>();
    const evaluation = await run(
      () => {
        const note: ResourceTransform = (args) => {
          // A provider's own program has no configuration.
          sizes.add(new Config().get("size"));
          return signed("outside")(args);
        };
        new awsx.Vpc("net", { natGateways: { strategy: "None" } }, { transforms: [note] });
      },
      { config: { "aws:region": "eu-west-1", "clothesline:size": "3" } },
    );
    const children = evaluation.resources.filter(({ type }) => type.startsWith("aws:ec2/"));
    assert.ok(children.length > 10);
    for (const child of children.filter(({ inputs }) => "tags" in inputs)) {
      assert.deepEqual(child.inputs["tags"], { by: "outside" }, child.urn);
    }
    assert.deepEqual([...sizes], ["3"]);
  });

  it("that throws refuses the resource, and says so", async () => {
    const { message } = await failureOf(() => {
      const transform: ResourceTransform = () => {
        throw new Error("not like this");
      };
      new ec2.Vpc("a", {}, { transforms: [transform] });
    });
    assert.match(
      message,
      /failed to register new resource a \[aws:ec2\/vpc:Vpc\]: transform failed: Error: not like this/,
    );
  });
});

describe("an invoke transform", () => {
  it("changes what a function is asked, in the order of registration", async () => {
    const evaluation = await run(() => {
      runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, region: "eu-north-1" }, opts }));
      runtime.registerInvokeTransform(() => undefined);
      return { region: getRegionOutput().region };
    });
    assert.deepEqual(evaluation.stackOutputs, { region: "eu-north-1" });
  });

  it("can send the question to another provider", async () => {
    const evaluation = await run(() => {
      const provider = new Provider("other", { region: "eu-north-1" });
      runtime.registerInvokeTransform(({ args, opts }) => ({ args, opts: { ...opts, provider } }));
      return { region: getRegionOutput().region };
    });
    assert.deepEqual(evaluation.stackOutputs, { region: "eu-north-1" });
    assert.deepEqual(
      ofType(evaluation, "pulumi:providers:aws").map(({ name }) => name),
      ["other"],
    );
  });
});
