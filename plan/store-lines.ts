import { portsText } from "../policies/reach/ports";
import { bold, dim, red, yellow } from "./paint";
import type { PlannedCaller, PlannedStore } from "./stores";

/** Who reaches what is stored, a line for each store. Nothing where a stack stores nothing behind security groups. */
export function storeLines(stores: readonly PlannedStore[]): string[] {
  if (stores.length === 0) return [];
  const nameWidth = Math.max(...stores.map(({ name }) => name.length));
  const kindWidth = Math.max(...stores.map(({ kind }) => kind.length));
  const lines = stores.map((store) =>
    [store.name.padEnd(nameWidth), store.kind.padEnd(kindWidth), reachedText(store)].join("  "),
  );
  const doubts = stores.flatMap(({ name, cannotTell }) =>
    cannotTell.map((why) => `${yellow("cannot tell")}  who else reaches ${name}: ${why}`),
  );
  return [[bold("who reaches what is stored"), ...lines, ...doubts].join("\n")];
}

/** Those who call on the same ports stand together. */
function reachedText({ reachedBy, cannotTell }: PlannedStore): string {
  if (reachedBy.length === 0) return cannotTell.length === 0 ? dim("nobody") : "";
  const byPorts = new Map<string, PlannedCaller[]>();
  for (const caller of reachedBy) {
    const { protocol, fromPort: from, toPort: to } = caller;
    const ports = portsText({ protocol, from, to });
    byPorts.set(ports, [...(byPorts.get(ports) ?? []), caller]);
  }
  return [...byPorts].map(([ports, callers]) => `${ports} ← ${callers.map(callerText).join(", ")}`).join("; ");
}

function callerText({ name, kind, certain }: PlannedCaller): string {
  const who = kind === "world" ? red(name) : kind === "outside" ? yellow(name) : `${kind} ${name}`;
  return certain ? who : `perhaps ${who}`;
}
