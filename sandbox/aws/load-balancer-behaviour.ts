import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties, type Value } from "../values";
import type { Attempt, Behaviour, Refusal } from "./behaviour";
import { text } from "./model";

/** terraform-provider-aws internal/service/elbv2/load_balancer.go */
export const loadBalancerBehaviour: Behaviour = {
  names: [
    {
      argument: "name",
      // Elastic Load Balancing API, CreateLoadBalancer.
      pattern: /^(?!internal-)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/,
      allowed: "1 to 32 letters, digits and hyphens, with no hyphen at an end, and not beginning with internal-",
    },
  ],
  choices: [{ among: ["subnetMappings", "subnets"] }],
  replaces: ["customerOwnedIpv4Pool", "internal", "loadBalancerType", "name", "namePrefix"],
  // customizeDiffLoadBalancerNLB: a network balancer leaves no subnet, and gets its first group or loses its last never.
  replacesWhen: (before, after) =>
    after["loadBalancerType"] !== "network"
      ? []
      : [
          ...["subnets", "subnetMappings"].filter((argument) => loses(before[argument], after[argument])),
          ...(membersOf(before["securityGroups"]).length === 0 || membersOf(after["securityGroups"]).length === 0
            ? ["securityGroups"]
            : []),
          ...(addressesOf(after) < addressesOf(before) ? ["secondaryIpsAutoAssignedPerSubnet"] : []),
        ],
  unique: [{ properties: ["name"], refusal: ({ name }) => `ELBv2 Load Balancer (${text(name)}) already exists` }],
  refersTo: {
    securityGroups: "aws:ec2/securityGroup:SecurityGroup",
    "subnetMappings.allocationId": "aws:ec2/eip:Eip",
    "subnetMappings.subnetId": "aws:ec2/subnet:Subnet",
    subnets: "aws:ec2/subnet:Subnet",
  },
  refuses: (attempt) => badZones(attempt) ?? withoutIpv6(attempt) ?? outOfReach(attempt) ?? cannotLog(attempt),
  protection: {
    argument: "enableDeletionProtection",
    on: true,
    refusal: ({ id }) =>
      `OperationNotPermitted: Load balancer '${id}' cannot be deleted because deletion protection is enabled`,
  },
};

const membersOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
const addressesOf = (balancer: Properties) => Number(text(balancer["secondaryIpsAutoAssignedPerSubnet"]));

function loses(before: Value | undefined, after: Value | undefined): boolean {
  return membersOf(before).some((old) => !membersOf(after).some((kept) => isDeepStrictEqual(old, kept)));
}

function subnetsOf({ inputs, find }: Attempt): Properties[] {
  const mapped = membersOf(inputs["subnetMappings"]).map((one) => (isObject(one) ? (one["subnetId"] ?? null) : null));
  const known = [...membersOf(inputs["subnets"]), ...mapped].map(find).filter((thing) => thing !== undefined);
  return known.map(({ properties }) => properties);
}

function badZones(attempt: Attempt): Refusal {
  const zones = subnetsOf(attempt).map(({ availabilityZone }) => text(availabilityZone));
  if (new Set(zones).size < zones.length) {
    return "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone";
  }
  if (attempt.inputs["loadBalancerType"] !== "application" || zones.length !== 1) return undefined;
  return "ValidationError: At least two subnets in two different Availability Zones must be specified";
}

/** Elastic Load Balancing user guide, "IP address types": dual stack takes an IPv6 range in each subnet. */
function withoutIpv6(attempt: Attempt): Refusal {
  if (!text(attempt.inputs["ipAddressType"]).startsWith("dualstack")) return undefined;
  if (subnetsOf(attempt).every(({ ipv6CidrBlock = null }) => text(ipv6CidrBlock) !== "")) return undefined;
  return "ValidationError: You must specify subnets with an associated IPv6 CIDR block";
}

/** Elastic Load Balancing API, CreateLoadBalancer: InvalidSubnet. */
function outOfReach(attempt: Attempt): Refusal {
  if (attempt.inputs["internal"] === true || attempt.inputs["loadBalancerType"] === "gateway") return undefined;
  const network = text(subnetsOf(attempt)[0]?.["vpcId"]);
  const gateways = attempt.others("aws:ec2/internetGateway:InternetGateway");
  if (network === "" || gateways.some(({ properties }) => properties["vpcId"] === network)) return undefined;
  return `InvalidSubnet: VPC ${network} has no internet gateway`;
}

/** ELB writes a first file before it takes a bucket (Elastic Load Balancing user guide, "Access logs"). */
function cannotLog({ inputs, others }: Attempt): Refusal {
  for (const argument of ["accessLogs", "connectionLogs", "healthCheckLogs"]) {
    const logs = inputs[argument];
    if (logs === undefined || !isObject(logs) || logs["enabled"] !== true) continue;
    const bucket = text(logs["bucket"]);
    const isOwn = others("aws:s3/bucket:Bucket").some(({ id }) => id === bucket);
    const policies = others("aws:s3/bucketPolicy:BucketPolicy").filter(({ id }) => id === bucket);
    const admits = (policy: string) => policy.includes("s3:PutObject") || policy.includes("s3:*");
    if (isOwn && !policies.some(({ properties }) => admits(text(properties["policy"])))) {
      return `InvalidConfigurationRequest: Access Denied for bucket: ${bucket}. Please check S3bucket permission`;
    }
  }
  return undefined;
}
