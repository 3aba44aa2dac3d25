import { Problem } from "../sandbox/problem";
import { fits, typeText } from "./config-type";
import { readDeclarations, type Declaration } from "./project-config";
import { isRecord } from "../sandbox/record";
import { configText, sealedIn } from "./sealed";

interface Sources {
  project: string;
  /** What stands under `config` in Pulumi.yaml. */
  declared: unknown;
  /** What stands under `config` in the stack's file, sealed values as such. */
  given: Record<string, unknown>;
  /** The stack's file. */
  file: string;
}

/**
 * A stack's configuration by full key, as the engine merges it: the stack's file goes before the project's, which
 * also says which keys a stack must have and of what type they are. Throws with everything that the engine would
 * refuse, at once.
 */
export function mergeConfiguration({ project, declared, given, file }: Sources): Record<string, unknown> {
  const problems: string[] = [];
  const merged: Record<string, unknown> = {};
  for (const [written, value] of Object.entries(given)) {
    const key = fullKey(project, written);
    if (key === undefined) problems.push(`${file}: ${written} is no key; write it as namespace:key`);
    else merged[key] = value;
  }
  for (const declaration of readDeclarations(project, declared, problems)) {
    const key = fullKey(project, declaration.written);
    const problem = key === undefined ? "is no key; write it as namespace:key" : fillIn(merged, key, declaration);
    if (problem !== undefined) problems.push(`${file}: ${declaration.written} ${problem}`);
  }
  if (problems.length > 0) throw new Problem(problems.join("\n"));
  return merged;
}

/** Gives a key its project's value if the stack's file has none. What is then wrong with it is the answer. */
function fillIn(merged: Record<string, unknown>, key: string, declaration: Declaration): string | undefined {
  const { own, type, secret, value } = declaration;
  const [first = "", ...rest] = pathOf(key);
  const place = rest.slice(0, -1).reduce<unknown>(memberOf, rest.length === 0 ? merged : merged[first]);
  const last = rest.at(-1) ?? first;
  const found = memberOf(place, last);
  if (found === undefined && value === undefined && own) {
    return `has no value: Pulumi.yaml wants one in every stack${type ? `, of type ${typeText(type)}` : ""}; write it under config`;
  }
  if (found === undefined && value !== undefined && !setAt(merged, [first, ...rest], structuredClone(value))) {
    return `lies inside a value that is no map; write ${first} as a map`;
  }
  if (!type) return undefined;
  const effective = found ?? value;
  const isSealed = sealedIn(effective).length > 0;
  if (secret && !isSealed) {
    return `has to be sealed: Pulumi.yaml says that it is secret; pulumi config set --secret ${key}`;
  }
  const content = typeof effective === "object" && effective !== null ? effective : configText(effective);
  if (fits(content, type)) return undefined;
  const got = isSealed ? "its sealed value is not" : `got ${JSON.stringify(effective)}`;
  return `must be of type ${typeText(type)}, as Pulumi.yaml says; ${got}`;
}

/** namespace:key. A key without a namespace is the project's own; namespace:config:key is an old way to write it. */
function fullKey(project: string, written: string): string | undefined {
  const parts = written.split(":");
  if (parts.length === 1) return `${project}:${written}`;
  if (parts.length === 3 && parts[1] === "config") return `${parts[0] ?? ""}:${parts[2] ?? ""}`;
  return parts.length === 2 ? written : undefined;
}

/** Pulumi.yaml may speak of a member of a value: shop:sizes.web, shop:zones[0]. */
function pathOf(key: string): string[] {
  const [, namespace = "", path = ""] = /^([^:]*:)(.*)$/.exec(key) ?? [];
  const [first = "", ...rest] = Array.from(path.matchAll(/\["([^"]*)"\]|[^.[\]]+/g), ([all, quoted]) => quoted ?? all);
  return [namespace + first, ...rest];
}

function memberOf(value: unknown, member: string): unknown {
  if (Array.isArray(value)) return (value as unknown[])[Number(member)];
  return isRecord(value) ? value[member] : undefined;
}

/** Sets the member that a path leads to, and makes the maps on the way. False if something else stands in the way. */
function setAt(target: Record<string, unknown>, [member = "", ...rest]: string[], value: unknown): boolean {
  if (rest.length === 0) {
    target[member] = value;
    return true;
  }
  const inner = target[member] ?? {};
  if (!isRecord(inner)) return false;
  target[member] = inner;
  return setAt(inner, rest, value);
}
