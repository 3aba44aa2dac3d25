/** A setting of a rule that a pack's configuration may change. */
export interface Option<T> {
  readonly name: string;
  readonly description: string;
  readonly default: T;
  /** What a value must be, with an example, and what to do about one that is not. */
  readonly allowed: string;
  readonly fix: string;
  /** JSON schema, for the policy host. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The value, or undefined where it has the wrong shape. */
  parse(value: unknown): T | undefined;
}

/** A list of texts, at least one: a rule that asks for nothing passes everything, which its level says better. */
export function texts(name: string, fallback: readonly string[], description: string): Option<readonly string[]> {
  return {
    name,
    description,
    default: fallback,
    allowed: `a list of at least one text, such as ${JSON.stringify(fallback)}`,
    fix: `leave ${name} out for that list, or set enforcementLevel to "disabled" to ask for nothing`,
    schema: { type: "array", items: { type: "string" }, minItems: 1, default: [...fallback], description },
    parse: (value) =>
      Array.isArray(value) && value.length > 0 && value.every((item): item is string => typeof item === "string")
        ? value
        : undefined,
  };
}

/** The settings of one rule, as a pack's configuration gives them. */
export interface Settings {
  read<T>(option: Option<T>): T;
}

export function settingsFrom(given: Readonly<Record<string, unknown>>): Settings {
  return { read: (option) => option.parse(given[option.name]) ?? option.default };
}
