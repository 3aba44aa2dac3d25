import { UNKNOWN, type PlainResource, type Value } from "../../policies/graph";
import { isList, isRecord } from "../../policies/graph/value";

export type Knowledge = "preview" | "deployed";

/** A property of another resource, as a program would hand it over. */
export interface Reference {
  readonly of: Handle;
  readonly property: string;
}

/** What a program makes of other resources in `apply`, or takes from a component: not known as a whole in a preview. */
export interface Made {
  readonly from: readonly Handle[];
  readonly as: Given;
}
export type Given =
  null | boolean | number | string | Reference | Made | readonly Given[] | { readonly [key: string]: Given };

export interface Handle {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

interface Entry {
  readonly handle: Handle;
  given: Record<string, Given>;
  computed: Record<string, string>;
  parent?: Handle | undefined;
  provider?: string | undefined;
  isOutside?: true;
}

export interface More {
  readonly parent?: Handle;
  readonly provider?: string;
  /** What AWS will answer, beside the id. */
  readonly computed?: Record<string, string>;
}

const prefixes: Record<string, string> = { InternetGateway: "igw", SecurityGroup: "sg", RouteTable: "rtb" };

/** A stack being written, which tests change in one place before it is judged. */
export class Draft {
  private readonly entries = new Map<string, Entry>();

  add(type: string, name: string, given: Record<string, Given> = {}, more: More = {}): Handle {
    const handle = { urn: `urn:pulumi:test::shop::${type}::${name}`, type, name };
    const { computed = {}, parent, provider } = more;
    this.entries.set(handle.urn, { handle, given, computed, parent, provider });
    return handle;
  }

  /** Another stack that the program refers to: hosts show it nowhere, but dependencies name it. */
  addOutside(name: string, answers: Record<string, string>): Handle {
    const handle = this.add("pulumi:pulumi:StackReference", name, {}, { computed: answers });
    this.entry(handle).isOutside = true;
    return handle;
  }

  remove(handle: Handle): void {
    this.entries.delete(handle.urn);
  }

  set(handle: Handle, changes: Record<string, Given>): void {
    const entry = this.entry(handle);
    entry.given = { ...entry.given, ...changes };
  }

  unset(handle: Handle, property: string): void {
    const entry = this.entry(handle);
    entry.given = Object.fromEntries(Object.entries(entry.given).filter(([key]) => key !== property));
  }

  /** The resources as the engine shows them before anything exists, or once everything does. */
  resources(knowledge: Knowledge): PlainResource[] {
    const shown = [...this.entries.values()].filter(({ isOutside }) => isOutside !== true);
    return shown.map(({ handle, given, computed, parent, provider }) => {
      const answer = (value: string): Value => (knowledge === "preview" ? UNKNOWN : value);
      const props: Record<string, Value> = { id: answer(idOf(handle)) };
      for (const [key, value] of Object.entries(computed)) props[key] = answer(value);
      const inputs: Record<string, Value> = {};
      const propertyDependencies: Record<string, string[]> = {};
      for (const [key, value] of Object.entries(given)) {
        propertyDependencies[key] = [...new Set([...handlesIn(value)].map(({ urn }) => urn))];
        inputs[key] = this.valueOf(value, knowledge);
        props[key] = answered(inputs[key]);
      }
      return {
        ...handle,
        props,
        inputs,
        parent: parent?.urn,
        provider,
        dependencies: [...new Set(Object.values(propertyDependencies).flat())],
        propertyDependencies,
        options: { protect: false, ignoreChanges: [], aliases: [] },
      };
    });
  }

  private valueOf(given: Given, knowledge: Knowledge): Value {
    if (isReference(given)) {
      if (knowledge === "preview") return UNKNOWN;
      const { computed } = this.entry(given.of);
      return given.property === "id"
        ? idOf(given.of)
        : (computed[given.property] ?? `${given.property}-of-${given.of.name}`);
    }
    if (isMade(given)) return knowledge === "preview" ? UNKNOWN : this.valueOf(given.as, knowledge);
    if (isGivenList(given)) return given.map((member) => this.valueOf(member, knowledge));
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, this.valueOf(value, knowledge)]));
  }

  private entry(handle: Handle): Entry {
    const entry = this.entries.get(handle.urn);
    if (entry === undefined) throw new Error(`${handle.name} is not in the stack`);
    return entry;
  }
}

const idOf = ({ type, name }: Handle): string => {
  const kind = type.slice(type.lastIndexOf(":") + 1);
  return `${prefixes[kind] ?? kind.toLowerCase()}-${name}`;
};

export const id = (of: Handle): Reference => ({ of, property: "id" });
export const made = (from: readonly Handle[], as: Given): Made => ({ from, as });
export const out = (of: Handle, property: string): Reference => ({ of, property });

const isGivenList = (given: Given): given is readonly Given[] => Array.isArray(given);

function isReference(given: Given): given is Reference {
  return typeof given === "object" && given !== null && "of" in given && "property" in given;
}

const isMade = (given: Given): given is Made =>
  typeof given === "object" && given !== null && "from" in given && "as" in given;

/** As a preview answers: a set with one unknown member is unknown as a whole. */
function answered(value: Value | undefined): Value {
  if (isList(value)) {
    const members = value.map(answered);
    return members.some(holdsUnknown) ? UNKNOWN : members;
  }
  if (value === undefined || !isRecord(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, answered(member)]));
}

const holdsUnknown = (value: Value): boolean =>
  value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));

/** The resources as a host shows them that keeps back what the program asked. */
export const withoutInputs = (resources: readonly PlainResource[]): PlainResource[] =>
  resources.map((resource) => ({ ...resource, inputs: undefined }));

function* handlesIn(given: Given): Generator<Handle> {
  if (isReference(given)) yield given.of;
  else if (typeof given === "object" && given !== null) {
    if (isMade(given)) yield* given.from;
    else for (const value of Object.values(given)) yield* handlesIn(value);
  }
}
