import type { JsonValue } from "./json";
import type { PlannedResource } from "./stack-plan";

const telling = [
  "availabilityZone",
  "cidrBlock",
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "serviceName",
  "retentionInDays",
  "fromPort",
  "instanceType",
  "instanceClass",
  "nodeType",
  "domainName",
];

type Inputs = Readonly<Record<string, JsonValue>>;

/** What a reader looks for in a resource of this kind, as far as it is known. */
export function detailsOf(resource: PlannedResource): string {
  const { inputs } = resource;
  if (inputs === null || typeof inputs !== "object" || Array.isArray(inputs)) return "";
  const given = resource.type.startsWith("pulumi:")
    ? word("region", inputs["region"])
    : telling.flatMap((key) => word(key, inputs[key]));
  return [...given, ...ofItsType(resource.type, inputs), ...(resource.protect ? ["protected"] : [])].join(", ");
}

function word(key: string, value: JsonValue | undefined): string[] {
  if (typeof value !== "string" && typeof value !== "number") return [];
  if (key === "retentionInDays") return [`kept ${String(value)} days`];
  if (key === "fromPort") return [`port ${String(value)}`];
  return [key.startsWith("destination") ? `to ${String(value)}` : String(value)];
}

const ofTypes: Readonly<Record<string, (inputs: Inputs) => string[]>> = {
  "aws:lb/listener:Listener": listening,
  // A load balancer takes one subnet of a zone.
  "aws:lb/loadBalancer:LoadBalancer": ({ subnets }) => counted(subnets, "zone"),
  "aws:autoscaling/group:Group": ({ minSize, maxSize, vpcZoneIdentifiers }) => [
    `${shown(minSize)} to ${shown(maxSize)} instances`,
    ...counted(vpcZoneIdentifiers, "subnet"),
  ],
  "aws:rds/instance:Instance": standby,
  "aws:elasticache/replicationGroup:ReplicationGroup": nodes,
  "aws:dynamodb/table:Table": ({ billingMode }) => [billingMode === "PAY_PER_REQUEST" ? "on demand" : "provisioned"],
  "aws:dax/cluster:Cluster": ({ replicationFactor: count }) => (typeof count === "number" ? [nodeCount(count)] : []),
  "aws:lambda/function:Function": ({ description }) => route(description),
  "aws:apigateway/stage:Stage": kept,
  "aws:apigateway/methodSettings:MethodSettings": limits,
};

function ofItsType(type: string, inputs: Inputs): string[] {
  return ofTypes[type]?.(inputs) ?? [];
}

function counted(list: JsonValue | undefined, what: string): string[] {
  return Array.isArray(list) ? [`in ${String(list.length)} ${what}${list.length === 1 ? "" : "s"}`] : [];
}

/** What becomes of a database when its zone fails. A replica is told by its own zone. */
function standby({ multiAz, replicateSourceDb }: Inputs): string[] {
  if (multiAz === true) return ["two zones, fails over"];
  return replicateSourceDb === undefined && (multiAz ?? false) === false ? ["one zone, no standby"] : [];
}

/** What becomes of a cache when a node or its zone fails. */
function nodes({ numCacheClusters, automaticFailoverEnabled, multiAzEnabled }: Inputs): string[] {
  if (typeof numCacheClusters !== "number") return [];
  const zones = multiAzEnabled === true ? " in different zones" : "";
  return [
    `${nodeCount(numCacheClusters)}${zones}, ${automaticFailoverEnabled === true ? "fails over" : "no failover"}`,
  ];
}

const nodeCount = (count: number) => `${String(count)} node${count === 1 ? "" : "s"}`;

/** What a function of an API answers, and for whom: components/serverless-api says it in the description. */
function route(description: JsonValue | undefined): string[] {
  return typeof description === "string" && /^[A-Z]+ \//.test(description) ? [description] : [];
}

/** How much a stage keeps of its answers, and whether it writes down who asked. */
function kept({ cacheClusterEnabled, cacheClusterSize, accessLogSettings }: Inputs): string[] {
  return [
    cacheClusterEnabled === true ? `keeps answers, ${shown(cacheClusterSize)} GB` : "keeps no answers",
    ...(accessLogSettings === undefined ? ["no access log"] : []),
  ];
}

/** Which methods, how many requests of them, and for how long their answers are kept. */
function limits({ methodPath, settings }: Inputs): string[] {
  if (typeof methodPath !== "string" || !isInputs(settings)) return [];
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst, cachingEnabled, cacheTtlInSeconds } = settings;
  return [
    methodPath === "*/*" ? "every method" : methodPath.replace(/^(.*)\/(\w+)$/, "$2 /$1").replaceAll("~1", "/"),
    `${shown(rate)} requests a second, ${shown(burst)} at once`,
    ...(cachingEnabled === true ? [`answers kept ${shown(cacheTtlInSeconds)} s`] : []),
  ];
}

const isInputs = (value: JsonValue | undefined): value is Inputs =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** That nothing is encrypted on the way must be seen before it is deployed. */
function listening(inputs: Inputs): string[] {
  const what = `${shown(inputs["protocol"])} ${shown(inputs["port"])}`;
  if (inputs["protocol"] !== "HTTP") return [what];
  const redirects = JSON.stringify(inputs["defaultActions"] ?? "").includes('"type":"redirect"');
  return [!redirects ? `${what}: not encrypted, everybody on the way can read it` : `${what} → HTTPS`];
}

function shown(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "?";
}
