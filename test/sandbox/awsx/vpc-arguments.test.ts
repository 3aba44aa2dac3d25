import { deepStrictEqual, match, ok } from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { Secret, type EvaluatedResource, type Evaluation } from "../../../sandbox";
import { keyOf, resource, run, runVpc } from "./observed";

const subnetSpecs: awsx.ec2.VpcArgs["subnetSpecs"] = [
  { type: "Public", name: "public", cidrMask: 24, tags: { Tier: "edge", SubnetType: "mine" } },
  { type: "Private", name: "app", cidrMask: 24 },
];
const small: awsx.ec2.VpcArgs = { numberOfAvailabilityZones: 1, subnetStrategy: "Auto", subnetSpecs };

const ofAws = ({ resources }: Evaluation): EvaluatedResource[] =>
  resources.filter(({ type }) => type.startsWith("aws:"));
const tagsOf = (evaluation: Evaluation, key: string) => resource(evaluation, key).inputs["tags"];
function text(value: unknown): string {
  ok(typeof value === "string");
  return value;
}
const zonesOf = ({ resources }: Evaluation) => [
  ...new Set(resources.flatMap(({ inputs }) => inputs["availabilityZone"] ?? [])),
];

describe("zones and region of an awsx VPC", () => {
  it("are the first three of the region unless somebody says otherwise", async () => {
    deepStrictEqual(zonesOf(await run(() => new awsx.ec2.Vpc("net"), "preview", "us-east-1")), [
      ...["us-east-1a", "us-east-1b", "us-east-1c"],
    ]);
  });

  it("are those that are named, and the region may then be an Output", async () => {
    const evaluation = await runVpc({
      subnetStrategy: "Auto",
      subnetSpecs,
      availabilityZoneNames: ["eu-west-1c"],
      region: pulumi.secret("eu-west-1"),
    });
    deepStrictEqual(zonesOf(evaluation), ["eu-west-1c"]);
  });

  it("are on every resource, and the zones are the region's", async () => {
    const evaluation = await runVpc({ ...small, region: "eu-central-1" });
    deepStrictEqual(zonesOf(evaluation), ["eu-central-1a"]);
    deepStrictEqual(
      ofAws(evaluation).filter(({ inputs }) => inputs["region"] !== "eu-central-1"),
      [],
    );
  });
});

describe("tags of an awsx VPC", () => {
  it("name each resource: a person's Name wins on the VPC and its gateway, and nowhere else", async () => {
    const evaluation = await runVpc({ ...small, tags: { Name: "mine", Team: "ops" } });
    deepStrictEqual(tagsOf(evaluation, "vpc:Vpc net"), { Name: "mine", Team: "ops" });
    deepStrictEqual(tagsOf(evaluation, "internetGateway:InternetGateway net"), { Name: "mine", Team: "ops" });
    deepStrictEqual(tagsOf(evaluation, "eip:Eip net-1"), { Name: "net-1", Team: "ops" });
    deepStrictEqual(tagsOf(evaluation, "natGateway:NatGateway net-1"), { Name: "net-1", Team: "ops" });
  });

  it("of a spec are on its subnets, not on their route tables", async () => {
    const evaluation = await runVpc({ ...small, tags: { Team: "ops" } });
    const own = { Name: "net-public-1", SubnetType: "Public", Team: "ops" };
    deepStrictEqual(tagsOf(evaluation, "subnet:Subnet net-public-1"), { ...own, Tier: "edge" });
    deepStrictEqual(tagsOf(evaluation, "routeTable:RouteTable net-public-1"), own);
  });

  it("may hold Outputs", async () => {
    const evaluation = await runVpc({ ...small, tags: { Team: pulumi.secret("ops") } }, "preview");
    deepStrictEqual(tagsOf(evaluation, "eip:Eip net-1"), { Name: "net-1", Team: new Secret("ops") });
  });

  it("given as one Output lose every Name and SubnetType", async () => {
    const tags = pulumi.secret({ Team: "ops" });
    const evaluation = await runVpc({ ...small, tags });
    const tagged = ofAws(evaluation).filter(({ inputs }) => inputs["tags"] !== undefined);
    deepStrictEqual(tagged.length, 8);
    for (const one of tagged) deepStrictEqual(one.inputs["tags"], new Secret({ Team: "ops" }), keyOf(one));
  });

  it("may name subnets by zone, which renames no resource", async () => {
    const evaluation = await runVpc({ ...small, subnetNameTagStrategy: "AvailabilityZone" });
    for (const key of ["subnet:Subnet net-app-1", "routeTable:RouteTable net-app-1"]) {
      deepStrictEqual(tagsOf(evaluation, key), { Name: "net-app-1a", SubnetType: "Private" });
    }
    deepStrictEqual(tagsOf(evaluation, "natGateway:NatGateway net-1"), { Name: "net-1" });
  });
});

