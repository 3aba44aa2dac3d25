import assert from "node:assert/strict";
import { join } from "node:path";
import { resourcesForPolicies } from "../../plan/policies";
import { readStackFile } from "../../plan/stacks";
import { UNKNOWN, type PlainResource, type Value, type ValueRecord } from "../../policies/graph";
import type { Knowledge } from "../../sandbox";
import { stackOf } from "./stack";

const root = join(__dirname, "../..");

export type Plan = readonly PlainResource[];
/** Something else in the configuration's blocks: what is said of a block is laid over what its file says. */
export type Change = Readonly<Record<string, Record<string, unknown>>>;

/** The resources of a stack as its file has it, but for some changes, as rules see them. */
export async function planned(stack: string, knowledge: Knowledge, change: Change = {}): Promise<Plan> {
  const { config } = readStackFile(root, stack);
  const laid = Object.entries(change).map(([block, said]): [string, Block] => {
    const key = `clothesline:${block}`;
    return [key, merged(JSON.parse(config[key] ?? "{}") as Block, said)];
  });
  return resourcesForPolicies(await stackOf({ ...config, ...Object.fromEntries(laid) }, knowledge));
}

type Block = Record<string, unknown>;

function merged(into: Block, said: Block): Block {
  const entries = Object.entries(said).map(([key, value]): [string, unknown] => {
    const before = into[key];
    return [key, isBlock(before) && isBlock(value) ? merged(before, value) : value];
  });
  return { ...into, ...Object.fromEntries(entries) };
}

const isBlock = (value: unknown): value is Block =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The one resource of a type, given by the token's end, and a name. */
export function find(plan: Plan, type: string, name: string): PlainResource {
  const found = plan.find((resource) => resource.type.endsWith(`:${type}`) && resource.name === name);
  return found ?? assert.fail(`the plan has no ${type} ${name}`);
}

export const without = (plan: Plan, ...gone: PlainResource[]): Plan => plan.filter((each) => !gone.includes(each));

/** Resources that another names by their ids: one, or a list. */
class Named {
  constructor(
    readonly resources: readonly PlainResource[],
    readonly isList: boolean,
  ) {}

  get value(): Value {
    const ids = this.resources.map(({ props }) => props["id"] ?? UNKNOWN);
    return this.isList ? ids : (ids[0] ?? null);
  }
}

export const idOf = (resource: PlainResource): Named => new Named([resource], false);
export const idsOf = (...resources: PlainResource[]): Named => new Named(resources, true);

/** What a resource is told in a plan; a block may hold ids, too. */
type Said = Readonly<Record<string, Telling | Readonly<Record<string, Telling>>>>;
type Telling = Value | Named;

/** The plan with a resource that the program does not make. */
export function added(plan: Plan, type: string, name: string, said: Said): Plan {
  const urn = `urn:pulumi:dev::clothesline::${type}::${name}`;
  const options = { protect: false, ignoreChanges: [], aliases: [] };
  const bare = { urn, type, name, options, props: { id: UNKNOWN }, dependencies: [], propertyDependencies: {} };
  return [...plan, told(bare, said)];
}

/** The plan with a resource told otherwise. */
export function changed(plan: Plan, resource: PlainResource, said: Said): Plan {
  return plan.map((each) => (each === resource ? told(each, said) : each));
}

function told(resource: PlainResource, said: Said): PlainResource {
  const values = valuesOf(said);
  const behind = Object.entries(said).map(([key, telling]): [string, string[]] => [key, urnsIn(telling)]);
  return {
    ...resource,
    props: { ...resource.props, ...values },
    inputs: { ...resource.inputs, ...values },
    propertyDependencies: { ...resource.propertyDependencies, ...Object.fromEntries(behind) },
  };
}

function valuesOf(said: Said): ValueRecord {
  return Object.fromEntries(Object.entries(said).map(([key, telling]): [string, Value] => [key, valueOf(telling)]));
}

function valueOf(telling: Said[string]): Value {
  if (telling instanceof Named) return telling.value;
  return isSaid(telling) ? valuesOf(telling) : telling;
}

function urnsIn(telling: Said[string]): string[] {
  if (telling instanceof Named) return telling.resources.map(({ urn }) => urn);
  return isSaid(telling) ? Object.values(telling).flatMap(urnsIn) : [];
}

const isSaid = (telling: Said[string]): telling is Readonly<Record<string, Telling>> =>
  typeof telling === "object" && telling !== null && !Array.isArray(telling) && telling !== UNKNOWN;
