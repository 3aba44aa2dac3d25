import { isObject, type Properties, type Value } from "../values";
import type { Attempt, Refusal, Thing } from "./behaviour";
import { mayServe } from "./certificates";
import { text, type Facts, type ResourceModel } from "./model";

const listeners = "aws:lb/listener:Listener";
const rules = "aws:lb/listenerRule:ListenerRule";
const groups = "aws:lb/targetGroup:TargetGroup";

const protocol = ({ inputs }: Facts) => text(inputs["protocol"]) || "HTTP";
/** Listeners and rules have the ARN of what they are part of, with a word and sixteen digits more. */
const partOf = (parent: string, from: string, to: string, digits: string) => `${parent.replace(from, to)}/${digits}`;

/** Headers that a listener can rename or add, none of which it touches unless asked. */
const headers = [
  "routingHttpRequestXAmznMtlsClientcertHeaderName",
  "routingHttpRequestXAmznMtlsClientcertIssuerHeaderName",
  "routingHttpRequestXAmznMtlsClientcertLeafHeaderName",
  "routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName",
  "routingHttpRequestXAmznMtlsClientcertSubjectHeaderName",
  "routingHttpRequestXAmznMtlsClientcertValidityHeaderName",
  "routingHttpRequestXAmznTlsCipherSuiteHeaderName",
  "routingHttpRequestXAmznTlsVersionHeaderName",
  "routingHttpResponseAccessControlAllowCredentialsHeaderValue",
  "routingHttpResponseAccessControlAllowHeadersHeaderValue",
  "routingHttpResponseAccessControlAllowMethodsHeaderValue",
  "routingHttpResponseAccessControlAllowOriginHeaderValue",
  "routingHttpResponseAccessControlExposeHeadersHeaderValue",
  "routingHttpResponseAccessControlMaxAgeHeaderValue",
  "routingHttpResponseContentSecurityPolicyHeaderValue",
  "routingHttpResponseStrictTransportSecurityHeaderValue",
  "routingHttpResponseXContentTypeOptionsHeaderValue",
  "routingHttpResponseXFrameOptionsHeaderValue",
];
const noHeaders = Object.fromEntries(headers.map((header) => [header, () => ""]));

const textsIn = (value: Value | undefined): string[] => {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== undefined && isObject(value) ? Object.values(value).flatMap(textsIn) : [];
};
/** The target groups that actions send traffic to, at whatever depth. */
const targetsOf = (actions: Value | undefined) => textsIn(actions).filter((one) => one.includes(":targetgroup/"));
const actionsOf = ({ properties }: Thing) => properties["defaultActions"] ?? properties["actions"];

/** Whether a load balancer sends traffic to a target group by any listener or rule. */
export function routesTo(targetGroupArn: string, others: Attempt["others"]): boolean {
  return [...others(listeners), ...others(rules)].some((one) => targetsOf(actionsOf(one)).includes(targetGroupArn));
}

function badCertificate(certificateArn: string, attempt: Attempt): Refusal {
  if (mayServe(certificateArn, attempt)) return undefined;
  return (
    `UnsupportedCertificate: The certificate '${certificateArn}' must have a fully-qualified domain name, a supported ` +
    `signature, and a supported key size.`
  );
}

function badEncryption(attempt: Attempt): Refusal {
  const { inputs } = attempt;
  const [kind, certificate] = [text(inputs["protocol"]), text(inputs["certificateArn"])];
  const isEncrypted = kind === "HTTPS" || kind === "TLS";
  if (isEncrypted && certificate === "") {
    return `ValidationError: A certificate must be specified for ${kind} listeners`;
  }
  if (!isEncrypted && certificate !== "") {
    return `ValidationError: A certificate cannot be specified for ${kind || "HTTP"} listeners`;
  }
  return certificate === "" ? undefined : badCertificate(certificate, attempt);
}

function badTargets(loadBalancerArn: string, actions: Value | undefined, { find, others }: Attempt): Refusal {
  const network = text(find(loadBalancerArn)?.properties["vpcId"]);
  const taken = (targetGroupArn: string) =>
    [...others(listeners), ...others(rules)].some(
      (one) =>
        targetsOf(actionsOf(one)).includes(targetGroupArn) && balancerOf(one.properties, find) !== loadBalancerArn,
    );
  for (const targetGroupArn of targetsOf(actions)) {
    const group = others(groups).find(({ id }) => id === targetGroupArn)?.properties;
    const own = text(group?.["vpcId"]);
    if (network !== "" && own !== "" && own !== network) {
      return (
        `InvalidConfigurationRequest: The following target groups must be in the same VPC as load balancer ` +
        `'${loadBalancerArn}': ${targetGroupArn}`
      );
    }
    if (taken(targetGroupArn)) {
      return (
        `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load ` +
        `balancer: ${targetGroupArn}`
      );
    }
  }
  return undefined;
}