describe("NAT gateways of an awsx VPC", () => {
  it("take the addresses that a person brings, and then no new ones are made", async () => {
    const evaluation = await runVpc({
      natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ["eipalloc-1", "eipalloc-2", "eipalloc-3"] },
    });
    const numbers = [1, 2, 3];
    deepStrictEqual(
      numbers.map((zone) => resource(evaluation, `natGateway:NatGateway net-${zone}`).inputs["allocationId"]),
      numbers.map((zone) => `eipalloc-${zone}`),
    );
    deepStrictEqual(
      evaluation.resources.filter(({ type }) => type.endsWith(":Eip")),
      [],
    );
  });

  it("lie in the first public subnet of their zone, one for each", async () => {
    const subnetSpecs = ["edge", "dmz"].map((name) => ({ type: "Public" as const, name, cidrMask: 24 }));
    const evaluation = await runVpc({ ...small, subnetSpecs: [...subnetSpecs, { type: "Private", cidrMask: 24 }] });
    const gateways = evaluation.resources.filter(({ type }) => type.endsWith(":NatGateway"));
    deepStrictEqual(
      gateways.map(({ inputs }) => inputs["subnetId"]),
      [resource(evaluation, "subnet:Subnet net-edge-1").id],
    );
  });
});

describe("IPv6 in an awsx VPC", () => {
  const dual: awsx.ec2.VpcArgs = {
    assignGeneratedIpv6CidrBlock: true,
    numberOfAvailabilityZones: 2,
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Public", cidrMask: 24, assignIpv6AddressOnCreation: true },
      { type: "Private", cidrMask: 24 },
    ],
  };

  it("gives each subnet that asks for it a range of its own inside the VPC's", async () => {
    const evaluation = await runVpc(dual);
    const ipv6BlockOf = (key: string) => text(resource(evaluation, key).outputs["ipv6CidrBlock"]);
    const ofVpc = ipv6BlockOf("vpc:Vpc net").replace(/00::\/56$/, "");
    const blocks = ["subnet:Subnet net-public-1", "subnet:Subnet net-public-2"].map(ipv6BlockOf);
    deepStrictEqual(new Set(blocks).size, 2);
    for (const block of blocks) {
      ok(block.startsWith(ofVpc), `${block} is outside of ${ofVpc}00::/56`);
      match(block, /^([0-9a-f]{1,4}:){4}:\/64$/);
    }
    ok(!("ipv6CidrBlock" in resource(evaluation, "subnet:Subnet net-private-1").inputs));
  });

  it("has no route of its own", async () => {
    const { resources } = await runVpc(dual);
    const routes = resources.filter(({ type }) => type.endsWith(":Route"));
    deepStrictEqual(routes.length, 4);
    deepStrictEqual(
      routes.filter(({ inputs }) => inputs["destinationCidrBlock"] !== "0.0.0.0/0"),
      [],
    );
  });
});

describe("options of an awsx VPC", () => {
  it("without a provider its resources ask for awsx's own version of the AWS provider", async () => {
    const evaluation = await runVpc(small);
    const providers = new Set(ofAws(evaluation).map(({ provider }) => provider?.split("::").at(-1)));
    deepStrictEqual([...providers], ["default_7_43_0"]);
  });

  it("a provider and protect reach every resource, and no other provider is needed", async () => {
    const evaluation = await run(() => {
      const mine = new aws.Provider("mine", { region: "eu-central-1" });
      new awsx.ec2.Vpc("net", small, { providers: { aws: mine }, protect: true });
    });
    const resources = ofAws(evaluation);
    deepStrictEqual([...new Set(resources.map(({ provider }) => provider?.split("::").at(-1)))], ["mine"]);
    deepStrictEqual(
      resources.filter((one) => !one.protect || one.inputs["region"] !== "eu-central-1"),
      [],
    );
    deepStrictEqual(zonesOf(evaluation), ["eu-central-1a"]);
  });

  it("a program's transformations see the component and none of its resources", async () => {
    const seen: string[] = [];
    const transformation: pulumi.ResourceTransformation = ({ type }) => {
      seen.push(type);
      return undefined;
    };
    await runVpc(small, "deployed", { transformations: [transformation] });
    deepStrictEqual(seen, ["awsx:ec2:Vpc"]);
  });

  it("specs without a strategy bring a warning that the default will change", async () => {
    const { messages } = await runVpc({ numberOfAvailabilityZones: 1, subnetSpecs });
    deepStrictEqual(
      messages.map(({ severity }) => severity),
      ["warning"],
    );
    match(messages[0]?.message ?? "", /subnetSpecs are given without subnetStrategy, which means Legacy/);
  });
});
