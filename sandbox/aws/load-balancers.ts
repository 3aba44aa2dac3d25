import { loadBalancerBehaviour } from "./load-balancer-behaviour";
import { text, type Facts, type ResourceModel } from "./model";

const typeWord = ({ inputs }: Facts) => ({ gateway: "gwy", network: "net" })[text(inputs["loadBalancerType"])] ?? "app";
const suffix = (facts: Facts) => `${typeWord(facts)}/${text(facts.inputs["name"])}/${facts.digits(16)}`;
const subnetsOf = ({ inputs }: Facts) => (Array.isArray(inputs["subnets"]) ? inputs["subnets"] : []);

const loadBalancer: ResourceModel = {
  ...loadBalancerBehaviour,
  id: (facts) =>
    `arn:${facts.partition}:elasticloadbalancing:${facts.region}:${facts.accountId}:loadbalancer/` +
    suffix({ ...facts, id: "" }),
  tagged: true,
  generatedName: { argument: "name", maxLength: 32 },
  defaults: {
    clientKeepAlive: 3600,
    desyncMitigationMode: "defensive",
    dropInvalidHeaderFields: false,
    enableCrossZoneLoadBalancing: false,
    enableDeletionProtection: false,
    enableHttp2: true,
    enableTlsVersionAndCipherSuiteHeaders: false,
    enableWafFailOpen: false,
    enableXffClientPort: false,
    enableZonalShift: false,
    idleTimeout: 60,
    loadBalancerType: "application",
    preserveHostHeader: false,
    xffHeaderProcessingMode: "append",
  },
  sets: ["securityGroups", "subnetMappings", "subnets"],
  computed: {
    arn: ({ id }) => id,
    arnSuffix: suffix,
    dnsName: (facts) => {
      const inside = facts.inputs["internal"] === true ? "internal-" : "";
      const name = `${inside}${text(facts.inputs["name"])}-${String(parseInt(facts.digits(8, "dns"), 16))}`;
      return `${name}.${facts.region}.elb.amazonaws.com`;
    },
    enablePrefixForIpv6SourceNat: () => "",
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: () => "",
    internal: () => false,
    ipAddressType: () => "ipv4",
    namePrefix: () => "",
    secondaryIpsAutoAssignedPerSubnet: () => 0,
    securityGroups: ({ digits }) => [`sg-0${digits(16, "default")}`],
    subnetMappings: (facts) => subnetsOf(facts).map((subnetId) => ({ subnetId, outpostId: "" })),
    subnets: () => [],
    vpcId: (facts) => facts.find(subnetsOf(facts)[0])?.["vpcId"] ?? `vpc-0${facts.digits(16, "vpc")}`,
    // The hosted zone that aliases to a load balancer in eu-west-1 name.
    zoneId: () => "Z32O12XQLNTSW2",
  },
};

export const loadBalancers: Record<string, ResourceModel> = { "aws:lb/loadBalancer:LoadBalancer": loadBalancer };
