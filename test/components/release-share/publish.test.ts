import assert from "node:assert/strict";
import fs, { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packed, release, start } from "./archive";
import { newShare } from "./share";

const files = (...names: string[]) => [start, ...names.map((name) => ({ name, content: name }))];

describe("publishing a release", () => {
  it("unpacks it to its folder and makes it current", async () => {
    const share = newShare();
    const answer = await share.publish("1", await packed(files("server.js", "lib/deep/part.js")));
    assert.deepEqual(answer, { outcome: "published", version: "1", current: "1" });
    assert.equal(share.current(), "releases/1");
    assert.deepEqual(
      share.tree(),
      "current releases releases/1 releases/1/lib releases/1/lib/deep releases/1/lib/deep/part.js releases/1/server.js releases/1/start".split(
        " ",
      ),
    );
    assert.equal(share.read("current/lib/deep/part.js"), "lib/deep/part.js");
  });

  it("keeps what is executable, and no other permission", async () => {
    const share = newShare();
    const entries = [
      { ...start, mode: 0o104755 },
      { name: "tool", mode: 0o102710 },
      { name: "data", mode: 0o100666 },
      { name: "open/", mode: 0o041777 },
    ];
    await share.publish("1", await packed(entries));
    const modes = ["start", "tool", "data", "open"].map((name) => share.mode(`releases/1/${name}`));
    assert.deepEqual(modes, ["755", "755", "644", "755"]);
  });

  it("makes `start` executable where the archive has no modes, as Pulumi's own have none", async () => {
    const share = newShare();
    await share.publish(
      "1",
      await packed([
        { ...start, mode: 0 },
        { name: "server.js", mode: 0 },
      ]),
    );
    assert.deepEqual([share.mode("releases/1/start"), share.mode("releases/1/server.js")], ["755", "644"]);
  });

  it("reads the large format of zip, and files that are stored as they are", async () => {
    const share = newShare();
    const entries = [start, { name: "picture", content: "as it is", compress: false }];
    await share.publish("1", await packed(entries, { zip64: true }));
    assert.equal(share.read("current/picture"), "as it is");
  });

  it("changes nothing when the same release comes again, packed at another time", async () => {
    const share = newShare();
    await share.publish("1", await packed(files("a")));
    const again = await packed(files("a"), { packedAt: new Date("2026-11-20") });
    assert.deepEqual(await share.publish("1", again), { outcome: "unchanged", version: "1", current: "1" });
    assert.deepEqual(share.versions(), ["1"]);
  });

  it("makes a release current again that comes again later", async () => {
    const share = newShare();
    const first = await release("1");
    await share.publish("1", first);
    await share.publish("2", await release("2"));
    assert.equal((await share.publish("1", first)).outcome, "published");
    assert.equal(share.current(), "releases/1");
  });

  for (const [what, entries] of [
    ["content", [start, { name: "a", content: "other" }]],
    ["permissions", [start, { name: "a", content: "a", mode: 0o100755 }]],
    ["files", [start, { name: "b", content: "a" }]],
    ["folders", [...files("a"), { name: "logs/" }]],
  ] as const) {
    it(`refuses the same version with other ${what}`, async () => {
      const share = newShare();
      await share.publish("1", await packed(files("a")));
      const tree = share.tree();
      await assert.rejects(share.publish("1", await packed([...entries])), {
        name: "Refusal",
        message:
          "Release 1, from s3://releases/1.zip, is refused: it is on the share with other content, and a release " +
          "never changes. Fix: give it a new version. Release 1 stays current.",
      });
      assert.deepEqual(share.tree(), tree);
      assert.equal(share.read("current/a"), "a");
    });
  }

  it("leaves the share as it was when a release cannot be unpacked to its end", async () => {
    const share = newShare();
    await share.publish("1", await release("1"));
    const tree = share.tree();
    const damaged = await packed([start, { name: "a", content: "whole", compress: false }]);
    damaged.write("wrong", damaged.indexOf("whole"));
    await assert.rejects(share.publish("2", damaged), /checksum of "a" does not match.*Release 1 stays current\.$/);
    assert.deepEqual(share.tree(), tree);
    assert.equal(share.current(), "releases/1");
  });

  it("writes nothing more once it has failed, though several files were being unpacked", async () => {
    const share = newShare();
    const others = Array.from({ length: 20 }, (_, index) => ({
      name: `${index}`,
      content: Buffer.alloc(3_000_000),
      compress: false,
    }));
    const damaged = await packed([start, { name: "a", content: "whole", compress: false }, ...others]);
    damaged.write("wrong", damaged.indexOf("whole"));

    const { createWriteStream } = fs;
    const [opened, open] = [new Set<string>(), new Set<string>()];
    const counting = (path: string, options: object) => {
      opened.add(path);
      open.add(path);
      return createWriteStream(path, options).on("close", () => open.delete(path));
    };
    try {
      Object.assign(fs, { createWriteStream: counting });
      await assert.rejects(share.publish("1", damaged), /checksum of "a" does not match/);
    } finally {
      Object.assign(fs, { createWriteStream });
    }
    assert.deepEqual([...open], []);
    assert.ok(opened.size > 2 && opened.size < 20, `${opened.size} files were begun`);
    assert.deepEqual(share.tree(), ["releases"]);
  });

  it("leaves nothing of the archive in the function's own storage, be it published or refused", async () => {
    const share = newShare();
    await share.publish("1", await release("1"));
    await assert.rejects(share.publish("2", Buffer.from("no zip")), /not a sound zip/);
    assert.deepEqual(readdirSync(join(share.root, "..")), ["share"]);
  });

  it("keeps the latest releases up to their number", async () => {
    const share = newShare({ releasesKept: 3 });
    for (const version of ["1", "2", "3", "4"]) await share.publish(version, await release(version));
    assert.deepEqual(share.versions(), ["2", "3", "4"]);
  });

  it("never removes the release that instances ran before, however old it is", async () => {
    const share = newShare({ releasesKept: 2 });
    for (const version of ["1", "2"]) await share.publish(version, await release(version));
    await share.rollBack("1");
    await share.publish("3", await release("3"));
    assert.deepEqual(share.versions(), ["1", "3"]);
  });

  it("does not remove what somebody made current by hand before it is replaced", async () => {
    const share = newShare();
    await share.publish("0", await release("0"));
    mkdirSync(join(share.root, "releases", "by-hand"));
    rmSync(join(share.root, "current"));
    symlinkSync("releases/by-hand", join(share.root, "current"));
    await share.publish("1", await release("1"));
    assert.deepEqual(share.versions(), ["0", "1", "by-hand"]);
  });

  for (const [what, spoil, message] of [
    [
      "is gone",
      (path: string) => {
        rmSync(path);
      },
      /has a current release \(1\) and no record.*backup/,
    ],
    [
      "is no longer its own",
      (path: string) => {
        writeFileSync(path, '{"decidedAt": "noon", "releases": []}');
      },
      /not the publisher's record/,
    ],
    [
      "is cut short",
      (path: string) => {
        writeFileSync(path, '{"rel');
      },
      /not the publisher's record/,
    ],
  ] as const) {
    it(`removes nothing from a share whose record ${what}, and asks for it`, async () => {
      const share = newShare();
      await share.publish("1", await release("1"));
      spoil(join(share.root, ".publisher.json"));
      await assert.rejects(share.publish("2", await release("2")), { name: "Refusal", message });
      assert.deepEqual(share.versions(), ["1"]);
    });
  }

  it("says so when the share is not there", async () => {
    const share = newShare({ sharePath: "/nowhere/share" });
    await assert.rejects(share.publish("1", await release("1")), {
      name: "Refusal",
      message: "There is no share at /nowhere/share (SHARE_PATH). Fix: mount it there, or correct the path.",
    });
  });
});

describe("rolling back", () => {
  it("makes a kept release current again", async () => {
    const share = newShare();
    for (const version of ["1", "2"]) await share.publish(version, await release(version));
    assert.deepEqual(await share.rollBack("1"), { outcome: "rolled back", version: "1", current: "1" });
    assert.equal(share.current(), "releases/1");
    assert.equal((await share.rollBack("1")).outcome, "unchanged");
  });

  it("refuses a release that is not kept, and tells which are", async () => {
    const share = newShare({ releasesKept: 2 });
    for (const version of ["1", "2", "3"]) await share.publish(version, await release(version));
    await assert.rejects(share.rollBack("1"), {
      message:
        "Release 1 is not on the share. Allowed: 3, 2. Fix: roll back to one of these, or publish 1 from its archive.",
    });
    assert.equal(share.current(), "releases/3");
  });
});
