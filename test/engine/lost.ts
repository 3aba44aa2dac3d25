import assert from "node:assert/strict";
import { resourceModels } from "../../sandbox/aws";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { shown, type EngineEvent } from "./events";

/** What the engine did, and what it knew of before and after. */
export interface Outcome {
  events: readonly EngineEvent[];
  before: readonly CheckpointResource[];
  after: readonly CheckpointResource[];
}

/**
 * Asserts that of all that holds data, what the person gives up was deleted or made anew, and nothing else; and of what
 * Pulumi protects, nothing at all, whatever the person gives up.
 */
export function assertLostOnly(givenUp: readonly string[], outcome: Outcome): void {
  const gone = lost(outcome);
  const isProtected = ({ protect = false }: CheckpointResource) => protect;
  assert.deepEqual(named(gone.filter(isProtected)), [], "lost, and was protected");
  assert.deepEqual(named(gone.filter(holdsData)), givenUp.toSorted(), "lost, and held data");
}

/** What was drawn by lot and is kept secret is in the state, and nowhere else until a secret holds it. */
const drawn = ["random:index/randomBytes:RandomBytes", "random:index/randomPassword:RandomPassword"];

/** A read replica holds what another has, too; its logs are nowhere else. */
function holdsData({ type, inputs = {} }: CheckpointResource): boolean {
  if (drawn.includes(type)) return true;
  return resourceModels[type]?.holdsData === true && inputs["replicateSourceDb"] === undefined;
}

/**
 * What was deleted or made anew: by what the engine did, and by what is no longer there. A thing whose name is its id
 * keeps it when it is made anew, and one that was renamed is not under its URN any more.
 */
function lost({ events, before, after }: Outcome): CheckpointResource[] {
  const done = new Set(
    events.flatMap(({ resOutputsEvent: event }) => (event && loses(event.metadata.op) ? [event.metadata.urn] : [])),
  );
  const ids = new Set(after.map(({ type, id }) => `${type} ${id ?? ""}`));
  return [...before, ...after].filter(
    ({ urn, type, id }) => done.has(urn) || (id !== undefined && !ids.has(`${type} ${id}`)),
  );
}

const loses = (operation: string) => operation.startsWith("delete") || /replace|discard/.test(operation);

function named(resources: readonly CheckpointResource[]): string[] {
  return [...new Set(resources.map(({ urn }) => shown(urn)))].sort();
}
