import assert from "node:assert/strict";
import { ec2, Provider } from "@pulumi/aws";
import { ec2 as awsx } from "@pulumi/awsx";
import {
  ComponentResource,
  ErrorHook,
  ResourceHook,
  rootStackResource,
  type ComponentResourceOptions,
  type Input,
} from "@pulumi/pulumi";
import { failureOf, knowledges, named, ofType, run } from "./run";

class Group extends ComponentResource {
  constructor(name: string, options: ComponentResourceOptions = {}, type = "test:index:Group") {
    super(type, name, {}, options);
    this.registerOutputs();
  }
}

const vpcId = "vpc-0123456789abcdef0";
const urnOf = (type: string, name: string) => `urn:pulumi:test::clothesline::${type}::${name}`;

describe("resource options", () => {
  for (const knowledge of knowledges) {
    it(`are kept with the resource (${knowledge})`, async () => {
      const options = {
        ...{ protect: true, retainOnDelete: true, deleteBeforeReplace: true },
        ...{ ignoreChanges: ["tags", "cidrBlock"], replaceOnChanges: ["ipv4IpamPoolId"] },
      };
      const evaluation = await run(() => new ec2.Vpc("a", {}, options), { knowledge });
      const { protect, retainOnDelete, deleteBeforeReplace, ignoreChanges, replaceOnChanges } = named(evaluation, "a");
      assert.deepEqual({ protect, retainOnDelete, deleteBeforeReplace, ignoreChanges, replaceOnChanges }, options);
    });
  }

  it("say nothing unless somebody writes them", async () => {
    const evaluation = await run(() => new ec2.Vpc("a", {}));
    const { ignoreChanges, replaceOnChanges, aliases, ...flags } = named(evaluation, "a");
    const { protect, retainOnDelete, deleteBeforeReplace } = flags;
    assert.deepEqual([protect, retainOnDelete, deleteBeforeReplace], [false, false, false]);
    assert.deepEqual([ignoreChanges, replaceOnChanges, aliases], [[], [], []]);
  });

  it("protect and retainOnDelete reach from a component down to all below it, unless one of them says no", async () => {
    const evaluation = await run(() => {
      const outer = new Group("outer", { protect: true, retainOnDelete: true });
      const inner = new Group("inner", { parent: outer });
      new ec2.Vpc("a", {}, { parent: inner });
      new ec2.Vpc("b", {}, { parent: inner, protect: false, retainOnDelete: false });
    });
    const ofBoth = (name: string) => [named(evaluation, name).protect, named(evaluation, name).retainOnDelete];
    assert.deepEqual(
      [ofBoth("a"), ofBoth("b")],
      [
        [true, true],
        [false, false],
      ],
    );
  });

  it("reach into a remote component", async () => {
    const evaluation = await run(() => {
      new awsx.Vpc("net", { natGateways: { strategy: "None" } }, { protect: true, retainOnDelete: true });
    });
    const children = ofType(evaluation, "aws:ec2/subnet:Subnet");
    assert.ok(children.length > 0);
    for (const { protect, retainOnDelete, urn } of children)
      assert.deepEqual([protect, retainOnDelete], [true, true], urn);
  });

  it("dependsOn a component means all its resources, at every depth", async () => {
    const evaluation = await run(() => {
      const outer = new Group("outer");
      const inner = new Group("inner", { parent: outer });
      new ec2.Vpc("a", {}, { parent: inner });
      const b = new ec2.Vpc("b", {}, { parent: outer });
      new ec2.Subnet("child of b", { vpcId }, { parent: b });
      new ec2.Vpc("waiting", {}, { dependsOn: outer });
    });
    const waits = named(evaluation, "waiting").dependencies;
    assert.deepEqual(waits.sort(), [named(evaluation, "a").urn, named(evaluation, "b").urn].sort());
  });

  it("refuse a second resource of one type, name and parent", async () => {
    const { message } = await failureOf(() => {
      new ec2.Vpc("a", {});
      new ec2.Vpc("a", {});
    });
    assert.match(message, /Duplicate resource URN 'urn:pulumi:test::clothesline::aws:ec2\/vpc:Vpc::a'/);
  });

  it("allow one name under two parents", async () => {
    const { resources } = await run(() => {
      new ec2.Vpc("a", {}, { parent: new Group("one", {}, "test:index:One") });
      new ec2.Vpc("a", {}, { parent: new Group("two", {}, "test:index:Two") });
    });
    assert.equal(resources.filter(({ name }) => name === "a").length, 2);
  });
});

