import assert from "node:assert/strict";
import fc from "fast-check";
import { isRevision, readRevision, withWrite } from "../../../apps/mytodolist/reading/revision";
import { uuid7 } from "./api";

const now = Date.UTC(2027, 0, 31);
const keep = 300;
const seconds = 1000;
const none = readRevision("", now);
const after = (writes: { id: string; version: number }[], start = none) =>
  writes.reduce((revision, write) => withWrite(revision, write, now, keep), start);
const write = fc.record({
  id: fc.integer({ min: 0, max: 99 }).map((place) => uuid7(now).slice(0, -2) + String(place).padStart(2, "0")),
  version: fc.integer({ min: 1, max: 1_000_000_000 }),
});

describe("a revision", () => {
  it("is read as it was written, whatever the writes", () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
        const revision = after(writes);
        assert.ok(isRevision(revision.text));
        assert.deepEqual(readRevision(revision.text, now), revision);
        const newest = new Map(writes.map(({ id, version }) => [id, version]));
        assert.deepEqual([...revision.versions].sort(), [...newest].sort());
      }),
    );
  });

  it("joined to another by a dot names the writes of both, each in its latest version", () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 9 }), fc.array(write, { maxLength: 9 }), (one, other) => {
        const [first, second] = [after(one), after(other)];
        const joined = readRevision(`${first.text}.${second.text}`, now).versions;
        for (const id of [...first.versions.keys(), ...second.versions.keys()]) {
          assert.equal(joined.get(id), Math.max(first.versions.get(id) ?? 0, second.versions.get(id) ?? 0));
        }
      }),
    );
  });

  it("forgets a write once no cache can be older, and not before", () => {
    const { text } = after([{ id: uuid7(now), version: 1 }]);
    assert.equal(readRevision(text, now + keep * seconds).versions.size, 1);
    assert.equal(readRevision(text, now + (keep + 59) * seconds).versions.size, 1);
    assert.equal(readRevision(text, now + (keep + 60) * seconds).versions.size, 0);
  });

  it("counts for as long as it was written for, though caches keep less by now", () => {
    const day = 86_400;
    const { text } = withWrite(none, { id: uuid7(now), version: 1 }, now, day);
    assert.equal(readRevision(text, now).versions.size, 1);
    // The next write is told of the shorter time, and the former one still counts beside it.
    const { versions } = after([{ id: uuid7(now), version: 1 }], readRevision(text, now));
    assert.equal(versions.size, 2);
  });

  it("with more writes than it has room for asks the table for everything, and stays short", () => {
    const writes = Array.from({ length: 200 }, () => ({ id: uuid7(now), version: 7 }));
    assert.equal(after(writes.slice(0, 40)).isEverything, false);
    const full = after(writes.slice(0, 41));
    assert.deepEqual([full.isEverything, full.versions.size], [true, 0]);
    assert.equal(readRevision(full.text, now + (keep + 59) * seconds).isEverything, true);
    assert.equal(readRevision(full.text, now + (keep + 60) * seconds).isEverything, false);
    for (let count = 0; count <= writes.length; count += 1) {
      assert.ok(after(writes.slice(0, count)).text.length < 1500);
    }
    assert.equal(after(writes).isEverything, true);
  });

  it("that claims to count for ever counts for nothing", () => {
    const { text } = after([{ id: uuid7(now), version: 1 }]);
    const forged = text.replace(/[^~]+$/, "zzzzzz");
    assert.ok(isRevision(forged));
    assert.equal(readRevision(forged, now).versions.size, 0);
    assert.equal(readRevision("all~zzzzzz", now).isEverything, false);
  });

  for (const text of ["x", ".", "a~1~1", "all", "all~", "all~1.", `${"A".repeat(22)}~1`, `${"A".repeat(22)}~1~1~1`]) {
    it(`is not ${text}`, () => {
      assert.equal(isRevision(text), false);
    });
  }
});
