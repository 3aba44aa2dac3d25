import type { ValueRecord } from "./value";

/** What may be said of a resource beside its properties. */
export interface ResourceOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly aliases: readonly string[];
}

/** A resource as rules see it, made from whatever shows the stack: the policy host, a plan, or a test. */
export interface PlainResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What AWS answered, or for what it has not answered yet, what the program asked; the `id` among them. */
  readonly props: ValueRecord;
  /**
   * What the program asked, where that is shown apart. A preview's answer hides a whole list if one member is not known;
   * here the others, and how many there are, can still be seen.
   */
  readonly inputs?: ValueRecord | undefined;
  /** URN of the parent. */
  readonly parent?: string | undefined;
  /** URNs. */
  readonly dependencies: readonly string[];
  /**
   * URNs behind each property that the program gave. An empty list says the value comes from outside the stack; no
   * entry says that nobody gave it.
   */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN of the provider, with or without `::id` behind it. */
  readonly provider?: string | undefined;
  /** False for a component, which has nothing in AWS. */
  readonly custom?: boolean;
  readonly options: ResourceOptions;
}

/** Short names where the token's own would be long or strange in a sentence. */
const nouns: Readonly<Record<string, string>> = {
  SecurityGroup: "sg",
  DefaultSecurityGroup: "default sg",
  Eip: "address",
};

/** A resource as a person says it: `instance db`, `route table public-a`. */
export function label(resource: PlainResource): string {
  return `${noun(resource.type)} ${resource.name}`;
}

function noun(type: string): string {
  const word = type.slice(type.lastIndexOf(":") + 1);
  if (Object.hasOwn(nouns, word)) return nouns[word] ?? word;
  return word.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
}