describe("an alias", () => {
  const aliasesOf = async (program: () => unknown) => named(await run(program), "a").aliases;

  it("is what the resource was called before: name, type, parent, stack or project", async () => {
    const aliases = await aliasesOf(() => {
      const parent = new Group("parent");
      new ec2.Vpc(
        "a",
        {},
        {
          parent,
          aliases: [
            { name: "former" },
            { type: "aws:old:Vpc" },
            { parent: rootStackResource },
            { stack: "staging", project: "shop" },
            "urn:pulumi:x::y::z::w",
          ],
        },
      );
    });
    assert.deepEqual(aliases, [
      urnOf("test:index:Group$aws:ec2/vpc:Vpc", "former"),
      urnOf("test:index:Group$aws:old:Vpc", "a"),
      urnOf("aws:ec2/vpc:Vpc", "a"),
      "urn:pulumi:staging::shop::test:index:Group$aws:ec2/vpc:Vpc::a",
      "urn:pulumi:x::y::z::w",
    ]);
  });

  it("may name another parent", async () => {
    const aliases = await aliasesOf(() => {
      const former = new Group("former", {}, "test:index:Former");
      new ec2.Vpc("a", {}, { aliases: [{ parent: former }] });
    });
    assert.deepEqual(aliases, [urnOf("test:index:Former$aws:ec2/vpc:Vpc", "a")]);
  });

  it("of a parent is one of its children too, whose own name follows the parent's", async () => {
    const evaluation = await run(() => {
      const parent = new Group("shop", { aliases: [{ name: "store", type: "test:index:Store" }] });
      new ec2.Vpc("shop-net", {}, { parent, aliases: [{ name: "shop-network" }] });
      new ec2.Vpc("other", {}, { parent });
    });
    assert.deepEqual(named(evaluation, "shop-net").aliases, [
      urnOf("test:index:Group$aws:ec2/vpc:Vpc", "shop-network"),
      urnOf("test:index:Store$aws:ec2/vpc:Vpc", "store-net"),
      urnOf("test:index:Store$aws:ec2/vpc:Vpc", "store-network"),
    ]);
    assert.deepEqual(named(evaluation, "other").aliases, [urnOf("test:index:Store$aws:ec2/vpc:Vpc", "other")]);
  });
});

