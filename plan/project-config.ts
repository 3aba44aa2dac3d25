import { readType, typeNames, typeText, fits, type ConfigType } from "./config-type";
import { isRecord } from "../sandbox/record";

/** What Pulumi.yaml says of a key for all its stacks. */
export interface Declaration {
  /** As Pulumi.yaml writes it. */
  written: string;
  /** Of a key of the project's own; another's only has a value. */
  own: boolean;
  type: ConfigType | undefined;
  /** The stack file must seal it. */
  secret: boolean;
  /** What holds in a stack that does not say; undefined if each stack has to. */
  value: unknown;
}

const attributes = ["type", "items", "description", "secret", "default", "value"];

/**
 * The keys under `config` in Pulumi.yaml, in the order in which the engine takes them. What the engine would refuse
 * goes to `problems`.
 */
export function readDeclarations(project: string, config: unknown, problems: string[]): Declaration[] {
  if (config === undefined || config === null) return [];
  if (!isRecord(config)) {
    problems.push("Pulumi.yaml: config is not a map of keys; write each as key: value");
    return [];
  }
  const written = Object.entries(config).sort(([one], [other]) => (one < other ? -1 : 1));
  return written.flatMap(([key, value]) => {
    const found = readDeclaration(project, key, value);
    if (typeof found !== "string") return found;
    problems.push(`Pulumi.yaml: config: ${key} ${found}`);
    return [];
  });
}

/** The declaration, or what is wrong with it. */
function readDeclaration(project: string, written: string, short: unknown): Declaration | string {
  const own = !written.includes(":") || written.startsWith(`${project}:`);
  const isShort = ["string", "boolean"].includes(typeof short) || Number.isInteger(short) || Array.isArray(short);
  const long = isShort ? { [own ? "default" : "value"]: short } : short;
  if (!isRecord(long)) return `is ${JSON.stringify(short)}; write it as {value: ${JSON.stringify(short)}}`;

  const unknown = Object.keys(long).find((attribute) => !attributes.includes(attribute));
  if (unknown !== undefined) {
    return `has an attribute "${unknown}"; allowed are ${attributes.join(", ")}, and a map of your own goes under value`;
  }
  const value = long["value"] ?? undefined;
  const fallback = long["default"] ?? undefined;
  const type = readType(long["type"], long["items"]);
  const typed = long["type"] !== undefined;
  if (value !== undefined && fallback !== undefined) return "has both a default and a value; leave one";
  if (!own) {
    if (typed) return `has a type, which only a key of this project can have, such as ${project}:size; leave it out`;
    if (fallback !== undefined) return "has a default, which only a key of this project can have; write value instead";
    if (value === undefined) return "has no value; write one";
  } else if (typed && type === undefined) {
    return long["type"] === "array"
      ? "is an array and does not say of what; write items: {type: string}"
      : `has the type ${JSON.stringify(long["type"])}; allowed are ${typeNames.join(", ")}`;
  } else if (type && fallback !== undefined && !fits(fallback, type)) {
    return `has the default ${JSON.stringify(fallback)}, which is not of its type ${typeText(type)}`;
  }
  return { written, own, type, secret: long["secret"] === true, value: fallback ?? value };
}
