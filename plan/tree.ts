import { detailsOf } from "./details";
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
