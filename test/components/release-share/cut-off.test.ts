import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { release } from "./archive";
import { newShare, noon } from "./share";

const steps = [
  "mkdir",
  "open",
  "readFile",
  "readdir",
  "readlink",
  "rename",
  "rm",
  "stat",
  "symlink",
  "writeFile",
] as const;

/** Does the work until its nth step on the file system, from which on nothing of it reaches the disk any more. */
async function cutOffAt(step: number, work: () => Promise<unknown>): Promise<"cut off" | "finished"> {
  const originals = steps.map((name) => [name, fs[name]] as const);
  let taken = 0;
  for (const [name, original] of originals) {
    Object.assign(fs, {
      [name]: (...args: never[]) => {
        taken += 1;
        if (taken >= step) return Promise.reject(new Error("cut off"));
        return Reflect.apply(original, fs, args) as Promise<unknown>;
      },
    });
  }
  try {
    await work();
    return "finished";
  } catch (error) {
    assert.ok(error instanceof Error && error.message === "cut off", String(error));
    return "cut off";
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
  }
}

/** Cuts the work off at each of its steps in turn, each time on a share of its own with releases 9 and, current, 8. */
async function eachCut(
  work: (share: ReturnType<typeof newShare>) => Promise<unknown>,
  check: (share: ReturnType<typeof newShare>) => Promise<void>,
): Promise<number> {
  for (let step = 1; ; step++) {
    const share = newShare({ releasesKept: 2 });
    await share.publish("9", await release("9"), noon - 20);
    await share.publish("8", await release("8"), noon - 10);
    if ((await cutOffAt(step, () => work(share))) === "finished") return step;

    const readers = share.current();
    assert.ok(["releases/8", "releases/10", "releases/9"].includes(readers), readers);
    assert.match(share.read("current/start"), new RegExp(`echo ${readers.slice("releases/".length)}\n`));
    assert.match(share.read("current/lib/part-2.js"), new RegExp(`^(// ${readers.slice("releases/".length)}\n){3}$`));
    // Lambda ended it, and the lease on the lock with it.
    share.time.now += 3_600_000;
    await check(share);
    assert.deepEqual(
      share.tree().filter((path) => path.split("/").some((name) => name.startsWith("."))),
      [],
    );
  }
}

describe("a publisher that is cut off, at whatever step", () => {
  it("leaves a whole release current, and is made up for when its notification comes again", async () => {
    const archive = await release("10");
    const cuts = await eachCut(
      (share) => share.publish("10", archive, noon),
      async (share) => {
        await share.publish("10", archive, noon);
        assert.equal(share.current(), "releases/10");
        assert.deepEqual(share.versions(), ["10", "8"]);
      },
    );
    assert.ok(cuts > 30, String(cuts));
  });

  it("is made up for by the next release as well, which removes nothing that instances run", async () => {
    const [tenth, eleventh] = [await release("10"), await release("11")];
    await eachCut(
      (share) => share.publish("10", tenth, noon),
      async (share) => {
        const before = share.current().slice("releases/".length);
        await share.publish("11", eleventh, noon + 1);
        assert.equal(share.current(), "releases/11");
        assert.deepEqual(share.versions(), ["11", before].sort());
      },
    );
  });

  it("leaves nothing to an upload from before what it had decided, once that was written down", async () => {
    const archive = await release("10");
    await eachCut(
      (share) => share.rollBack("9"),
      async (share) => {
        const before = share.current();
        await share.publish("10", archive, noon - 5);
        if (before === "releases/9") assert.equal(share.current(), before);
      },
    );
  });
});
