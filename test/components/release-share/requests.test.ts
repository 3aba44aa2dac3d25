import assert from "node:assert/strict";
import { answer } from "../../../components/release-share/function/answer";
import { publisherSettings } from "../../../components/release-share/function/settings";
import { release } from "./archive";
import { newShare, noon } from "./share";

/** S3's notification of one object, as far as it matters. */
function created(key: string, changes: { eventName?: string; eventTime?: string; versionId?: string } = {}) {
  const { versionId, ...event } = changes;
  return {
    eventSource: "aws:s3",
    eventName: "ObjectCreated:Put",
    eventTime: new Date(noon).toISOString(),
    s3: { bucket: { name: "releases" }, object: { key, versionId, sequencer: "0055AED6DCD90281E5" } },
    ...event,
  };
}

/** A share whose bucket answers for whatever it is asked, and remembers what that was. */
async function asked(event: unknown) {
  const share = newShare();
  const fetched: unknown[] = [];
  const bytes = await release("any");
  const bucket = share.publisher().archives;
  const archives = {
    copy: async (archive: { bucket: string; key: string; versionId?: string }, to: string, allowed: number) => {
      fetched.push(archive);
      share.uploaded(archive.key.replace(/\.zip$/, ""), archive.key.includes("broken") ? Buffer.from("broken") : bytes);
      await bucket.copy(archive, to, allowed);
    },
  };
  const answered = { outcome: {}, failure: "" };
  try {
    answered.outcome = await answer(event, share.publisher({ archives }));
  } catch (error) {
    answered.failure = String(error);
  }
  return { ...answered, fetched, share };
}

describe("what the publisher is asked", () => {
  it("is named by the last part of the key, without .zip", async () => {
    const { outcome, fetched } = await asked({ Records: [created("team/releases/2026-11-20.1.zip")] });
    assert.deepEqual(outcome, { outcome: "published", version: "2026-11-20.1", current: "2026-11-20.1" });
    assert.deepEqual(fetched, [{ bucket: "releases", key: "team/releases/2026-11-20.1.zip" }]);
  });

  it("is, in a notification, the very version of a key that is decoded as S3 encodes it", async () => {
    const { fetched } = await asked({ Records: [created("my+folder/f%C3%BCr%2B/1.zip", { versionId: "v7" })] });
    assert.deepEqual(fetched, [{ bucket: "releases", key: "my folder/für+/1.zip", versionId: "v7" }]);
  });

  it("counts for the time of its notification", async () => {
    const { share } = await asked({ Records: [created("1.zip", { eventTime: "2026-11-20T12:00:01.500Z" })] });
    const late = { Records: [created("2.zip", { eventTime: "2026-11-20T12:00:01.499Z" })] };
    const outcome = await answer(late, share.publisher());
    assert.deepEqual(outcome, { outcome: "outdated", version: "2", current: "1" });
  });

  it("may be a release by name, key and version, in an invocation", async () => {
    const event = { bucket: "assets", key: "first/a+b.zip", versionId: "v1", version: "first" };
    const { outcome, fetched } = await asked(event);
    assert.deepEqual(outcome, { outcome: "published", version: "first", current: "first" });
    assert.deepEqual(fetched, [{ bucket: "assets", key: "first/a+b.zip", versionId: "v1" }]);
  });

  it("may be for a share alone that has no current release", async () => {
    const first = { bucket: "releases", key: "releases/first.zip", version: "first", onlyWhenEmpty: true };
    const { outcome, share } = await asked(first);
    assert.deepEqual(outcome, { outcome: "published", version: "first", current: "first" });
    await share.publish("shop-1", await release("the shop"));
    await share.publish("shop-2", await release("the shop, again"));
    const other = { ...first, key: "releases/edited.zip", version: "edited" };
    for (const event of [other, first]) {
      const later = await answer(event, share.publisher());
      assert.deepEqual(later, { outcome: "not needed", version: event.version, current: "shop-2" });
    }
    assert.deepEqual(share.versions(), ["first", "shop-1", "shop-2"]);
    // What people roll back to stays as well, and nothing of it counts as a decision.
    await share.rollBack("shop-1");
    await answer(other, share.publisher());
    assert.equal(share.current(), "releases/shop-1");
  });

  it("may be an upload of long ago, which people put back on a share that has only the first release", async () => {
    const first = { bucket: "releases", key: "releases/first.zip", version: "first", onlyWhenEmpty: true };
    const { share } = await asked(first);
    assert.equal(share.current(), "releases/first");
    const again = await answer(share.uploaded("1", await release("the shop")), share.publisher());
    assert.deepEqual(again, { outcome: "published", version: "1", current: "1" });
    assert.deepEqual(await answer(first, share.publisher()), { outcome: "not needed", version: "first", current: "1" });
  });

  it("is decided with the lock held: of two first releases at once one is published", async () => {
    const share = newShare();
    const asks = await Promise.all(
      ["one", "two"].map(async (version) => {
        const archive = share.uploaded(version, await release(version));
        return answer({ ...archive, version, onlyWhenEmpty: true }, share.publisher());
      }),
    );
    assert.deepEqual(asks.map((outcome) => ("outcome" in outcome ? outcome.outcome : "")).sort(), [
      "not needed",
      "published",
    ]);
  });

  it("is refused when whether it is for an empty share alone is not said plainly", async () => {
    const { failure, fetched } = await asked({ bucket: "releases", key: "1.zip", onlyWhenEmpty: "no" });
    assert.match(failure, /onlyWhenEmpty: got "no"\. Allowed: true or false/);
    assert.deepEqual(fetched, []);
  });

  it("may be to roll back", async () => {
    const { share } = await asked({ bucket: "releases", key: "1.zip" });
    await share.publish("2", await release("2"));
    const outcome = await answer({ rollBackTo: "1" }, share.publisher());
    assert.deepEqual(outcome, { outcome: "rolled back", version: "1", current: "1" });
  });

  it("is left alone when it is not the creation of a zip", async () => {
    for (const [record, what] of [
      [created("1.zip", { eventName: "ObjectRemoved:Delete" }), "ObjectRemoved:Delete of 1.zip"],
      [created("releases/notes.txt"), "releases/notes.txt, which is no zip"],
      [created("releases/"), "releases/, which is no zip"],
    ] as const) {
      const { outcome, fetched } = await asked({ Records: [record] });
      assert.deepEqual([outcome, fetched], [{ outcome: "ignored", what }, []]);
    }
  });

  it("is done one by one when it is several things, and fails with all that failed", async () => {
    const broken = created("broken.zip", { eventTime: "2026-11-20T13:00:00Z" });
    const { failure, share } = await asked({ Records: [created("-.zip"), broken, created("1.zip")] });
    assert.equal(share.current(), "releases/1");
    assert.match(failure, /the key "-.zip" gives no version.*\nRelease broken, .* is not a sound zip/);
  });

  for (const [what, event] of [
    ["nothing", undefined],
    ["no object", "publish"],
    ["no key", { bucket: "releases", version: "1" }],
    ["an empty bucket", { bucket: "", key: "1.zip" }],
    ["a version's id that is no text", { bucket: "releases", key: "1.zip", versionId: 7 }],
  ] as const) {
    it(`is refused when it is ${what}, with what can be asked`, async () => {
      const { failure } = await asked(event);
      assert.match(
        failure,
        /does not understand what it is asked. Allowed:\n.*publishes.*\n.*onlyWhenEmpty.*\n.*rollBackTo.*\n.*S3's/,
      );
    });
  }

  for (const version of ["", ".hidden", "..", "a/b", "a b", "-1", "a".repeat(65), 7, null]) {
    it(`is refused with ${JSON.stringify(version)} for a version`, async () => {
      for (const event of [{ rollBackTo: version }, { bucket: "releases", key: "1.zip", version }]) {
        const { failure, fetched } = await asked(event);
        assert.match(failure, /gives no version: got .*Allowed: 1 to 64 letters/);
        assert.deepEqual(fetched, []);
      }
    });
  }
});

