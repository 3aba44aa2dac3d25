import assert from "node:assert/strict";
import { resourceModels } from "../../sandbox/aws";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { changes, type Change } from "./changes";
import { complaintsOf, countsOf, operationsOf, shown, type EngineEvent } from "./events";
import { deployed } from "./workspace";

/** What a row of the table says, as the engine's operations say it. */
function expected(change: Change, before: readonly CheckpointResource[]): Record<string, string[]> {
  const { created = [], replaced = [], deleted = [] } = change;
  const updated = Array.isArray(change.updated) ? change.updated : change.updated === undefined ? [] : withTags(before);
  const all = { create: created, update: updated, replace: replaced, delete: deleted };
  return Object.fromEntries(
    Object.entries(all).flatMap(([operation, names]) => (names.length > 0 ? [[operation, names.toSorted()]] : [])),
  );
}

function withTags(resources: readonly CheckpointResource[]): string[] {
  const tagged = ({ type, inputs }: CheckpointResource) =>
    type.startsWith("pulumi:providers:") || (inputs !== undefined && "tagsAll" in inputs);
  return resources.filter(tagged).map(({ urn }) => shown(urn));
}

/** A replacement is three operations: the new one made, the old one deleted, and the step that stands for both. */
function done(events: readonly EngineEvent[]): Record<string, string[]> {
  const steps = Object.entries(operationsOf(events));
  return Object.fromEntries(
    steps.filter(([operation]) => !["create-replacement", "delete-replaced"].includes(operation)),
  );
}

/**
 * What holds data or is protected, and was deleted or made anew: by what the engine did, and by what is no longer there.
 * A thing whose name is its id keeps it when it is made anew, and one that was renamed is not under its URN any more.
 */
function lost(
  events: readonly EngineEvent[],
  before: readonly CheckpointResource[],
  after: readonly CheckpointResource[],
): string[] {
  const done = new Set(
    events.flatMap(({ resOutputsEvent: event }) => (event && loses(event.metadata.op) ? [event.metadata.urn] : [])),
  );
  const ids = new Set(after.map(({ type, id }) => `${type} ${id ?? ""}`));
  const isLost = ({ urn, type, id }: CheckpointResource) =>
    done.has(urn) || (id !== undefined && !ids.has(`${type} ${id}`));
  const matters = ({ type, protect = false }: CheckpointResource) =>
    protect || resourceModels[type]?.holdsData === true;
  return [
    ...new Set([...before, ...after].filter((one) => matters(one) && isLost(one)).map(({ urn }) => shown(urn))),
  ].sort();
}

const loses = (operation: string) => operation.startsWith("delete") || /replace|discard/.test(operation);

describe("a change that a person makes", function () {
  this.timeout(180_000);

  for (const change of changes) {
    describe(`${change.what} (${change.stack})`, () => {
      let old: CheckpointResource[];
      let after: CheckpointResource[];
      let events: EngineEvent[];
      let left: Record<string, number>;

      before(async () => {
        const workspace = (await deployed(change.stack, change.project)).copy();
        const first = workspace.stack(change.stack, change.from);
        if (change.from) assert.equal((await first.upUnjudged()).code, 0);
        old = first.exported().resources ?? [];
        const stack = workspace.stack(change.stack, (file) => {
          const edited = change.edit(file);
          assert.notEqual(edited, change.from?.(file) ?? file, "the edit changes nothing");
          return edited;
        });
        const up = await stack.upUnjudged();
        assert.equal(up.code, 0, up.stdout + up.stderr);
        assert.deepEqual(complaintsOf(up.events), []);
        events = up.events;
        after = stack.exported().resources ?? [];
        left = countsOf((await stack.preview()).events);
      });

      it("does what the table says, and nothing else", () => {
        assert.deepEqual(done(events), expected(change, old));
      });

      it("loses nothing that holds data, and nothing that is protected", () => {
        assert.deepEqual(lost(events, old, after), (change.givenUp ?? []).toSorted());
      });

      it("is done with one up", () => {
        assert.deepEqual(left, {});
      });
    });
  }
});
