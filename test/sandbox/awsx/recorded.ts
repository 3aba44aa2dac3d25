import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ec2 } from "@pulumi/awsx";
import type { Evaluation } from "../../../sandbox";

/** A resource as the fixtures write it; "${type name.property}" stands for an output, "<unknown>" for an unknown. */
export interface Child {
  parent: string | undefined;
  inputs: Record<string, unknown>;
  dependencies: string[];
  propertyDependencies?: Record<string, string[]>;
}

/** What the real component made of one set of arguments. Resources go by type and name. */
export interface Recording {
  title: string;
  knowledge: Evaluation["knowledge"];
  region: string;
  args: ec2.VpcArgs;
  children: Record<string, Child>;
  outputs: Record<string, unknown>;
  everyOutputDependsOn: string[];
  outputsAlsoDependOn: Record<string, string[]>;
  endpointsWarnedOf: string[];
}

const folder = join(__dirname, "fixtures");

/** All recordings of the component's resources, each under its file's name. */
export const recordings: Recording[] = readdirSync(folder)
  .filter((file) => file !== "blocks-by-zone-count.json")
  .map((file) => ({
    ...(read(file) as Omit<Recording, "title">),
    title: file.slice(0, -".json".length).replaceAll("-", " "),
  }));

/** A recording by its title. */
export function recordingOf(title: string): Recording {
  const found = recordings.find((recording) => recording.title === title);
  if (!found) throw new Error(`no recording is called "${title}"`);
  return found;
}

export interface BlocksByZoneCount {
  region: string;
  cases: { label: string; args: ec2.VpcArgs; byZones: Record<string, Record<string, string>> }[];
}

export function blocksByZoneCount(): BlocksByZoneCount {
  return read("blocks-by-zone-count.json") as BlocksByZoneCount;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), "utf8"));
}

/**
 * What a first preview makes of a recording of the deployed stack: what refers to an output is unknown, and so are
 * lists of ids as a whole; every subnet's IPv6 block is, since the VPC's own is.
 */
export function previewed(recording: Recording): Recording {
  const children = Object.entries(recording.children).map(([key, child]): [string, Child] => {
    const inputs = withUnknowns(child.inputs) as Child["inputs"];
    return [key, { ...child, inputs: key.startsWith("subnet:") ? { ...inputs, ipv6CidrBlock: "<unknown>" } : inputs }];
  });
  const outputs = Object.entries(recording.outputs).map(([key, value]): [string, unknown] => {
    const ids = withUnknowns(value);
    return [key, Array.isArray(ids) && ids.includes("<unknown>") ? "<unknown>" : ids];
  });
  const title = `${recording.title}, previewed`;
  return {
    ...recording,
    title,
    knowledge: "preview",
    children: Object.fromEntries(children),
    outputs: Object.fromEntries(outputs),
  };
}

function withUnknowns(value: unknown): unknown {
  if (typeof value === "string") return /^\$\{\S+ \S+\.\w+\}$/.test(value) && !isResource(value) ? "<unknown>" : value;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withUnknowns(member)]));
}

/** An endpoint's name has dots of its own: com.amazonaws.eu-west-1.s3 is no property of com.amazonaws.eu-west-1. */
function isResource(reference: string): boolean {
  return reference.startsWith("${vpcEndpoint:VpcEndpoint ") && !reference.endsWith(".id}");
}
