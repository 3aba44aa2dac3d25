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
        old = workspace.stack(change.stack).exported().resources ?? [];
        const stack = workspace.stack(change.stack, (file) => {
          const edited = change.edit(file);
          assert.notEqual(edited, file, "the edit changes nothing");
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
        const ids = new Set(after.map(({ id }) => id));
        const lost = old.filter(({ id }) => id !== undefined && !ids.has(id));
        const losses = lost
          .filter(({ type, protect = false }) => protect || resourceModels[type]?.holdsData)
          .map(({ urn }) => shown(urn));
        assert.deepEqual(losses.toSorted(), (change.givenUp ?? []).toSorted());
      });

      it("is done with one up", () => {
        assert.deepEqual(left, {});
      });
    });
  }
});
