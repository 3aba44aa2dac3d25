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

function ofItsType(type: string, inputs: Inputs): string[] {
  if (type === "aws:lb/listener:Listener") return listening(inputs);
  if (type === "aws:autoscaling/group:Group")
    return [`${shown(inputs["minSize"])} to ${shown(inputs["maxSize"])} instances`];
  return [];
}

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
