import { portsText } from "../policies/reach/ports";
import { bold, dim, red, yellow } from "./paint";
import type { PlannedPermissions, PlannedPermitted } from "./permissions";
import type { PlannedCaller, PlannedStore } from "./stores";

/** Who reaches what is stored, through a network or by permission, a line for each store. Nothing where there is none. */
export function storeLines(reached: readonly PlannedStore[], permitted: readonly PlannedPermissions[]): string[] {
  const stores = [
    ...reached.map((store) => ({ ...store, text: textOf(store, store.reachedBy.map(callText)) })),
    ...permitted.map((store) => ({ ...store, text: textOf(store, store.permitted.map(permittedText)) })),
  ];
  if (stores.length === 0) return [];
  const nameWidth = Math.max(...stores.map(({ name }) => name.length));
  const kindWidth = Math.max(...stores.map(({ kind }) => kind.length));
  const lines = stores.map(({ name, kind, text }) =>
    [name.padEnd(nameWidth), kind.padEnd(kindWidth), text].join("  ").trimEnd(),
  );
  const doubts = stores.flatMap(({ name, cannotTell }) =>
    cannotTell.map((why) => `${yellow("cannot tell")}  who else reaches ${name}: ${why}`),
  );
  return [[bold("who reaches what is stored"), ...lines, ...doubts].join("\n")];
}

/** What somebody does, and who that is. */
type Use = readonly [what: string, who: string];

/** Those who do the same stand together. */
function textOf({ cannotTell }: { cannotTell: readonly string[] }, uses: readonly Use[]): string {
  if (uses.length === 0) return cannotTell.length === 0 ? dim("nobody") : "";
  const together = new Map<string, string[]>();
  for (const [what, who] of uses) together.set(what, [...(together.get(what) ?? []), who]);
  return [...together].map(([what, who]) => `${what} ← ${who.join(", ")}`).join("; ");
}

function callText(caller: PlannedCaller): Use {
  const { protocol, fromPort: from, toPort: to } = caller;
  return [portsText({ protocol, from, to }), whoText(caller)];
}

function permittedText(permitted: PlannedPermitted): Use {
  return [permitted.may.join(", "), `${whoText(permitted)}${permitted.conditional ? " under conditions" : ""}`];
}

function whoText({ name, kind, certain }: { name: string; kind: string; certain: boolean }): string {
  const who = kind === "world" ? red(name) : kind === "outside" ? yellow(name) : `${kind} ${name}`;
  return certain ? who : `perhaps ${who}`;
}
