import { UNKNOWN, type PlainResource, type Value } from "../../policies/graph";

export type Knowledge = "preview" | "deployed";

/** A property of another resource, as a program would hand it over. */
export interface Reference {
  readonly of: Handle;
  readonly property: string;
}
export type Given = null | boolean | number | string | Reference | readonly Given[] | { readonly [key: string]: Given };

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
  /** Dependencies that are more than the references show, as those of a component's outputs are. */
  extra: Record<string, readonly Handle[]>;
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
    this.entries.set(handle.urn, { handle, given, computed, parent, provider, extra: {} });
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

  /** Makes a property depend on these, whatever it refers to. */
  dependOn(handle: Handle, property: string, on: readonly Handle[]): void {
    this.entry(handle).extra[property] = on;
  }

  /** The resources as the engine shows them before anything exists, or once everything does. */
  resources(knowledge: Knowledge): PlainResource[] {
    return [...this.entries.values()].map(({ handle, given, computed, parent, provider, extra }) => {
      const answer = (value: string): Value => (knowledge === "preview" ? UNKNOWN : value);
      const props: Record<string, Value> = { id: answer(idOf(handle)) };
      for (const [key, value] of Object.entries(computed)) props[key] = answer(value);
      const propertyDependencies: Record<string, string[]> = {};
      for (const [key, value] of Object.entries(given)) {
        const referred = [...referencesIn(value)].map(({ of }) => of);
        propertyDependencies[key] = [...new Set([...(extra[key] ?? []), ...referred].map(({ urn }) => urn))];
        props[key] = this.valueOf(value, knowledge);
      }
      return {
        ...handle,
        props,
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
    if (isGivenList(given)) {
      // A set with one unknown member is unknown as a whole.
      const members = given.map((member) => this.valueOf(member, knowledge));
      return members.includes(UNKNOWN) ? UNKNOWN : members;
    }
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
export const out = (of: Handle, property: string): Reference => ({ of, property });

const isGivenList = (given: Given): given is readonly Given[] => Array.isArray(given);

function isReference(given: Given): given is Reference {
  return typeof given === "object" && given !== null && "of" in given && "property" in given;
}

function* referencesIn(given: Given): Generator<Reference> {
  if (isReference(given)) yield given;
  else if (typeof given === "object" && given !== null) {
    for (const value of Object.values(given)) yield* referencesIn(value);
  }
}
