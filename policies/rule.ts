import type { PlainResource } from "./graph/resource";
import type { Stack } from "./graph/stack";
import type { Option, Settings } from "./settings";

/** `M`: mandatory everywhere. `P`: mandatory in prod, advisory elsewhere, which a pack's configuration says. */
type Level = "M" | "P";

/** One rule of the pack: the default export of the file that carries its name. */
export interface Rule {
  readonly name: string;
  readonly level: Level;
  /** What the rule demands, in one sentence. */
  readonly sentence: string;
  /** The types whose resources it judges or looks at. */
  readonly types: readonly string[];
  /** What a pack's configuration may set. */
  readonly options?: readonly Option<unknown>[];
  /** Pure: the same stack and settings give the same answers. Never throws. */
  check(stack: Stack, settings: Settings): readonly Answer[];
}

export type Answer =
  | { readonly verdict: "pass"; readonly resource: PlainResource }
  | { readonly verdict: "fail"; readonly resource: PlainResource; readonly message: string }
  | {
      readonly verdict: "cannot tell";
      readonly resource: PlainResource;
      readonly message: string;
      /** URNs, or `urn#property`, of what has to be known first. */
      readonly needs: readonly string[];
    };

/** How the message of the third answer begins, and no other. */
export const CANNOT_TELL = "cannot tell:";

export const pass = (resource: PlainResource): Answer => ({ verdict: "pass", resource });

/** The sentences of a finding, each with its full stop. The first goes on from the path, so it begins small. */
const asText = (path: readonly string[], sentences: readonly string[]): string =>
  `${path.join(" → ")}: ${sentences.join(" ")}`;

export interface Failure {
  /** From the cause to the resource that suffers, each as a person says it. */
  readonly path: readonly string[];
  /** What stands there. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;
  /** The change that puts it right. */
  readonly fix: string;
}

export function fail(resource: PlainResource, { path, found, allowed, fix }: Failure): Answer {
  return { verdict: "fail", resource, message: asText(path, [found, allowed, fix]) };
}

export interface Doubt {
  readonly path: readonly string[];
  /** What is not known. */
  readonly unknown: string;
  /** When it will be, or what would make it so. */
  readonly until: string;
  readonly needs: readonly string[];
}

export function cannotTell(resource: PlainResource, { path, unknown, until, needs }: Doubt): Answer {
  const message = `${CANNOT_TELL} ${asText(path, [unknown, until])}`;
  return { verdict: "cannot tell", resource, message, needs: [...new Set(needs)] };
}
