import { isObject } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, type Facts, type ResourceModel } from "./model";

const type = ({ inputs }: Facts) => text(inputs["targetType"]) || "instance";
const isHttp = (protocol: string) => protocol.startsWith("HTTP");
const protocol = ({ inputs }: Facts) => text(inputs["protocol"]);
const suffix = (facts: Facts) => `targetgroup/${text(facts.inputs["name"])}/${facts.digits(16)}`;

/** The cookies that the load balancer sets itself (Elastic Load Balancing user guide, "Sticky sessions"). */
const ownCookies = ["AWSALB", "AWSALBAPP", "AWSALBTG"];

/** What the provider asks of every group that reaches its targets over a network. */
function lacksAddress({ inputs }: Attempt): Refusal {
  const targetType = text(inputs["targetType"]);
  if (targetType === "lambda") return undefined;
  const absent = [
    ["port", "port"],
    ["protocol", "protocol"],
    ["vpcId", "vpc_id"],
  ].find(([argument = ""]) => text(inputs[argument]) === "");
  return absent && `Attribute "${absent[1] ?? ""}" must be specified when "target_type" is "${targetType}".`;
}

function badStickiness({ inputs }: Attempt): Refusal {
  const stickiness = inputs["stickiness"];
  if (stickiness === undefined || !isObject(stickiness) || stickiness["type"] !== "app_cookie") return undefined;
  const cookie = text(stickiness["cookieName"]);
  if (cookie === "") return "InvalidConfigurationRequest: You must specify a cookie name for app_cookie stickiness";
  if (!ownCookies.some((own) => cookie.startsWith(own))) return undefined;
  return `InvalidConfigurationRequest: The cookie name '${cookie}' is reserved. Names may not begin with ${ownCookies.join(", ")}`;
}

/** ELB wants to hear of a failure before it asks again. */
function badHealthCheck({ inputs }: Attempt): Refusal {
  const check = inputs["healthCheck"];
  if (check === undefined || !isObject(check)) return undefined;
  const [timeout, interval] = [Number(text(check["timeout"]) || 5), Number(text(check["interval"]) || 30)];
  if (timeout < interval) return undefined;
  return `ValidationError: Health check interval must be greater than the timeout, got ${String(interval)} and ${String(timeout)}`;
}

const targetGroup: ResourceModel = {
  names: [
    {
      argument: "name",
      // Elastic Load Balancing API, CreateTargetGroup.
      pattern: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/,
      allowed: "1 to 32 letters, digits and hyphens, with no hyphen at an end",
    },
    {
      argument: "namePrefix",
      pattern: /^[a-zA-Z0-9][a-zA-Z0-9-]{0,5}$/,
      allowed: "1 to 6 letters, digits and hyphens",
    },
  ],
  // terraform-provider-aws internal/service/elbv2/target_group.go
  replaces: [
    ...["ipAddressType", "name", "namePrefix", "port", "protocol", "protocolVersion", "targetControlPort"],
    ...["targetType", "vpcId"],
  ],
  numbers: [
    { argument: "port", allowed: { from: 1, to: 65535 } },
    { argument: "deregistrationDelay", allowed: { from: 0, to: 3600 } },
  ],
  unique: [{ properties: ["name"], refusal: ({ name }) => `ELBv2 Target Group (${text(name)}) already exists` }],
  refuses: (attempt) => lacksAddress(attempt) ?? badStickiness(attempt) ?? badHealthCheck(attempt),
  whileUsed: ({ id }) => `ResourceInUse: Target group '${id}' is currently in use by a listener or a rule`,
  refersTo: { vpcId: "aws:ec2/vpc:Vpc" },
  id: (facts) =>
    `arn:${facts.partition}:elasticloadbalancing:${facts.region}:${facts.accountId}:${suffix({ ...facts, id: "" })}`,
  tagged: true,
  generatedName: { argument: "name", maxLength: 32 },
  defaults: {
    deregistrationDelay: 300,
    lambdaMultiValueHeadersEnabled: false,
    proxyProtocolV2: false,
    slowStart: 0,
    targetType: "instance",
  },
  sets: [],
  computed: {
    arn: ({ id }) => id,
    arnSuffix: suffix,
    connectionTermination: () => false,
    healthCheck: (facts) => ({
      enabled: type(facts) !== "lambda",
      healthyThreshold: 5,
      interval: 30,
      matcher: isHttp(protocol(facts)) ? "200" : "",
      path: isHttp(protocol(facts)) ? "/" : "",
      port: "traffic-port",
      protocol: protocol(facts) || "HTTP",
      timeout: 5,
      unhealthyThreshold: 2,
    }),
    ipAddressType: () => "ipv4",
    // Which load balancers send traffic here follows from their listeners, which come later.
    loadBalancerArns: () => [],
    loadBalancingAlgorithmType: () => "round_robin",
    loadBalancingAnomalyMitigation: () => "off",
    loadBalancingCrossZoneEnabled: () => "use_load_balancer_configuration",
    namePrefix: () => "",
    preserveClientIp: () => "",
    protocolVersion: (facts) => (isHttp(protocol(facts)) ? "HTTP1" : ""),
    stickiness: () => ({ cookieDuration: 86400, cookieName: "", enabled: false, type: "lb_cookie" }),
    targetFailovers: () => [{ onDeregistration: "", onUnhealthy: "" }],
    targetGroupHealth: () => ({
      dnsFailover: { minimumHealthyTargetsCount: "1", minimumHealthyTargetsPercentage: "off" },
      unhealthyStateRouting: { minimumHealthyTargetsCount: 1, minimumHealthyTargetsPercentage: "off" },
    }),
    targetHealthStates: () => [],
  },
};

export const targetGroups: Record<string, ResourceModel> = { "aws:lb/targetGroup:TargetGroup": targetGroup };