describe("the publisher's settings", () => {
  it("need only to say where the share is", () => {
    assert.deepEqual(publisherSettings({ SHARE_PATH: "/mnt/share" }), {
      sharePath: "/mnt/share",
      releasesKept: 5,
      limits: { archiveBytes: 268_435_456, releaseBytes: 1_073_741_824, entries: 20_000, ratio: 100 },
    });
  });

  it("are read from the environment", () => {
    const environment = {
      SHARE_PATH: "/mnt/share",
      RELEASES_KEPT: "2",
      MAX_ARCHIVE_BYTES: "3",
      MAX_RELEASE_BYTES: "4",
      MAX_ENTRIES: "5",
      MAX_RATIO: "6",
    };
    const { releasesKept, limits } = publisherSettings(environment);
    assert.deepEqual([releasesKept, limits], [2, { archiveBytes: 3, releaseBytes: 4, entries: 5, ratio: 6 }]);
  });

  it("are refused all at once", () => {
    const environment = {
      SHARE_PATH: "share",
      RELEASES_KEPT: "1",
      MAX_ENTRIES: "many",
      MAX_RATIO: "",
      MAX_RELEASE_BYTES: "1.5",
    };
    assert.throws(() => publisherSettings(environment), {
      name: "Refusal",
      message: [
        "The publisher's environment cannot be used:",
        'SHARE_PATH: got "share". Allowed: the absolute path at which the function mounts the share. Fix: write for example /mnt/share.',
        'RELEASES_KEPT: got "1". Allowed: a whole number from 2. Fix: write for example 5.',
        'MAX_RELEASE_BYTES: got "1.5". Allowed: a whole number from 1. Fix: write for example 1073741824.',
        'MAX_ENTRIES: got "many". Allowed: a whole number from 1. Fix: write for example 20000.',
        'MAX_RATIO: got "". Allowed: a whole number from 1. Fix: write for example 100.',
      ].join("\n  "),
    });
  });
});
