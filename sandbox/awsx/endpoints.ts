import { ec2 } from "@pulumi/aws";
import type { types } from "@pulumi/awsx";
import { log, type Input, type Resource } from "@pulumi/pulumi";
import { under, type Family } from "./family";
import { mergedTags } from "./tags";
import type { SubnetResources } from "./zone-subnets";

type EndpointSpec = types.input.ec2.VpcEndpointSpecArgs;

/** What endpoints are attached to where their specs leave it to the component. */
interface Surroundings extends Family {
  component: Resource;
  vpc: ec2.Vpc;
  subnets: readonly SubnetResources[];
}

/** Whether the component fills in what endpoint specs leave out, and so what private DNS needs of the VPC. */
export function wantsPrivateDns(specs: readonly EndpointSpec[], fillIn: boolean): boolean {
  return fillIn && specs.some((spec) => spec.vpcEndpointType === "Interface" && spec.privateDnsEnabled !== false);
}

/** Named for the service alone: two VPCs of a stack with an endpoint to the same service clash. */
export function endpointsOf(around: Surroundings, specs: readonly EndpointSpec[], fillIn: boolean): ec2.VpcEndpoint[] {
  return specs.map((spec) => {
    if (!fillIn && isGateway(spec) && spec.routeTableIds === undefined) warnOfNoRouteTable(around.component, spec);
    const { vpc, name, region, tags } = around;
    return new ec2.VpcEndpoint(
      spec.serviceName,
      {
        ...region,
        ...(fillIn ? filledIn(around, spec) : {}),
        ...spec,
        vpcId: vpc.id,
        tags: mergedTags({ Name: name }, tags, spec.tags),
      },
      under(vpc),
    );
  });
}

/** Gateway is what AWS takes where no type is given. */
function isGateway({ vpcEndpointType }: EndpointSpec): boolean {
  return vpcEndpointType === undefined || vpcEndpointType === "Gateway";
}

function warnOfNoRouteTable(component: Resource, { serviceName }: EndpointSpec): void {
  void log.warn(
    `the gateway endpoint ${serviceName} has no routeTableIds, so no route table leads to it; ` +
      `give them, or set vpcEndpointStrategy to Auto`,
    component,
  );
}

function filledIn(around: Surroundings, spec: EndpointSpec): Partial<ec2.VpcEndpointArgs> {
  if (isGateway(spec)) return { routeTableIds: around.subnets.map(({ routeTable }) => routeTable.id) };
  if (spec.vpcEndpointType !== "Interface") return {};
  return {
    privateDnsEnabled: true,
    ...(spec.subnetIds === undefined ? { subnetIds: onePerZone(around.subnets) } : {}),
    ...(spec.securityGroupIds === undefined ? { securityGroupIds: [httpsGroup(around, spec).id] } : {}),
  };
}

/** An interface endpoint takes one subnet per zone: of the private ones, else of the isolated, else of the public. */
function onePerZone(subnets: readonly SubnetResources[]): Input<string>[] {
  const tiers = (["Private", "Isolated", "Public"] as const).map((type) => subnets.filter((one) => one.type === type));
  const tier = tiers.find(({ length }) => length > 0) ?? [];
  const firstOfZone = tier.filter(({ zone }, at) => tier.findIndex((other) => other.zone === zone) === at);
  return firstOfZone.map(({ subnet }) => subnet.id);
}

/** A group that lets the whole VPC reach the service, which speaks HTTPS. */
function httpsGroup(
  { vpc, name, region, tags }: Surroundings,
  { serviceName, tags: specTags }: EndpointSpec,
): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(
    `${serviceName}-sg`,
    { vpcId: vpc.id, tags: mergedTags({ Name: name }, tags, specTags), ...region },
    under(vpc),
  );
  const https = { type: "ingress", protocol: "tcp", fromPort: 443, toPort: 443 };
  new ec2.SecurityGroupRule(
    `${serviceName}-ingress`,
    { ...https, securityGroupId: group.id, cidrBlocks: [vpc.cidrBlock], ...region },
    under(vpc),
  );
  return group;
}
