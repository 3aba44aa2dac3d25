import { rejects } from "node:assert/strict";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../../../sandbox";
import { run, runVpc } from "./observed";

/** An Output that keeps being one on its way to the component: a secret does. */
const output = (value: string) => pulumi.secret(value) as unknown as string;

const publicOnly: awsx.ec2.VpcArgs["subnetSpecs"] = [{ type: "Public", cidrMask: 24 }];
const two = { numberOfAvailabilityZones: 2, subnetStrategy: "Auto" } as const;

const refusals: { what: string; args: awsx.ec2.VpcArgs; says: RegExp }[] = [
  {
    what: "a NAT gateway where all is public",
    args: { subnetStrategy: "Auto", subnetSpecs: publicOnly },
    says: /OnePerAz, which needs a public subnet spec and a private or isolated one; the specs are Public.*"None"/,
  },
  {
    what: "a NAT gateway without a public subnet",
    args: { subnetStrategy: "Auto", subnetSpecs: [{ type: "Private" }], natGateways: { strategy: "Single" } },
    says: /Single, which needs a public subnet spec/,
  },
  {
    what: "more addresses than NAT gateways",
    args: { natGateways: { strategy: "Single", elasticIpAllocationIds: ["eipalloc-1", "eipalloc-2"] } },
    says: /elasticIpAllocationIds has 2 ids and the strategy Single makes 1 NAT/,
  },
  {
    what: "addresses for no NAT gateway",
    args: { natGateways: { strategy: "None", elasticIpAllocationIds: ["eipalloc-1"] } },
    says: /elasticIpAllocationIds has 1 ids and the strategy None makes 0 NAT/,
  },
  {
    what: "more zones than the region has",
    args: { numberOfAvailabilityZones: 4 },
    says: /4 availability zones are wanted and eu-west-1 has 3 \(eu-west-1a, eu-west-1b, eu-west-1c\)/,
  },
  { what: "no zone at all", args: { numberOfAvailabilityZones: 0 }, says: /numberOfAvailabilityZones is 0/ },
  {
    what: "zones both named and counted",
    args: { numberOfAvailabilityZones: 1, availabilityZoneNames: ["eu-west-1a"] },
    says: /availabilityZoneNames and numberOfAvailabilityZones are both given/,
  },
  {
    what: "zones to look up in a region that is an Output",
    args: { region: output("eu-west-1") },
    says: /region is an Output, so the zones cannot be looked up/,
  },
  {
    what: "Outputs where the component decides what to make, all of them at once",
    args: { cidrBlock: output("10.0.0.0/16"), subnetSpecs: [{ type: "Public", name: output("web") }] },
    says: /cidrBlock must be a plain value.*\nsubnetSpecs\[0\]\.name must be a plain value/,
  },
  {
    what: "words that it does not know, all of them at once",
    args: {
      subnetStrategy: "AutoMerge",
      natGateways: { strategy: "Two" as "Single" },
      subnetSpecs: [{ type: "Secret" as "Public" }],
    },
    says: /subnetStrategy is "AutoMerge"; .*Legacy, Auto, Exact\nnatGateways\.strategy is "Two".*\nsubnetSpecs\[0\]\.type is "Secret"/,
  },
  {
    what: "an address range that is none",
    args: { cidrBlock: "10.0.0.300/16" },
    says: /"10.0.0.300\/16" is no IPv4 range/,
  },
  {
    what: "subnets behind the last address",
    args: { cidrBlock: "255.255.0.0/16", availabilityZoneCidrMask: 16, numberOfAvailabilityZones: 2 },
    says: /does not fit below the last IPv4 address/,
  },
  {
    what: "subnets too large for their zone",
    args: {
      ...two,
      subnetSpecs: [
        { type: "Public", cidrMask: 17 },
        { type: "Private", cidrMask: 17 },
      ],
    },
    says: /"private" \(\/17\) ends behind 10\.0\.0\.0\/17/,
  },
  {
    what: "a size that is no power of two",
    args: { ...two, subnetSpecs: [{ type: "Public", size: 300 }] },
    says: /"public" is 300; it must be a power of two/,
  },
  {
    what: "a size that contradicts the mask",
    args: { ...two, subnetSpecs: [{ type: "Public", name: "web", size: 512, cidrMask: 24 }] },
    says: /"web" has cidrMask 24 \(256 addresses\) and size 512/,
  },
  {
    what: "fewer blocks than zones",
    args: { ...two, subnetSpecs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }] },
    says: /"public" has 1 cidrBlocks for 2 availability zones/,
  },
  {
    what: "blocks for some specs only",
    args: {
      ...two,
      subnetSpecs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] }, { type: "Private" }],
    },
    says: /"private" has no cidrBlocks though another has/,
  },
  {
    what: "a gap between subnets under Exact",
    args: {
      ...two,
      subnetStrategy: "Exact",
      subnetSpecs: [
        { type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.128.0/17"] },
        { type: "Private", cidrBlocks: ["10.0.64.0/18", "10.0.192.0/18"] },
      ],
    },
    says: /"private" \(10\.0\.64\.0\/18\) does not begin where what is before it ends; fill gaps with specs of type Unused/,
  },
  {
    what: "three equal zones under Exact, since a quarter is left over",
    args: {
      subnetStrategy: "Exact",
      subnetSpecs: [
        { type: "Public", cidrMask: 19 },
        { type: "Private", cidrMask: 19 },
      ],
    },
    says: /the last subnet does not end where 10\.0\.0\.0\/16 ends/,
  },
];

describe("the model of awsx.ec2.Vpc refuses", () => {
  for (const { what, args, says } of refusals) {
    it(what, async () => {
      await rejects(runVpc(args), (error) => {
        return error instanceof ProgramError && error.errors.length === 1 && says.test(error.message);
      });
    });
  }

  it("nothing of a VPC that is all public, without NAT", async () => {
    await runVpc({ subnetStrategy: "Auto", subnetSpecs: publicOnly, natGateways: { strategy: "None" } });
  });
});

describe("a component of awsx that the sandbox does not know", () => {
  it("is refused by its type, with the folder that its model belongs into", async () => {
    await rejects(
      run(() => new awsx.ecr.Repository("images")),
      /does not know the component awsx:ecr:Repository yet: add its model to a file of sandbox\/awsx\//,
    );
  });
});
