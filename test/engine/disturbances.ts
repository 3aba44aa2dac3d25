import assert from "node:assert/strict";
import * as fc from "fast-check";
import { deleteStrays, straysOf } from "../../sandbox/local/strays";
import { startedCreates } from "./events";
import type { Run, TestStack } from "./workspace";

const kinds = ["throttle", "crash-after", "kill", "refuse", "crash-before"] as const;

/** Something that goes wrong in an up: at which of its creates, counted from one. */
export interface Disturbance {
  kind: (typeof kinds)[number];
  at: number;
}

/** How far an up goes: what the account is asked to make, and what the engine says that it has made. */
export interface Length {
  creates: number;
  made: number;
}

/** As many as asked for, of each kind in turn, over the whole of an up, at points that hang on the seed alone. */
export function disturbances(seed: number, count: number, { creates, made }: Length): Disturbance[] {
  // In millionths of the whole: two lengths need one choice, and numbers of another kind are mostly next to nothing.
  const points = fc.sample(fc.noBias(fc.integer({ min: 0, max: 999_999 })), { seed, numRuns: count });
  return points.map((millionths, place) => {
    const kind = kinds[place % kinds.length] ?? "kill";
    return { kind, at: 1 + Math.floor((millionths / 1_000_000) * (kind === "kill" ? made : creates)) };
  });
}

export function inWords({ kind, at }: Disturbance): string {
  return kind === "kill" ? `the CLI is killed after ${String(at)} resources` : `${kind} at create ${String(at)}`;
}

/** An up that goes wrong, and the creates that were in flight when it did. */
export async function disturbedUp(stack: TestStack, { kind, at }: Disturbance): Promise<{ inFlight: string[] }> {
  if (kind === "kill") {
    await stack.upKilledAfter(at);
    return { inFlight: (stack.exported().pending_operations ?? []).map(({ resource }) => resource.urn) };
  }
  stack.environment["CLOTHESLINE_FAULTS"] = `${kind}:create:${String(at)}`;
  const { code, events, stdout } = await stack.upUnjudged();
  delete stack.environment["CLOTHESLINE_FAULTS"];
  if (code === 0) throw new Error(`nothing went wrong: ${kind} at create ${String(at)}\n${stdout}`);
  return { inFlight: kind.startsWith("crash") ? startedCreates(events) : [] };
}

/** What docs/recovery.md says to do after it, up to the last up; and what it found left over. */
export async function recover(stack: TestStack, { kind }: Disturbance): Promise<{ leftOver: string[] }> {
  const leftOver = straysOf(stack).map(({ madeAs }) => madeAs);
  if (kind === "kill") succeeded(await stack.cli("cancel", "--yes", "--stack", stack.name));
  if (leftOver.length > 0) deleteStrays(stack);
  if (kind === "kill") succeeded(await stack.refresh("--clear-pending-creates"));
  return { leftOver };
}

function succeeded({ code, stdout, stderr }: Pick<Run, "code" | "stdout" | "stderr">): void {
  assert.equal(code, 0, stdout + stderr);
}
