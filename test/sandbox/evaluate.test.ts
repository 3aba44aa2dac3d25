import assert from "node:assert/strict";
import { cloudwatch, ec2, getAvailabilityZonesOutput, iam, Provider } from "@pulumi/aws";
import { ec2 as awsx } from "@pulumi/awsx";
import { all, asset, ComponentResource, Config, getProject, getStack, output, runtime } from "@pulumi/pulumi";
import { Asset, evaluate, holdsUnknown, isUnknown, ResourceReference, unknown } from "../../sandbox";
import { knowledges, named, ofType, run, text } from "./run";

const urn = (type: string, name: string) => `urn:pulumi:test::clothesline::${type}::${name}`;

class Group extends ComponentResource {
  constructor(name: string, args: Record<string, unknown> = {}) {
    super("test:index:Group", name, args);
    const vpc = new ec2.Vpc(`${name}-vpc`, {}, { parent: this });
    this.registerOutputs({ vpcId: vpc.id, name });
  }
}

for (const knowledge of knowledges) {
  describe(`an evaluation (${knowledge})`, () => {
    it("says what was evaluated", async () => {
      const { project, stack } = await evaluate({ program: () => undefined, stack: "prod", knowledge });
      assert.deepEqual({ project, stack }, { project: "clothesline", stack: "prod" });
      assert.equal((await run(() => undefined, { project: "shop", knowledge })).project, "shop");
    });

    it("gives the program its stack, project, configuration and whether it is a preview", async () => {
      const { stackOutputs } = await run(
        () => ({
          stack: getStack(),
          project: getProject(),
          preview: runtime.isDryRun(),
          size: new Config().requireNumber("size"),
          block: new Config("shop").requireObject("block"),
        }),
        { knowledge, config: { "clothesline:size": "3", "shop:block": '{"a":[1]}' } },
      );
      assert.deepEqual(stackOutputs, {
        ...{ stack: "test", project: "clothesline", preview: knowledge === "preview" },
        ...{ size: 3, block: { a: [1] } },
      });
    });

    it("has every resource once, after its parent, under the types of all its ancestors", async () => {
      const { resources } = await run(
        () => {
          new Group("group");
          new cloudwatch.LogGroup("logs");
        },
        { knowledge },
      );
      const stack = urn("pulumi:pulumi:Stack", "clothesline-test");
      const group = urn("test:index:Group", "group");
      const parents = resources.map(({ urn: own, parent }) => [own, parent]);
      assert.deepEqual(Object.fromEntries(parents.filter(([own]) => own?.includes("providers") === false)), {
        [stack]: undefined,
        [group]: stack,
        [urn("test:index:Group$aws:ec2/vpc:Vpc", "group-vpc")]: group,
        [urn("aws:cloudwatch/logGroup:LogGroup", "logs")]: stack,
      });
      const made = resources.map((one) => one.urn);
      assert.equal(new Set(made).size, made.length);
      for (const { urn: own, parent } of resources) assert.ok(!parent || made.indexOf(parent) < made.indexOf(own));
    });

    it("keeps a component's arguments and outputs; it has no id and no provider", async () => {
      const group = named(await run(() => new Group("group", { size: 3 }), { knowledge }), "group");
      assert.deepEqual([group.custom, group.id, group.provider], [false, undefined, undefined]);
      assert.deepEqual(group.inputs, { size: 3 });
      assert.equal(group.outputs["name"], "group");
      assert.equal(isUnknown(group.outputs["vpcId"]), knowledge === "preview");
    });

    it("takes promises and waits for what the program starts late", async () => {
      const evaluation = await run(
        async () => {
          await new Promise((resolve) => setImmediate(resolve));
          output(1).apply(() => new ec2.Vpc("late", {}));
          return Promise.resolve({ done: Promise.resolve(true) });
        },
        { knowledge },
      );
      assert.ok(named(evaluation, "late"));
      assert.deepEqual(evaluation.stackOutputs, { done: true });
    });

    it("has the same URNs as in the other state of knowledge", async () => {
      const urnsOf = async (known: (typeof knowledges)[number]) => {
        const { resources } = await run(() => new awsx.Vpc("net", { natGateways: { strategy: "Single" } }), {
          knowledge: known,
        });
        return resources.map((one) => one.urn).sort();
      };
      assert.deepEqual(await urnsOf(knowledge), await urnsOf("deployed"));
    });

    it("gives files and archives as what the program gave", async () => {
      const archive = new asset.AssetArchive({ "index.js": new asset.StringAsset("text") });
      const { stackOutputs } = await run(
        () => ({ file: new asset.StringAsset("text"), folder: new asset.FileArchive("./dist"), archive }),
        { knowledge },
      );
      const file = new Asset("asset", { text: "text" });
      assert.deepEqual(stackOutputs, {
        file,
        folder: new Asset("archive", { path: "./dist" }),
        archive: new Asset("archive", { assets: { "index.js": file } }),
      });
    });

    it("gives a whole resource in a component's arguments as a reference to it", async () => {
      const evaluation = await run(
        () => {
          const vpc = new ec2.Vpc("a", {});
          new Group("group", { vpc });
        },
        { knowledge },
      );
      const { urn: own, id } = named(evaluation, "a");
      const reference = named(evaluation, "group").inputs["vpc"];
      assert.ok(reference instanceof ResourceReference);
      assert.deepEqual([reference.urn, reference.id], [own, id]);
      assert.equal(holdsUnknown(reference), false);
    });
  });
}