function balancerOf(properties: Properties, find: Attempt["find"]): string {
  return text(properties["loadBalancerArn"]) || text(find(properties["listenerArn"])?.properties["loadBalancerArn"]);
}

const listener: ResourceModel = {
  required: ["defaultActions", "loadBalancerArn"],
  // terraform-provider-aws internal/service/elbv2/listener.go: port, protocol and actions change in place.
  replaces: ["loadBalancerArn"],
  numbers: [{ argument: "port", allowed: { from: 1, to: 65535 } }],
  unique: [
    {
      properties: ["loadBalancerArn", "port"],
      refusal: () => "DuplicateListener: A listener already exists on this port for this load balancer",
    },
  ],
  refuses: (attempt) =>
    badEncryption(attempt) ??
    badTargets(text(attempt.inputs["loadBalancerArn"]), attempt.inputs["defaultActions"], attempt),
  goesWith: ["loadBalancerArn"],
  refersTo: {
    certificateArn: "aws:acm/certificate:Certificate",
    "defaultActions.authenticateCognito.userPoolArn": "aws:cognito/userPool:UserPool",
    "defaultActions.forward.targetGroups.arn": "aws:lb/targetGroup:TargetGroup",
    "defaultActions.targetGroupArn": "aws:lb/targetGroup:TargetGroup",
    loadBalancerArn: "aws:lb/loadBalancer:LoadBalancer",
  },
  id: ({ inputs, digits }) => partOf(text(inputs["loadBalancerArn"]), ":loadbalancer/", ":listener/", digits(16)),
  tagged: true,
  computed: {
    ...noHeaders,
    arn: ({ id }) => id,
    mutualAuthentication: () => ({
      advertiseTrustStoreCaNames: "",
      ignoreClientCertificateExpiry: false,
      mode: "off",
      trustStoreArn: "",
    }),
    protocol,
    routingHttpResponseServerEnabled: () => true,
    // What a listener gets for which nobody names a policy: an old one.
    sslPolicy: (facts) => (["HTTPS", "TLS"].includes(protocol(facts)) ? "ELBSecurityPolicy-2016-08" : ""),
    tcpIdleTimeoutSeconds: (facts) => (protocol(facts) === "TCP" ? 350 : 0),
  },
};

const rule: ResourceModel = {
  required: ["actions", "conditions", "listenerArn"],
  // terraform-provider-aws internal/service/elbv2/listener_rule.go
  replaces: ["listenerArn"],
  numbers: [{ argument: "priority", allowed: { from: 1, to: 50000 } }],
  unique: [
    {
      properties: ["priority", "listenerArn"],
      refusal: ({ priority }) => `PriorityInUse: Priority '${text(priority)}' is currently in use`,
    },
  ],
  refuses: (attempt) => badTargets(balancerOf(attempt.inputs, attempt.find), attempt.inputs["actions"], attempt),
  goesWith: ["listenerArn"],
  refersTo: {
    "actions.authenticateCognito.userPoolArn": "aws:cognito/userPool:UserPool",
    "actions.forward.targetGroups.arn": "aws:lb/targetGroup:TargetGroup",
    "actions.targetGroupArn": "aws:lb/targetGroup:TargetGroup",
    listenerArn: "aws:lb/listener:Listener",
  },
  id: ({ inputs, digits }) => partOf(text(inputs["listenerArn"]), ":listener/", ":listener-rule/", digits(16)),
  tagged: true,
  sets: ["conditions"],
  computed: {
    arn: ({ id }) => id,
    // ELB takes the next number that is free; here it is any.
    priority: ({ digits }) => 1 + (parseInt(digits(8, "priority"), 16) % 50000),
  },
};

const listenerCertificate: ResourceModel = {
  required: ["certificateArn", "listenerArn"],
  // terraform-provider-aws internal/service/elbv2/listener_certificate.go
  replaces: ["certificateArn", "listenerArn"],
  overwrites: true,
  goesWith: ["listenerArn"],
  refuses: (attempt) => badCertificate(text(attempt.inputs["certificateArn"]), attempt),
  refersTo: { certificateArn: "aws:acm/certificate:Certificate", listenerArn: "aws:lb/listener:Listener" },
  id: ({ inputs }) => `${text(inputs["listenerArn"])}_${text(inputs["certificateArn"])}`,
  computed: {},
};

export const listenerModels: Record<string, ResourceModel> = {
  [listeners]: listener,
  "aws:lb/listenerCertificate:ListenerCertificate": listenerCertificate,
  [rules]: rule,
};
