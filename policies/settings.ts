/** A setting of a rule that a pack's configuration may change. */
export interface Option<T> {
  readonly name: string;
  readonly description: string;
  readonly default: T;
  /** JSON schema, for the policy host. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The value, or undefined where it has the wrong shape. */
  parse(value: unknown): T | undefined;
}

/** A list of texts. */
export function texts(name: string, fallback: readonly string[], description: string): Option<readonly string[]> {
  return {
    name,
    description,
    default: fallback,
    schema: { type: "array", items: { type: "string" }, default: [...fallback], description },
    parse: (value) =>
      Array.isArray(value) && value.every((item): item is string => typeof item === "string") ? value : undefined,
  };
}

/** The settings of one rule, as a pack's configuration gives them. */
export interface Settings {
  read<T>(option: Option<T>): T;
}

export function settingsFrom(given: Readonly<Record<string, unknown>>): Settings {
  return { read: (option) => option.parse(given[option.name]) ?? option.default };
}