describe("what only AWS can know", () => {
  const program = () => {
    const vpc = new ec2.Vpc("a", { cidrBlock: "10.0.0.0/16" });
    const subnet = new ec2.Subnet("b", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    return { vpcId: vpc.id, arn: subnet.arn, block: vpc.cidrBlock, both: all([vpc.cidrBlock, vpc.id]) };
  };

  it("is unknown in a preview: ids, computed outputs, and what is made of them", async () => {
    const evaluation = await run(program);
    assert.deepEqual(evaluation.stackOutputs, { vpcId: unknown, arn: unknown, block: "10.0.0.0/16", both: unknown });
    assert.equal(named(evaluation, "a").id, unknown);
    assert.equal(named(evaluation, "b").inputs["vpcId"], unknown);
    assert.equal(named(evaluation, "b").outputs["vpcId"], unknown);
  });

  it("is filled in once deployed, and points at what it means", async () => {
    const evaluation = await run(program, { knowledge: "deployed" });
    const { id } = named(evaluation, "a");
    assert.match(text(id), /^vpc-0[0-9a-f]{16}$/);
    assert.equal(named(evaluation, "b").inputs["vpcId"], id);
    assert.deepEqual(evaluation.stackOutputs["both"], ["10.0.0.0/16", id]);
    for (const { inputs, outputs } of evaluation.resources) {
      assert.equal(holdsUnknown(inputs) || holdsUnknown(outputs), false);
    }
  });

  it("includes an optional argument that AWS decides when nobody gives it", async () => {
    const evaluation = await run(() => {
      new ec2.SecurityGroup("silent", {});
      new ec2.SecurityGroup("told", { egress: [], vpcId: "vpc-0123456789abcdef0" });
    });
    const { outputs } = named(evaluation, "silent");
    assert.deepEqual([outputs["ingress"], outputs["egress"], outputs["vpcId"]], [unknown, unknown, unknown]);
    assert.deepEqual(named(evaluation, "told").outputs["egress"], []);
  });

  it("does not include a default of the provider", async () => {
    const { outputs } = named(await run(() => new ec2.SecurityGroup("a", {})), "a");
    assert.equal(outputs["description"], "Managed by Pulumi");
  });

  it("makes a set or a map that holds it unknown as a whole in outputs, while inputs keep the known members", async () => {
    const evaluation = await run(() => {
      const table = new ec2.RouteTable("table", { vpcId: "vpc-0123456789abcdef0" });
      new ec2.VpcEndpoint("a", {
        vpcId: "vpc-0123456789abcdef0",
        serviceName: "com.amazonaws.eu-west-1.s3",
        routeTableIds: ["rtb-0123456789abcdef0", table.id],
        tags: { known: "x", later: table.id },
      });
    });
    const { inputs, outputs } = named(evaluation, "a");
    assert.deepEqual(inputs["routeTableIds"], ["rtb-0123456789abcdef0", unknown]);
    assert.equal(outputs["routeTableIds"], unknown);
    assert.deepEqual(inputs["tags"], { known: "x", later: unknown });
    assert.deepEqual([outputs["tags"], outputs["tagsAll"]], [unknown, unknown]);
  });

  it("leaves a function's answer unknown that hangs on it", async () => {
    const { stackOutputs } = await run(() => {
      const { region } = new ec2.Vpc("a", {});
      const { id } = new ec2.Vpc("b", {});
      return {
        known: getAvailabilityZonesOutput({ region }).names.length,
        unknown: getAvailabilityZonesOutput({ filters: [{ name: "x", values: [id] }] }).names.length,
      };
    });
    assert.deepEqual(stackOutputs["unknown"], unknown);
  });
});

describe("default tags", () => {
  const tagged = (
    tags: Record<string, string>,
    provider: Record<string, unknown>,
    knowledge: (typeof knowledges)[number] = "preview",
  ) =>
    run(() => new ec2.Vpc("a", { tags }, { provider: new Provider("main", { region: "eu-west-1", ...provider }) }), {
      knowledge,
    });

  for (const knowledge of knowledges) {
    it(`go below the resource's own, into tagsAll alone (${knowledge})`, async () => {
      const defaultTags = { tags: { Owner: "team", Name: "default" } };
      const { inputs, outputs } = named(await tagged({ Name: "own" }, { defaultTags }, knowledge), "a");
      assert.deepEqual(inputs["tags"], { Name: "own" });
      assert.deepEqual(inputs["tagsAll"], { Owner: "team", Name: "own" });
      assert.deepEqual(outputs["tagsAll"], { Owner: "team", Name: "own" });
    });
  }

  it("make tagsAll unknown as soon as one of them is", async () => {
    const evaluation = await run(() => {
      const role = new iam.Role("role", { assumeRolePolicy: "{}" });
      const provider = new Provider("main", { region: "eu-west-1", defaultTags: { tags: { Role: role.arn } } });
      new ec2.Vpc("a", { tags: { Name: "own" } }, { provider });
    });
    assert.equal(named(evaluation, "a").inputs["tagsAll"], unknown);
    assert.deepEqual(named(evaluation, "a").inputs["tags"], { Name: "own" });
  });

  it("leave out what the provider ignores", async () => {
    const ignoreTags = { keys: ["Cost"], keyPrefixes: ["aws:"] };
    const { inputs } = named(await tagged({ Cost: "1", "aws:x": "2", Name: "own" }, { ignoreTags }), "a");
    assert.deepEqual(inputs["tagsAll"], { Name: "own" });
  });

  it("come from the configuration for the default provider", async () => {
    const config = { "aws:region": "eu-west-1", "aws:defaultTags": '{"tags":{"Owner":"team"}}' };
    const evaluation = await run(() => new ec2.Vpc("a", {}), { config });
    assert.deepEqual(named(evaluation, "a").inputs["tagsAll"], { Owner: "team" });
  });

  it("do not reach what takes no tags", async () => {
    const evaluation = await run(() => new iam.RolePolicy("a", { role: "web", policy: "{}" }));
    assert.equal("tagsAll" in named(evaluation, "a").inputs, false);
  });
});

describe("a generated name", () => {
  class Parent extends ComponentResource {
    constructor(kind: string) {
      super(`test:index:${kind}`, kind);
      new iam.Role("role", { assumeRolePolicy: "{}" }, { parent: this });
      new cloudwatch.LogGroup("logs", {}, { parent: this });
    }
  }
  const namesOf = (evaluation: Awaited<ReturnType<typeof run>>, type: string) =>
    ofType(evaluation, type).map(({ inputs }) => text(inputs["name"]));
  const role = "aws:iam/role:Role";

  it("is the logical name with seven digits, known in a preview, and the same in every run", async () => {
    const program = () => new iam.Role("web", { assumeRolePolicy: "{}" });
    const [previewed, deployed] = [await run(program), await run(program, { knowledge: "deployed" })];
    assert.match(namesOf(previewed, role)[0] ?? "", /^web-[0-9a-f]{7}$/);
    assert.deepEqual(namesOf(previewed, role), namesOf(deployed, role));
    assert.equal(named(previewed, "web").outputs["name"], namesOf(previewed, role)[0]);
  });

  it("is another for the same name below another parent", async () => {
    const evaluation = await run(() => [new Parent("One"), new Parent("Two")]);
    assert.equal(new Set(namesOf(evaluation, role)).size, 2);
    assert.equal(new Set(namesOf(evaluation, "aws:cloudwatch/logGroup:LogGroup")).size, 2);
  });

  it("is another in another stack and in another region", async () => {
    const nameIn = async (stack: string, region: string) => {
      const evaluation = await run(() => new cloudwatch.LogGroup("logs", { region }), { stack });
      return namesOf(evaluation, "aws:cloudwatch/logGroup:LogGroup")[0];
    };
    const names = [
      await nameIn("dev", "eu-west-1"),
      await nameIn("prod", "eu-west-1"),
      await nameIn("dev", "us-east-1"),
    ];
    assert.equal(new Set(names).size, 3);
  });

  it("stays within AWS's limit and keeps its digits", async () => {
    const evaluation = await run(() => new iam.Role("r".repeat(80), { assumeRolePolicy: "{}" }));
    assert.match(namesOf(evaluation, role)[0] ?? "", /^r{56}-[0-9a-f]{7}$/);
  });

  it("gives way to a name or a prefix that the program gives", async () => {
    const program = () => {
      new iam.Role("named", { name: "web", assumeRolePolicy: "{}" });
      new iam.Role("prefixed", { namePrefix: "web-", assumeRolePolicy: "{}" });
    };
    const previewed = await run(program);
    assert.equal(named(previewed, "named").outputs["name"], "web");
    assert.equal("name" in named(previewed, "prefixed").inputs, false);
    assert.equal(named(previewed, "prefixed").outputs["name"], unknown);
    const { outputs, id } = named(await run(program, { knowledge: "deployed" }), "prefixed");
    assert.match(text(outputs["name"]), /^web-\d{26}$/);
    assert.equal(id, outputs["name"]);
  });
});

describe("ids and ARNs", () => {
  const program = () => {
    new ec2.Vpc("here", {});
    new ec2.Vpc("there", { region: "us-east-1" });
    new iam.Role("role", { name: "web", assumeRolePolicy: "{}" });
  };

  it("are each resource's own, and the region's that it is in", async () => {
    const evaluation = await run(program, { knowledge: "deployed" });
    assert.notEqual(named(evaluation, "here").id, named(evaluation, "there").id);
    assert.match(text(named(evaluation, "here").outputs["arn"]), /^arn:aws:ec2:eu-west-1:123456789012:vpc\/vpc-0/);
    assert.match(text(named(evaluation, "there").outputs["arn"]), /^arn:aws:ec2:us-east-1:123456789012:vpc\/vpc-0/);
    assert.equal(named(evaluation, "role").outputs["arn"], "arn:aws:iam::123456789012:role/web");
  });

  it("are in the partition of their region", async () => {
    for (const [region, partition] of [
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      const evaluation = await run(() => new ec2.Vpc("a", {}), {
        knowledge: "deployed",
        config: { "aws:region": region },
      });
      assert.match(text(named(evaluation, "a").outputs["arn"]), new RegExp(`^arn:${partition}:ec2:${region}:`));
    }
  });
});
