// Types alone: whoever has an awsx VPC has loaded awsx, and nobody else should pay for it.
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { argumentProblems } from "../arguments/checks";
import { nameProblems } from "../arguments/name";
import { refuse, type ArgumentProblem } from "../arguments/problem";
import type { Tier } from "./cidr";
import { emptyDefaultGroup } from "./default-group";
import { layoutOf, type NetworkLayout } from "./layout";
import { prefixListId } from "./prefix-lists";
import { regionOfZones, zoneNamesProblems } from "./zones";

/** What is looked at of a subnet that awsx made. */
interface AwsxSubnet {
  availabilityZone?: pulumi.Output<string>;
}

const awsxVpcType = "awsx:ec2:Vpc";
// A security group's Name tag takes 256 characters, "-default" included.
const longestName = 248;

export interface AwsxNetworkArgs {
  /**
   * The VPC, with one public, one private and one isolated subnet per zone: private subnets become the app tier,
   * isolated ones the data tier. No default.
   */
  vpc: awsx.ec2.Vpc;
  /** The zones that the VPC was made for, in the same order. No default. */
  zoneNames: string[];
}

/**
 * An awsx VPC as a network for the other components. It empties the VPC's default security group, which awsx leaves as
 * AWS made it, and changes nothing else.
 *
 * In a preview every subnet id of an awsx VPC is unknown and depends on all subnets, so that policies cannot tell one
 * tier from another before the first deployment.
 */
export class AwsxNetwork extends pulumi.ComponentResource implements NetworkLayout {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The zones, in the order in which they were given. */
  readonly zoneNames: string[];
  /** The public subnets: one id per zone, in the order of the zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** The private subnets: one id per zone, in the order of the zones. */
  readonly appSubnetIds: pulumi.Output<string>[];
  /** The isolated subnets: one id per zone, in the order of the zones. */
  readonly dataSubnetIds: pulumi.Output<string>[];
  /** The prefix list of S3 in the network's region. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** The prefix list of DynamoDB in the network's region. */
  readonly dynamodbPrefixListId: pulumi.Output<string>;

  constructor(name: string, args: AwsxNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("AwsxNetwork", name, awsxNetworkProblems(name, args));
    super("clothesline:index:AwsxNetwork", name, {}, opts);
    const { vpc, zoneNames } = args;
    const region = regionOfZones(zoneNames);
    const subnetIds = subnetIdsByTier(name, vpc, zoneNames);

    emptyDefaultGroup(name, vpc.vpcId, this);

    this.vpcId = vpc.vpcId;
    this.zoneNames = [...zoneNames];
    this.publicSubnetIds = subnetIds.public;
    this.appSubnetIds = subnetIds.app;
    this.dataSubnetIds = subnetIds.data;
    this.s3PrefixListId = prefixListId("s3", region, { parent: this });
    this.dynamodbPrefixListId = prefixListId("dynamodb", region, { parent: this });
    this.registerOutputs(layoutOf(this));
  }
}

/** awsx gives each tier's ids as one list whose length only it knows; the zones say how long it must be. */
function subnetIdsByTier(name: string, vpc: awsx.ec2.Vpc, zoneNames: string[]): Record<Tier, pulumi.Output<string>[]> {
  const refuseOtherCounts = (lists: unknown[]) => {
    const problems = ["Public", "Private", "Isolated"].flatMap((type, index) =>
      countProblems(type, lists[index], zoneNames),
    );
    refuse("AwsxNetwork", name, problems);
  };
  // In a preview the ids are unknown, their number included, while the number of subnets is known: a wrong one should
  // not wait for the deployment to be told.
  const subnets = pulumi.all([vpc.publicSubnets, vpc.privateSubnets, vpc.isolatedSubnets]);
  const counted = subnets.apply(refuseOtherCounts);
  const placed = subnets.apply(zonesOf).apply((zones) => {
    refuse("AwsxNetwork", name, placeProblems(zones, zoneNames));
  });
  const lists = pulumi
    .all([vpc.publicSubnetIds, vpc.privateSubnetIds, vpc.isolatedSubnetIds, counted, placed])
    .apply(([publicIds, appIds, dataIds]) => {
      refuseOtherCounts([publicIds, appIds, dataIds]);
      return { public: publicIds, app: appIds, data: dataIds };
    });
  const idsOf = (tier: Tier) => zoneNames.map((_, index) => lists.apply((tiers) => tiers[tier][index] ?? ""));
  return { public: idsOf("public"), app: idsOf("app"), data: idsOf("data") };
}

/** A list that is missing, as in a unit test whose mocks answer with ids alone, says nothing about its length. */
function countProblems(type: string, list: unknown, zoneNames: string[]): ArgumentProblem[] {
  if (!Array.isArray(list) || list.length === zoneNames.length) return [];
  const zones = zoneNames.join(", ");
  return [
    {
      argument: "vpc",
      got: list.length,
      allowed: `one ${type} subnet in each of zoneNames (${zones}), so ${zoneNames.length} of them`,
      fix: `give the VPC availabilityZoneNames ${zones} and one subnet spec of type ${type}`,
    },
  ];
}

/** The zones that the tiers' subnets stand in. Mocks that answer with ids alone have none. */
function zonesOf(tiers: (AwsxSubnet[] | undefined)[]): pulumi.Output<(string | undefined)[][]> {
  return pulumi.all(tiers.map((subnets = []) => pulumi.all(subnets.map(({ availabilityZone }) => availabilityZone))));
}

/** Which id is whose is told by the order of the zones alone, so another order would mislabel every subnet. */
function placeProblems(tiers: (string | undefined)[][], zoneNames: string[]): ArgumentProblem[] {
  const other = tiers.find((zones) => zones.some((zone, index) => zone !== undefined && zone !== zoneNames[index]));
  if (other === undefined) return [];
  return [
    {
      argument: "zoneNames",
      got: zoneNames,
      allowed: "the zones of the VPC's subnets, in their order",
      fix: `write ${other.join(", ")}`,
    },
  ];
}

function awsxNetworkProblems(name: string, args: unknown): ArgumentProblem[] {
  const checks = argumentProblems<AwsxNetworkArgs>(args, {
    vpc: (value) => (isAwsxVpc(value) ? [] : [vpcProblem(value)]),
    zoneNames: zoneNamesProblems,
  });
  return [...nameProblems(name, longestName), ...checks];
}

/** What awsx's own isInstance looks at, without loading awsx. */
function isAwsxVpc(value: unknown): boolean {
  return pulumi.Resource.isInstance(value) && "__pulumiType" in value && value.__pulumiType === awsxVpcType;
}

function vpcProblem(got: unknown): ArgumentProblem {
  return {
    argument: "vpc",
    got,
    allowed: "an awsx.ec2.Vpc",
    fix: "hand over the VPC itself, or use existingNetwork where there are only ids",
  };
}