describe("a provider", () => {
  const regionOf = async (program: () => unknown) => named(await run(program), "a").inputs["region"];

  it("named by a resource makes that resource", async () => {
    const evaluation = await run(() => {
      const provider = new Provider("other", { region: "eu-north-1" });
      new ec2.Vpc("a", {}, { provider });
    });
    const [provider] = ofType(evaluation, "pulumi:providers:aws");
    assert.equal(named(evaluation, "a").provider, provider?.urn);
    assert.equal(named(evaluation, "a").inputs["region"], "eu-north-1");
  });

  it("of a component makes all below it", async () => {
    const region = await regionOf(() => {
      const outer = new Group("outer", { providers: [new Provider("other", { region: "eu-north-1" })] });
      new ec2.Vpc("a", {}, { parent: new Group("inner", { parent: outer }) });
    });
    assert.equal(region, "eu-north-1");
  });

  it("of a resource makes its children", async () => {
    const region = await regionOf(() => {
      const parent = new ec2.Vpc("parent", {}, { provider: new Provider("other", { region: "eu-north-1" }) });
      new ec2.Subnet("a", { vpcId }, { parent });
    });
    assert.equal(region, "eu-north-1");
  });

  for (const where of ["itself", "the component around it"]) {
    it(`makes the children of a remote component when named by ${where}`, async () => {
      const evaluation = await run(() => {
        const provider = new Provider("other", { region: "eu-north-1" });
        const args = { natGateways: { strategy: "None" as const }, numberOfAvailabilityZones: 1 };
        if (where === "itself") new awsx.Vpc("net", args, { provider });
        else new awsx.Vpc("net", args, { parent: new Group("around", { providers: [provider] }) });
      });
      const [subnet] = ofType(evaluation, "aws:ec2/subnet:Subnet");
      assert.equal(subnet?.inputs["region"], "eu-north-1");
    });
  }

  it("that nobody names is the default one: one per package and version, in the configured region", async () => {
    const evaluation = await run(() => {
      new ec2.Vpc("a", {});
      new ec2.Vpc("b", {});
      new ec2.Vpc("c", {}, { version: "7.1.0" });
    });
    const versions = ofType(evaluation, "pulumi:providers:aws").map(({ inputs }) => inputs["version"]);
    assert.equal(versions.length, 2);
    assert.equal(versions[1], "7.1.0");
    assert.equal(named(evaluation, "a").provider, named(evaluation, "b").provider);
    assert.notEqual(named(evaluation, "a").provider, named(evaluation, "c").provider);
    assert.equal(named(evaluation, "c").inputs["region"], "eu-west-1");
  });

  it("of a parent resource is taken before the default one of another version", async () => {
    const evaluation = await run(() => {
      const parent = new ec2.Vpc("parent", {}, { version: "7.1.0" });
      new ec2.Subnet("a", { vpcId }, { parent });
    });
    assert.equal(named(evaluation, "a").provider, named(evaluation, "parent").provider);
  });

  it("without a region is an error that says how to give one", async () => {
    const { message } = await failureOf(() => new ec2.Vpc("a", {}), { config: {} });
    assert.match(message, /the AWS provider has no region; set one: pulumi config set aws:region eu-west-1/);
  });

  it("has its tags in clear words: what is no JSON is named", async () => {
    const config = { "aws:region": "eu-west-1", "aws:defaultTags": "Owner=me" };
    const { message } = await failureOf(() => new ec2.Vpc("a", {}), { config });
    assert.match(message, /the AWS provider's defaultTags is not JSON/);
    assert.doesNotMatch(message, /Owner=me/);
  });
});

describe("a hook", () => {
  for (const knowledge of knowledges) {
    it(`is accepted and never called, since nothing changes in AWS (${knowledge})`, async () => {
      const called: string[] = [];
      const evaluation = await run(
        () => {
          const before = new ResourceHook("before", () => void called.push("before"), { onDryRun: true });
          const onError = new ErrorHook("error", () => called.push("error") > 0);
          new ec2.Vpc(
            "a",
            {},
            {
              hooks: { beforeCreate: [before], afterCreate: [() => void called.push("after")], onError: [onError] },
            },
          );
        },
        { knowledge },
      );
      assert.ok(named(evaluation, "a"));
      assert.deepEqual(called, []);
    });
  }
});

describe("dependencies", () => {
  it("are known per property, through apply and nested values, in a preview too", async () => {
    const evaluation = await run(() => {
      const a = new ec2.Vpc("a", {});
      const b = new ec2.Vpc("b", {});
      const nested: Input<string> = b.id.apply((id) => `${id}!`);
      new ec2.Subnet("c", { vpcId: a.id, cidrBlock: "10.0.0.0/24", tags: { of: nested } });
    });
    const [a, b, c] = [named(evaluation, "a"), named(evaluation, "b"), named(evaluation, "c")];
    assert.deepEqual(c.propertyDependencies, { vpcId: [a.urn], cidrBlock: [], tags: [b.urn] });
    assert.deepEqual(c.dependencies.sort(), [a.urn, b.urn].sort());
  });
});
