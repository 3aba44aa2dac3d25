import assert from "node:assert/strict";
import { cloudwatch, ec2, getAvailabilityZonesOutput, rds } from "@pulumi/aws";
import { ec2 as awsx } from "@pulumi/awsx";
import { all, asset, ComponentResource, Config, getProject, getStack, output, runtime } from "@pulumi/pulumi";
import { Asset, evaluate, holdsUnknown, isUnknown, ResourceReference, unknown } from "../../sandbox";
import { knowledges, named, run, text } from "./run";

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

describe("two resources with the same id", () => {
  it("leave the first of them what others find under it", async () => {
    const evaluation = await run(
      () => {
        const { id: vpcId } = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
        const availabilityZone = "eu-west-1c";
        const subnet = new ec2.Subnet("subnet", { vpcId, cidrBlock: "10.0.0.0/24", availabilityZone });
        const { name: dbSubnetGroupName } = new rds.SubnetGroup("group", { name: "orders", subnetIds: [subnet.id] });
        const logs = new cloudwatch.LogGroup("logs", { name: dbSubnetGroupName });
        const size = { instanceClass: "db.t4g.micro", allocatedStorage: 20, engine: "postgres", username: "owner" };
        const password = { manageMasterUserPassword: true, skipFinalSnapshot: true };
        new rds.Instance("database", { dbSubnetGroupName, ...size, ...password }, { dependsOn: [logs] });
      },
      { knowledge: "deployed" },
    );
    assert.equal(named(evaluation, "group").id, named(evaluation, "logs").id);
    assert.equal(named(evaluation, "database").outputs["availabilityZone"], "eu-west-1c");
  });
});
