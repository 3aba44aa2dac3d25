import { ec2 } from "@pulumi/aws";
import { all, ComponentResource, log, type ComponentResourceOptions, type Inputs } from "@pulumi/pulumi";
import { endpointsOf, wantsPrivateDns } from "./endpoints";
import { awsVersion, under } from "./family";
import { natPlan } from "./nat-plan";
import { layOut, type Layout } from "./subnet-layout";
import { mergedTags } from "./tags";
import { readArgs, type VpcArgs } from "./vpc-args";
import { zoneNames } from "./zones";
import { subnetsOf, type SubnetResources } from "./zone-subnets";

/** Registered with neither inputs nor outputs of its own: only the calling program gets to see the outputs. */
class VpcComponent extends ComponentResource {
  constructor(name: string, options: ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, options);
  }
}

/** The model of awsx.ec2.Vpc as of awsx 3.9.0: the same resources and outputs, with the same dependencies. */
export async function vpc(
  name: string,
  args: Inputs,
  options: ComponentResourceOptions,
): Promise<{ component: ComponentResource; outputs: Inputs }> {
  const component = new VpcComponent(name, options);
  try {
    return { component, outputs: await makeChildren(name, args, component) };
  } catch (reason) {
    const message = reason instanceof Error ? reason.message : String(reason);
    throw new Error(`awsx.ec2.Vpc "${name}": ${message}`, { cause: reason });
  }
}

async function makeChildren(name: string, given: Inputs, component: ComponentResource): Promise<Inputs> {
  const args = readArgs(given);
  const zones = await zoneNames(args, { parent: component, version: awsVersion });
  const layout = layoutFor(args, zones.length, component);
  const subnetTypes = [...new Set(layout.zones.flat().map(({ spec }) => spec.type))];
  const nat = natPlan(args.natGateways, zones.length, subnetTypes);

  const region = args.region === undefined ? {} : { region: args.region };
  const family = { name, tags: args.tags, region };
  const tags = mergedTags({ Name: name }, args.tags);
  const vpc = new ec2.Vpc(name, { ...vpcArguments(args), tags, ...region }, { parent: component, version: awsVersion });
  const internetGateway = new ec2.InternetGateway(name, { vpcId: vpc.id, tags, ...region }, under(vpc));
  const nameTagByZone = args.subnetNameTagStrategy === "AvailabilityZone";
  const subnets = subnetsOf({ ...family, vpc, internetGateway, nat, nameTagByZone }, zones, layout.zones);
  const fillIn = args.vpcEndpointStrategy === "Auto";
  const vpcEndpoints = endpointsOf({ ...family, component, vpc, subnets }, args.vpcEndpointSpecs ?? [], fillIn);
  return outputsOf({ vpc, internetGateway, subnets, vpcEndpoints, subnetLayout: layout.resolved });
}

function layoutFor(args: VpcArgs, zoneCount: number, component: ComponentResource): Layout {
  const { cidrBlock = defaultCidrBlock, subnetStrategy, subnetSpecs, availabilityZoneCidrMask } = args;
  if (subnetSpecs !== undefined && subnetStrategy === undefined) {
    void log.warn(
      "subnetSpecs are given without subnetStrategy, which means Legacy; awsx's next major version will take Auto, so " +
        "say which of them you want",
      component,
    );
  }
  return layOut({
    cidrBlock,
    zoneCount,
    strategy: subnetStrategy ?? "Legacy",
    specs: subnetSpecs,
    zoneMask: availabilityZoneCidrMask,
  });
}

const defaultCidrBlock = "10.0.0.0/16";

/** What the VPC itself is told: what the person gave, and the DNS settings that private DNS cannot do without. */
function vpcArguments(args: VpcArgs): ec2.VpcArgs {
  const privateDns = wantsPrivateDns(args.vpcEndpointSpecs ?? [], args.vpcEndpointStrategy === "Auto");
  return {
    ...(privateDns ? { enableDnsHostnames: true, enableDnsSupport: true } : {}),
    ...given(args, passedOn),
    cidrBlock: args.cidrBlock ?? defaultCidrBlock,
  };
}

const passedOn = [
  ...(["assignGeneratedIpv6CidrBlock", "enableDnsHostnames", "enableDnsSupport", "instanceTenancy"] as const),
  ...(["enableNetworkAddressUsageMetrics", "ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6CidrBlock"] as const),
  ...(["ipv6CidrBlockNetworkBorderGroup", "ipv6IpamPoolId", "ipv6NetmaskLength"] as const),
];

function given<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const present = keys.filter((key) => from[key] !== undefined);
  return Object.fromEntries(present.map((key) => [key, from[key]])) as Partial<Pick<T, K>>;
}

interface Made {
  vpc: ec2.Vpc;
  internetGateway: ec2.InternetGateway;
  subnets: SubnetResources[];
  vpcEndpoints: ec2.VpcEndpoint[];
  subnetLayout: Layout["resolved"];
}

/**
 * Every output waits for the VPC and all its subnets, whatever it says. URNs are known in a preview, so the wait
 * hides no value: a list of resources keeps its length, and a list of ids is unknown for its ids alone.
 */
function outputsOf({ vpc, internetGateway, subnets, vpcEndpoints, subnetLayout }: Made): Inputs {
  const everySubnet = all([vpc.urn, ...subnets.map(({ subnet }) => subnet.urn)]);
  const known = (value: unknown) => everySubnet.apply(() => value);
  const ofType = (type: string) => subnets.filter((one) => one.type === type).map(({ subnet }) => subnet);
  const ids = (type: string) => everySubnet.apply(() => all(ofType(type).map(({ id }) => id)));
  const gateways = subnets.flatMap(({ gateway }) => gateway ?? []);
  return {
    eips: known(gateways.flatMap(({ eip }) => eip ?? [])),
    internetGateway: known(internetGateway),
    isolatedSubnetIds: ids("Isolated"),
    isolatedSubnets: known(ofType("Isolated")),
    natGateways: known(gateways.map(({ natGateway }) => natGateway)),
    privateSubnetIds: ids("Private"),
    privateSubnets: known(ofType("Private")),
    publicSubnetIds: ids("Public"),
    publicSubnets: known(ofType("Public")),
    routeTableAssociations: known(subnets.map(({ association }) => association)),
    routeTables: known(subnets.map(({ routeTable }) => routeTable)),
    routes: known(subnets.flatMap(({ route }) => route ?? [])),
    subnetLayout: known(subnetLayout),
    subnets: known(subnets.map(({ subnet }) => subnet)),
    vpc: known(vpc),
    vpcEndpoints: known(vpcEndpoints),
    vpcId: everySubnet.apply(() => vpc.id),
  };
}
