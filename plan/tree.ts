import type { JsonValue } from "./json";
import { dim } from "./paint";
import type { PlannedResource } from "./stack-plan";

/** The words of a line: the resource's name, its type as people say it, and what tells it from its siblings. */
interface Line {
  drawn: string;
  name: string;
  type: string;
  details: string;
}

/** The resources under one another, as their parents say. */
export function drawTree(resources: readonly PlannedResource[]): string[] {
  const lines = childrenOf(topsOf(resources), resources, "");
  const nameWidth = Math.max(...lines.map(({ drawn, name }) => drawn.length + name.length));
  const typeWidth = Math.max(...lines.map(({ type }) => type.length));
  return lines.map(({ drawn, name, type, details }) => {
    const named = (drawn + name).padEnd(nameWidth);
    return `${dim(named.slice(0, drawn.length))}${named.slice(drawn.length)}  ${type.padEnd(typeWidth)}  ${dim(details)}`.trimEnd();
  });
}

function topsOf(resources: readonly PlannedResource[]): PlannedResource[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  return resources.filter(({ parent }) => parent === null || !urns.has(parent));
}

function childrenOf(siblings: readonly PlannedResource[], all: readonly PlannedResource[], indent: string): Line[] {
  return siblings.flatMap((resource, place) => {
    const last = place === siblings.length - 1;
    const line = {
      drawn: `${indent}${last ? "└─ " : "├─ "}`,
      name: resource.name,
      type: typeName(resource.type),
      details: detailsOf(resource),
    };
    const children = all.filter(({ parent }) => parent === resource.urn);
    return [line, ...childrenOf(children, all, `${indent}${last ? "   " : "│  "}`)];
  });
}

/** `aws:ec2/subnet:Subnet` is said `ec2 Subnet`, a component by its class, a provider as such. */
export function typeName(type: string): string {
  const [pkg = "", module = "", name = ""] = type.split(":");
  if (pkg === "pulumi") return module === "providers" ? `provider ${name}` : name;
  const service = module.split("/")[0] ?? "";
  return pkg === "aws" ? `${service} ${name}` : service === "index" ? name : `${pkg} ${service} ${name}`;
}

const telling = [
  "availabilityZone",
  "cidrBlock",
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "serviceName",
  "retentionInDays",
  "fromPort",
  "region",
];

/** What a reader looks for in a resource of this kind, as far as it is known. */
function detailsOf(resource: PlannedResource): string {
  const { inputs } = resource;
  if (inputs === null || typeof inputs !== "object" || Array.isArray(inputs)) return "";
  const given = (resource.type.startsWith("pulumi:") ? ["region"] : telling.filter((key) => key !== "region")).flatMap(
    (key) => word(key, inputs[key]),
  );
  return [...given, ...(resource.protect ? ["protected"] : [])].join(", ");
}

function word(key: string, value: JsonValue | undefined): string[] {
  if (typeof value !== "string" && typeof value !== "number") return [];
  if (key === "retentionInDays") return [`kept ${String(value)} days`];
  if (key === "fromPort") return [`port ${String(value)}`];
  return [key.startsWith("destination") ? `to ${String(value)}` : String(value)];
}
