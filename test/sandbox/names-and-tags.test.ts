import assert from "node:assert/strict";
import { cloudwatch, ec2, iam, Provider } from "@pulumi/aws";
import { ComponentResource } from "@pulumi/pulumi";
import { unknown, type Evaluation } from "../../sandbox";
import { knowledges, named, ofType, run, text } from "./run";

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
  const namesOf = (evaluation: Evaluation, type: string) =>
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
