import { deepStrictEqual, rejects } from "node:assert/strict";
import * as awsx from "@pulumi/awsx";
import { ProgramError } from "../../../sandbox";
import { keyOf, observe, resource, run, runVpc } from "./observed";

const ssm = "com.amazonaws.eu-west-1.ssm";
const small: awsx.ec2.VpcArgs = {
  numberOfAvailabilityZones: 2,
  subnetStrategy: "Auto",
  subnetSpecs: [
    { type: "Public", name: "public", cidrMask: 24 },
    { type: "Private", name: "app", cidrMask: 24 },
    { type: "Private", name: "batch", cidrMask: 24 },
    { type: "Isolated", name: "data", cidrMask: 24 },
  ],
  natGateways: { strategy: "None" },
};
const withInterface = (spec: Partial<awsx.types.input.ec2.VpcEndpointSpecArgs> = {}): awsx.ec2.VpcArgs => ({
  ...small,
  vpcEndpointStrategy: "Auto",
  vpcEndpointSpecs: [{ serviceName: ssm, vpcEndpointType: "Interface", ...spec }],
});

describe("an interface endpoint of an awsx VPC", () => {
  it("gets under Auto a private subnet in each zone, private DNS and a group of its own", async () => {
    const { children } = await observe(withInterface(), "deployed");
    deepStrictEqual(children[`vpcEndpoint:VpcEndpoint ${ssm}`]?.inputs, {
      privateDnsEnabled: true,
      securityGroupIds: [`\${securityGroup:SecurityGroup ${ssm}-sg.id}`],
      serviceName: ssm,
      subnetIds: ["${subnet:Subnet net-app-1.id}", "${subnet:Subnet net-app-2.id}"],
      tags: { Name: "net" },
      vpcEndpointType: "Interface",
      vpcId: "${vpc:Vpc net.id}",
    });
  });

  it("is reached by HTTPS from the whole VPC, and by nothing else", async () => {
    const { children } = await observe(withInterface(), "deployed");
    const rules = Object.keys(children).filter((key) => key.startsWith("securityGroupRule:"));
    deepStrictEqual(rules, [`securityGroupRule:SecurityGroupRule ${ssm}-ingress`]);
    deepStrictEqual(children[rules[0] ?? ""], {
      parent: "vpc:Vpc net",
      inputs: {
        type: "ingress",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ["10.0.0.0/16"],
        securityGroupId: `\${securityGroup:SecurityGroup ${ssm}-sg.id}`,
      },
      dependencies: [`securityGroup:SecurityGroup ${ssm}-sg`, "vpc:Vpc net"],
      propertyDependencies: { cidrBlocks: ["vpc:Vpc net"], securityGroupId: [`securityGroup:SecurityGroup ${ssm}-sg`] },
    });
    deepStrictEqual(children[`securityGroup:SecurityGroup ${ssm}-sg`]?.parent, "vpc:Vpc net");
  });

  it("has both DNS settings of the VPC switched on, which private DNS cannot do without", async () => {
    const { inputs } = resource(await runVpc(withInterface()), "vpc:Vpc net");
    deepStrictEqual([inputs["enableDnsHostnames"], inputs["enableDnsSupport"]], [true, true]);
  });

  it("leaves the VPC's DNS settings alone without private DNS", async () => {
    const { inputs } = resource(await runVpc(withInterface({ privateDnsEnabled: false })), "vpc:Vpc net");
    deepStrictEqual(["enableDnsHostnames" in inputs, "enableDnsSupport" in inputs], [false, false]);
  });

  it("keeps what its spec says, and then has no group of its own", async () => {
    const given = {
      subnetIds: ["subnet-1"],
      securityGroupIds: ["sg-1"],
      privateDnsEnabled: false,
      tags: { Team: "ops" },
    };
    const evaluation = await runVpc(withInterface(given));
    const { inputs } = resource(evaluation, `vpcEndpoint:VpcEndpoint ${ssm}`);
    deepStrictEqual(
      [inputs["subnetIds"], inputs["securityGroupIds"], inputs["privateDnsEnabled"], inputs["tags"]],
      [["subnet-1"], ["sg-1"], false, { Name: "net", Team: "ops" }],
    );
    deepStrictEqual(
      evaluation.resources.filter((one) => keyOf(one).startsWith("securityGroup")),
      [],
    );
  });

  it("lies in isolated subnets where there are no private ones, and in public ones where there is nothing else", async () => {
    for (const types of [["Public", "Isolated"], ["Public"]] as const) {
      const subnetSpecs = types.map((type) => ({ type, cidrMask: 24 }));
      const { children } = await observe({ ...withInterface(), subnetSpecs }, "deployed");
      const tier = types.at(-1)?.toLowerCase() ?? "";
      deepStrictEqual(
        children[`vpcEndpoint:VpcEndpoint ${ssm}`]?.inputs["subnetIds"],
        [1, 2].map((zone) => `\${subnet:Subnet net-${tier}-${zone}.id}`),
      );
    }
  });

  it("gets nothing filled in under Legacy, and no warning", async () => {
    const { children, messages } = await observe({ ...withInterface(), vpcEndpointStrategy: "Legacy" }, "deployed");
    deepStrictEqual(Object.keys(children[`vpcEndpoint:VpcEndpoint ${ssm}`]?.inputs ?? {}).sort(), [
      ...["serviceName", "tags", "vpcEndpointType", "vpcId"],
    ]);
    deepStrictEqual(messages, []);
  });
});

describe("endpoints of awsx VPCs", () => {
  it("of other types get nothing filled in", async () => {
    const { children } = await observe(withInterface({ vpcEndpointType: "GatewayLoadBalancer" }), "deployed");
    const { inputs } = children[`vpcEndpoint:VpcEndpoint ${ssm}`] ?? { inputs: {} };
    deepStrictEqual(Object.keys(inputs).sort(), ["serviceName", "tags", "vpcEndpointType", "vpcId"]);
  });

  it("clash when two VPCs of one stack have one for the same service", async () => {
    const twins = run(() => {
      for (const name of ["first", "second"])
        new awsx.ec2.Vpc(name, { ...withInterface(), vpcEndpointStrategy: "Legacy" });
    });
    await rejects(twins, (error) => {
      return (
        error instanceof ProgramError && /Duplicate resource URN '.*VpcEndpoint::com\.amazonaws/.test(error.message)
      );
    });
  });
});
