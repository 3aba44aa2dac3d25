import assert from "node:assert/strict";
import { ec2 } from "@pulumi/aws";
import { ec2 as awsx } from "@pulumi/awsx";
import { ComponentResource, rootStackResource } from "@pulumi/pulumi";
import { failureOf, knowledges, named, ofType, run } from "./run";

const args = { numberOfAvailabilityZones: 1, natGateways: { strategy: "None" as const } };
const urnOf = (type: string, name: string) => `urn:pulumi:test::clothesline::${type}::${name}`;

class Group extends ComponentResource {
  constructor(name: string, type = "test:index:Group") {
    super(type, name);
    this.registerOutputs();
  }
}

for (const knowledge of knowledges) {
  describe(`a component that lives in a provider (${knowledge})`, () => {
    it("is one resource with its children, below the program's own", async () => {
      const evaluation = await run(() => new awsx.Vpc("net", args, { parent: new Group("group") }), { knowledge });
      const [component, ...others] = ofType(evaluation, "awsx:ec2:Vpc");
      assert.equal(others.length, 0);
      assert.equal(component?.urn, urnOf("test:index:Group$awsx:ec2:Vpc", "net"));
      assert.equal(component.parent, named(evaluation, "group").urn);
      const [vpc] = ofType(evaluation, "aws:ec2/vpc:Vpc");
      assert.equal(vpc?.parent, component.urn);
    });

    it("is waited for by what depends on it", async () => {
      const evaluation = await run(() => new ec2.Eip("after", {}, { dependsOn: new awsx.Vpc("net", args) }), {
        knowledge,
      });
      const [component] = ofType(evaluation, "awsx:ec2:Vpc");
      assert.deepEqual(named(evaluation, "after").dependencies, [component?.urn]);
    });

    it("waits for what it depends on, and so do its children", async () => {
      const evaluation = await run(
        () => {
          new awsx.Vpc("net", args, { dependsOn: new ec2.Eip("before", {}) });
        },
        { knowledge },
      );
      const [component] = ofType(evaluation, "awsx:ec2:Vpc");
      assert.deepEqual(component?.dependencies, [named(evaluation, "before").urn]);
    });
  });
}

describe("a component that lives in a provider", () => {
  it("has its aliases, which its children follow", async () => {
    const evaluation = await run(() => {
      const parent = new Group("group");
      const aliases = [
        { name: "former" },
        { parent: rootStackResource },
        { parent: new Group("before", "test:index:Before") },
        { type: "awsx:old:Vpc", stack: "staging", project: "shop" },
        "urn:pulumi:x::y::z::w",
      ];
      new awsx.Vpc("net", args, { parent, aliases });
    });
    assert.deepEqual(ofType(evaluation, "awsx:ec2:Vpc")[0]?.aliases, [
      urnOf("test:index:Group$awsx:ec2:Vpc", "former"),
      urnOf("awsx:ec2:Vpc", "net"),
      urnOf("test:index:Before$awsx:ec2:Vpc", "net"),
      "urn:pulumi:staging::shop::test:index:Group$awsx:old:Vpc::net",
      "urn:pulumi:x::y::z::w",
    ]);
    const followed = ofType(evaluation, "aws:ec2/vpc:Vpc")[0]?.aliases ?? [];
    assert.ok(followed.includes(urnOf("test:index:Group$awsx:ec2:Vpc$aws:ec2/vpc:Vpc", "former")));
    assert.ok(followed.includes(urnOf("awsx:ec2:Vpc$aws:ec2/vpc:Vpc", "net")));
  });

  it("may not be made twice", async () => {
    const { message } = await failureOf(() => {
      new awsx.Vpc("net", args);
      new awsx.Vpc("net", args);
    });
    assert.match(message, /Duplicate resource URN 'urn:pulumi:test::clothesline::awsx:ec2:Vpc::net'/);
  });
});
