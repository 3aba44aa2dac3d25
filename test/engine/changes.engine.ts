import assert from "node:assert/strict";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import { changes, type Change } from "./changes";
import { complaintsOf, countsOf, operationsOf, shown, type EngineEvent } from "./events";
import { assertLostOnly } from "./lost";
import { deployed, patience } from "./workspace";

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
  this.timeout(patience);

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

      const { givenUp = [] } = change;
      const whatIsLost =
        givenUp.length === 0 ? "nothing that holds data" : `of all that holds data only ${givenUp.join(", ")}`;
      it(`loses ${whatIsLost}, and nothing that is protected`, () => {
        assertLostOnly(givenUp, { events, before: old, after });
      });

      it("is done with one up", () => {
        assert.deepEqual(left, {});
      });
    });
  }
});
