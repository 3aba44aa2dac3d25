import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import fs, { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { alone } from "../../../components/release-share/function/lock";
import { publish } from "../../../components/release-share/function/publisher";
import { release } from "./archive";
import { newShare, noon } from "./share";

const minute = 60_000;

/** A share that another publisher holds, until Lambda ends it and a little longer. */
function heldShare(leaseEnds: number) {
  const share = newShare();
  mkdirSync(join(share.root, ".lock"));
  writeFileSync(join(share.root, ".lock", `${leaseEnds}-another`), "");
  return share;
}

describe("publishers at the same time", () => {
  it("work one after the other, and the latest upload is current in the end", async () => {
    const share = newShare({ releasesKept: 20 });
    let [atWork, most] = [0, 0];
    const versions = ["1", "2", "3", "4", "5", "6", "7", "8"];
    const answers = await Promise.all(
      versions.map(async (version, index) => {
        const bytes = await release(version);
        const archives = {
          copy: async (_: unknown, to: string) => {
            most = Math.max(most, ++atWork);
            await setImmediate();
            await writeFile(to, bytes);
            atWork -= 1;
          },
        };
        const archive = { bucket: "releases", key: `${version}.zip` };
        return publish(share.publisher({ archives }), { archive, version, uploadedAt: noon + index });
      }),
    );
    assert.equal(most, 1);
    assert.equal(share.current(), "releases/8");
    const published = answers.filter(({ outcome }) => outcome === "published").map(({ version }) => version);
    assert.deepEqual(share.versions(), published.sort());
  });

  it("of one release: it is published once", async () => {
    const share = newShare();
    const bytes = await release("1");
    const answers = await Promise.all(Array.from({ length: 5 }, () => share.publish("1", bytes, noon)));
    assert.deepEqual(answers.map(({ outcome }) => outcome).sort(), [
      "published",
      "unchanged",
      "unchanged",
      "unchanged",
      "unchanged",
    ]);
  });

  it("wait for half of their time, then say until when another may work, and change nothing", async () => {
    const share = heldShare(noon + 5 * minute);
    const clock = {
      now: () => share.time.now,
      pause: (milliseconds: number) => {
        share.time.now += milliseconds;
        return Promise.resolve();
      },
    };
    const archive = share.uploaded("1", await release("1"));
    const publisher = share.publisher({ clock, deadline: noon + minute });
    await assert.rejects(publish(publisher, { archive, version: "1" }), {
      name: "Refusal",
      message:
        "Another publisher works on the share, until 2026-11-20T12:05:00.000Z at the latest. Nothing was changed. " +
        "Fix: wait for it, then try again.",
    });
    assert.equal(share.time.now, noon + minute / 2);
    assert.deepEqual(readdirSync(share.root), [".lock"]);
  });

  it("take over from one whose lease is over", async () => {
    const share = heldShare(noon - 1);
    await share.publish("1", await release("1"));
    assert.equal(share.current(), "releases/1");
  });

  it("take over one at a time, however many find that a lease is over", async () => {
    const { root, publisher } = heldShare(noon - 1);
    const { clock, deadline } = publisher();
    let [atWork, most, done] = [0, 0, 0];
    await Promise.all(
      Array.from({ length: 20 }, () =>
        alone({ root, clock, deadline }, async () => {
          most = Math.max(most, ++atWork);
          await setImmediate();
          await setImmediate();
          atWork -= 1;
          done += 1;
        }),
      ),
    );
    assert.deepEqual([most, done], [1, 20]);
    assert.deepEqual(readdirSync(join(root, ".lock")), []);
  });

  it("cannot take the lock from one that took over before them, however late they come to break it", async () => {
    const { root, publisher } = heldShare(noon - 1);
    const { clock, deadline } = publisher();
    const { rm, rename } = fs;
    const steps = new EventEmitter();
    let lateIsAtWork = false;
    try {
      const lateAtBreaking = once(steps, "breaking");
      const quickHasTheLock = once(steps, "taken over");
      fs.rm = async (...args) => {
        if (!String(args[0]).startsWith(join(root, ".lock")) || String(args[0]).includes(".lock-")) return rm(...args);
        fs.rm = rm;
        steps.emit("breaking");
        await quickHasTheLock;
        return rm(...args);
      };
      const late = alone({ root, clock, deadline }, () => {
        lateIsAtWork = true;
        return Promise.resolve();
      });
      await lateAtBreaking;
      await alone({ root, clock, deadline }, async () => {
        const lateTriedAgain = once(steps, "tried");
        fs.rename = (...args) => rename(...args).finally(() => steps.emit("tried"));
        steps.emit("taken over");
        await lateTriedAgain;
        await setImmediate();
        assert.equal(lateIsAtWork, false);
      });
      await late;
      assert.equal(lateIsAtWork, true);
    } finally {
      Object.assign(fs, { rm, rename });
    }
  });

  it("give the lock back when their work fails", async () => {
    const { root, publisher } = newShare();
    const { clock, deadline } = publisher();
    const failure = new Error("no");
    await assert.rejects(
      alone({ root, clock, deadline }, () => Promise.reject(failure)),
      failure,
    );
    assert.equal(await alone({ root, clock, deadline }, () => Promise.resolve("mine")), "mine");
  });
});
