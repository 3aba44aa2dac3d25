import assert from "node:assert/strict";
import type { CheckpointResource } from "../../sandbox/local/checkpoint";
import type { Change } from "./changes";
import { complaintsOf, countsOf, operationsOf, shown, type EngineEvent } from "./events";
import { assertLostOnly } from "./lost";
import { assertMadeFirst, refreshed } from "./needs";
import { configurationOf, deployed, patience } from "./workspace";

/** What a row of the table says, as the engine's operations say it. */
function expected(change: Change, before: readonly CheckpointResource[]): Record<string, string[]> {
  const { created = [], replaced = [], deleted = [], updated = [], retagged = false } = change;
  const changed = new Set([...updated, ...(retagged ? withTags(before) : [])]);
  const all = { create: created, update: [...changed], replace: replaced, delete: deleted };
  return Object.fromEntries(
    Object.entries(all).flatMap(([operation, names]) => (names.length > 0 ? [[operation, names.toSorted()]] : [])),
  );
}

function withTags(resources: readonly CheckpointResource[]): string[] {
  const tagged = ({ type, inputs }: CheckpointResource) =>
    type === "pulumi:providers:aws" || (inputs !== undefined && "tagsAll" in inputs);
  return resources.filter(tagged).map(({ urn }) => shown(urn));
}

/** A replacement is three operations: the new one made, the old one deleted, and the step that stands for both. */
function done(events: readonly EngineEvent[]): Record<string, string[]> {
  const steps = Object.entries(operationsOf(events));
  return Object.fromEntries(
    steps.filter(([operation]) => !["create-replacement", "delete-replaced"].includes(operation)),
  );
}

/** The tests of rows of the table. */
export function doesWhatIsSaid(changes: readonly Change[]): void {
  for (const change of changes) {
    describe(`a change that a person makes: ${change.what} (${change.stack})`, function () {
      this.timeout(patience);
      let old: CheckpointResource[];
      let after: CheckpointResource[];
      let events: EngineEvent[];
      let left: Record<string, number>;

      before(async () => {
        const { project, stack: name, from = (file: string) => file, cameUpWith = from, edit } = change;
        const file = configurationOf(name, project);
        assert.notEqual(edit(file), from(file), "the edit changes nothing");
        const workspace = (await deployed(name, project, cameUpWith)).copy();
        if (cameUpWith !== from) assert.equal((await workspace.stack(name, from).upUnjudged()).code, 0);
        const stack = workspace.stack(name, edit);
        old = stack.exported().resources ?? [];
        const up = await stack.upUnjudged();
        assert.equal(up.code, 0, up.stdout + up.stderr);
        assert.deepEqual(complaintsOf(up.events), []);
        events = up.events;
        after = stack.exported().resources ?? [];
        left = countsOf((await stack.previewUnjudged()).events);
      });

      it("does what the table says, and nothing else", () => {
        assert.deepEqual(done(events), expected(change, old));
      });

      const { givenUp = [], refreshes = [] } = change;
      const whatIsLost =
        givenUp.length === 0 ? "nothing that holds data" : `of all that holds data only ${givenUp.join(", ")}`;
      it(`loses ${whatIsLost}, and nothing that is protected`, () => {
        assertLostOnly(givenUp, { events, before: old, after });
      });

      const whatIsRefreshed = refreshes.length === 0 ? "no fleet" : refreshes.join(", ");
      it(`refreshes ${whatIsRefreshed}`, () => {
        assert.deepEqual(refreshed(old, after), refreshes.toSorted());
      });

      it("makes what instances need before it touches their group", () => {
        assertMadeFirst(events, after);
      });

      it("is done with one up", () => {
        assert.deepEqual(left, {});
      });
    });
  }
}
