import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import {
  evaluate,
  isObject,
  isUnknown,
  ResourceReference,
  type EvaluatedResource,
  type EvaluateArgs,
  type Evaluation,
  type Value,
} from "../../../sandbox";
import type { Child } from "./recorded";

/** A resource that takes any arguments, to see what outputs look like to whoever uses them. */
class Probe extends pulumi.CustomResource {
  constructor(inputs: pulumi.Inputs) {
    super("aws:rds/subnetGroup:SubnetGroup", "probe", inputs);
  }
}

const outputNames = [
  ...(["eips", "internetGateway", "isolatedSubnetIds", "isolatedSubnets", "natGateways", "privateSubnetIds"] as const),
  ...([
    "privateSubnets",
    "publicSubnetIds",
    "publicSubnets",
    "routeTableAssociations",
    "routeTables",
    "routes",
  ] as const),
  ...(["subnetLayout", "subnets", "vpc", "vpcEndpoints", "vpcId"] as const),
];

/** The VPC net as a program finds it. */
export interface Observed {
  children: Record<string, Child>;
  outputs: Record<string, unknown>;
  outputDependencies: Record<string, string[]>;
  messages: string[];
}

/** Runs a program in the sandbox, in the region of the recordings. */
export function run(
  program: EvaluateArgs["program"],
  knowledge: Evaluation["knowledge"] = "deployed",
  region = "eu-west-1",
): Promise<Evaluation> {
  return evaluate({ program, stack: "dev", config: { "aws:region": region }, knowledge });
}

/** Runs a program that makes a VPC called net and nothing else. */
export function runVpc(
  args: awsx.ec2.VpcArgs,
  knowledge?: Evaluation["knowledge"],
  options?: pulumi.ComponentResourceOptions,
): Promise<Evaluation> {
  return run(() => {
    new awsx.ec2.Vpc("net", args, options);
  }, knowledge);
}

/** The VPC net, its resources and its outputs, written as in the recordings. */
export async function observe(args: awsx.ec2.VpcArgs, knowledge: Evaluation["knowledge"]): Promise<Observed> {
  const evaluation = await run(() => {
    const net = new awsx.ec2.Vpc("net", args);
    new Probe(Object.fromEntries(outputNames.map((name) => [name, net[name]])));
  }, knowledge);
  const probe = resource(evaluation, "aws:rds/subnetGroup:SubnetGroup probe");
  const written = new Writer(evaluation.resources);
  return {
    children: written.children(),
    outputs: Object.fromEntries(outputNames.map((name) => [name, written.value(name, probe.inputs[name] ?? null)])),
    outputDependencies: Object.fromEntries(
      outputNames.map((name) => [name, written.names(probe.propertyDependencies[name] ?? [])]),
    ),
    messages: evaluation.messages.map(({ message }) => message),
  };
}

/** The evaluated resource by type (short of its aws:ec2/) and name. */
export function resource({ resources }: Evaluation, key: string): EvaluatedResource {
  const found = resources.find((one) => keyOf(one) === key);
  if (!found) throw new Error(`no resource is ${key}; there are ${resources.map(keyOf).join(", ")}`);
  return found;
}

export function keyOf({ type, name }: EvaluatedResource): string {
  return `${type.replace(/^aws:ec2\//, "")} ${name}`;
}

/** Turns what the sandbox knows back into the recordings' words. */
class Writer {
  private readonly byUrn: Map<string, EvaluatedResource>;
  private readonly byId: Map<string, EvaluatedResource>;

  constructor(private readonly resources: readonly EvaluatedResource[]) {
    this.byUrn = new Map(resources.map((one) => [one.urn, one]));
    this.byId = new Map(resources.flatMap((one) => (typeof one.id === "string" ? [[one.id, one]] : [])));
  }

  children(): Record<string, Child> {
    const ofVpc = this.resources.filter(({ custom, type }) => custom && type.startsWith("aws:ec2/"));
    return Object.fromEntries(ofVpc.map((one) => [keyOf(one), this.child(one)]));
  }

  private child({ parent, inputs, dependencies, propertyDependencies }: EvaluatedResource): Child {
    // The sandbox adds what the provider adds: merged tags, and the region that it works in.
    const own = Object.entries(inputs).filter(
      ([key, value]) => key !== "tagsAll" && !(key === "region" && value === "eu-west-1"),
    );
    const used = Object.entries(propertyDependencies).filter(([, urns]) => urns.length > 0);
    return {
      parent: parent === undefined ? undefined : this.name(parent),
      inputs: Object.fromEntries(own.map(([key, value]) => [key, this.value(key, value)])),
      dependencies: this.names(dependencies),
      propertyDependencies: Object.fromEntries(used.map(([key, urns]) => [key, this.names(urns)])),
    };
  }

  /** A value under its key. Ids are written as references: to an output of the key's own name, or else to the id. */
  value(key: string, value: Value): unknown {
    if (isUnknown(value)) return "<unknown>";
    if (value instanceof ResourceReference) return `\${${this.name(value.urn)}}`;
    if (Array.isArray(value)) return value.map((member) => this.value(key, member));
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([inner, member]) => [inner, this.value(inner, member)]));
    }
    const meant = typeof value === "string" ? this.byId.get(value) : undefined;
    return meant ? `\${${keyOf(meant)}.${meant.outputs[key] === value ? key : "id"}}` : value;
  }

  names(urns: readonly string[]): string[] {
    return urns.map((urn) => this.name(urn)).sort();
  }

  private name(urn: string): string {
    const found = this.byUrn.get(urn);
    if (!found) throw new Error(`no resource is ${urn}`);
    return keyOf(found);
  }
}
