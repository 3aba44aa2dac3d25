import assert from "node:assert/strict";
import fc from "fast-check";
import { release } from "./archive";
import { newShare, noon } from "./share";

const second = 1000;

describe("the order of uploads", () => {
  it("is that in which S3 had them, and not that in which the publisher hears of them", async () => {
    const share = newShare();
    await share.publish("2", await release("2"), noon + 2 * second);
    const answer = await share.publish("1", await release("1"), noon + second);
    assert.deepEqual(answer, { outcome: "outdated", version: "1", current: "2" });
    assert.equal(share.current(), "releases/2");
  });

  it("comes to the same end however often and in whatever order the publisher hears of them", async () => {
    const releases = new Map(await Promise.all(["1", "10", "9"].map(async (v) => [v, await release(v)] as const)));
    const upload = fc.record({ version: fc.constantFrom("1", "10", "9"), at: fc.integer({ min: 1, max: 3 }) });
    const heard = fc
      .array(upload, { minLength: 1, maxLength: 4 })
      .chain((uploads) =>
        fc
          .subarray(uploads)
          .chain((again) => fc.shuffledSubarray([...uploads, ...again], { minLength: uploads.length + again.length })),
      );
    await fc.assert(
      fc.asyncProperty(heard, async (uploads) => {
        const share = newShare();
        for (const { version, at } of uploads) {
          await share.publish(version, releases.get(version) ?? Buffer.alloc(0), noon + at * second);
        }
        const last = Math.max(...uploads.map(({ at }) => at));
        const lastVersions = uploads.filter(({ at }) => at === last).map(({ version }) => version);
        assert.equal(share.current(), `releases/${lastVersions.sort().at(-1) ?? ""}`);
      }),
      { numRuns: 30 },
    );
  });

  it("does not let an upload from before a roll back undo it, but one from after", async () => {
    const share = newShare();
    await share.publish("1", await release("1"), noon - 3 * second);
    await share.publish("2", await release("2"), noon - 2 * second);
    await share.rollBack("1");
    assert.equal((await share.publish("2", await release("2"), noon - 2 * second)).outcome, "outdated");
    assert.equal((await share.publish("3", await release("3"), noon - second)).outcome, "outdated");
    assert.equal(share.current(), "releases/1");
    await share.publish("2", await release("2"), noon + second);
    assert.equal(share.current(), "releases/2");
  });

  it("does not let the notification of a release undo what came after its publication by an invocation", async () => {
    const share = newShare();
    const uploadedAt = noon - second;
    await share.publish("1", await release("1"));
    assert.equal((await share.publish("1", await release("1"), uploadedAt)).outcome, "outdated");
    await share.publish("2", await release("2"), noon + second);
    assert.equal((await share.publish("1", await release("1"), uploadedAt)).outcome, "outdated");
    assert.equal(share.current(), "releases/2");
  });

  it("puts what someone asks for now behind all before, though the clock be behind", async () => {
    const share = newShare();
    await share.publish("2", await release("2"), noon + 60 * second);
    await share.publish("1", await release("1"));
    assert.equal(share.current(), "releases/1");
    await share.rollBack("2");
    assert.equal(share.current(), "releases/2");
  });

  it("does not fetch an archive again of which it is told twice", async () => {
    const share = newShare();
    await share.publish("1", await release("1"), noon);
    const answer = await share.publish("1", Buffer.from("not looked at"), noon);
    assert.deepEqual(answer, { outcome: "unchanged", version: "1", current: "1" });
  });
});
