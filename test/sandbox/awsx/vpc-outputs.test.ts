import { deepStrictEqual, ok } from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { unknown, type Evaluation } from "../../../sandbox";
import { keyOf, resource, run } from "./observed";
import { recordingOf } from "./recorded";

const { args, everyOutputDependsOn } = recordingOf("single nat");

/** A program that puts stores into the VPC's subnets in the ways in which people do. */
function program(): { vpcId: unknown; blocks: unknown; names: unknown } {
  const net = new awsx.ec2.Vpc("net", args);
  new aws.rds.SubnetGroup("by-ids", { subnetIds: net.isolatedSubnetIds });
  new aws.rds.SubnetGroup("by-subnets", {
    subnetIds: net.publicSubnets.apply((subnets) => subnets.map(({ id }) => id)),
  });
  new aws.rds.SubnetGroup("by-first", { subnetIds: [net.isolatedSubnetIds.apply(([first = ""]) => first)] });
  return {
    vpcId: net.vpcId,
    blocks: net.publicSubnets.apply((subnets) => subnets.map(({ cidrBlock }) => cidrBlock)),
    names: net.publicSubnets.apply((subnets) => subnets.map(({ tags }) => tags.apply((all) => all?.["Name"]))),
  };
}

function groupOf(evaluation: Evaluation, name: string) {
  return resource(evaluation, `aws:rds/subnetGroup:SubnetGroup ${name}`);
}

function idsOf(evaluation: Evaluation, label: string) {
  const keys = [1, 2].map((zone) => `subnet:Subnet net-${label}-${zone}`);
  return keys.map((key) => resource(evaluation, key).id);
}

describe("a program that uses an awsx VPC's outputs", () => {
  let preview: Evaluation;
  let deployed: Evaluation;
  before(async () => {
    [preview, deployed] = await Promise.all([run(program, "preview"), run(program, "deployed")]);
  });

  it("gets the isolated subnets' ids when deployed", () => {
    deepStrictEqual(groupOf(deployed, "by-ids").inputs["subnetIds"], idsOf(deployed, "data"));
  });

  it("cannot tell in a preview how many ids there are", () => {
    deepStrictEqual(groupOf(preview, "by-ids").inputs["subnetIds"], unknown);
  });

  it("cannot tell in a preview which subnet, or even which tier, an id is of", () => {
    for (const name of ["by-ids", "by-first"]) {
      const { propertyDependencies } = groupOf(preview, name);
      const used = preview.resources.filter(({ urn }) => propertyDependencies["subnetIds"]?.includes(urn));
      deepStrictEqual(used.map(keyOf).sort(), ["awsx:ec2:Vpc net", ...everyOutputDependsOn].sort(), name);
    }
  });

  it("knows in a preview how many subnets there are", () => {
    deepStrictEqual(groupOf(preview, "by-subnets").inputs["subnetIds"], [unknown, unknown]);
    deepStrictEqual(groupOf(deployed, "by-subnets").inputs["subnetIds"], idsOf(deployed, "public"));
  });

  it("knows in a preview what the program decided about a subnet", () => {
    deepStrictEqual(preview.stackOutputs["blocks"], ["10.0.0.0/24", "10.0.128.0/24"]);
    deepStrictEqual(preview.stackOutputs["names"], ["net-public-1", "net-public-2"]);
  });

  it("knows the VPC's id only when deployed", () => {
    deepStrictEqual(preview.stackOutputs["vpcId"], unknown);
    const { id } = resource(deployed, "vpc:Vpc net");
    ok(typeof id === "string");
    deepStrictEqual(deployed.stackOutputs["vpcId"], id);
  });
});
