import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, posix, win32 } from "node:path";
import fc from "fast-check";
import { entryPathProblem } from "../../../components/release-share/function/entry-path";
import { centralRecords, packed, start, type PackedEntry } from "./archive";
import { newShare } from "./share";

/** How an archive is refused by a share that has release 1. */
async function refusal(archive: Buffer): Promise<string> {
  const share = newShare({ limits: { archiveBytes: 1e9, releaseBytes: 3e7, entries: 10, ratio: 100 } });
  await share.publish("1", await packed([start]));
  const tree = share.tree();
  const message = await share.publish("2", archive).then(
    () => "published",
    (error: unknown) => {
      assert.ok(error instanceof Error && error.name === "Refusal", String(error));
      assert.equal(error.stack, "");
      return error.message;
    },
  );
  if (message !== "published") {
    assert.deepEqual(share.tree(), tree, message);
    assert.equal(share.current(), "releases/1");
  }
  return message;
}

const beside = async (...entries: PackedEntry[]) => refusal(await packed([start, ...entries]));

describe("an archive is refused, and the share left as it was", () => {
  for (const [name, problem] of [
    ["../outside", /leads upwards/],
    ["lib/../../outside", /leads upwards/],
    ["lib/..", /leads upwards/],
    ["/etc/passwd", /is absolute/],
    ["C:/windows", /is absolute/],
    ["..\\outside", /backslash/],
    ["./server.js", /a part of one dot/],
    ["lib//server.js", /an empty part/],
    ["a\u0000b", /cannot be shown/],
    ["a\nb", /cannot be shown/],
    ["a".repeat(256), /longer than 255 bytes/],
    [`${"a/".repeat(512)}a`, /longer than 1024 bytes/],
  ] as const) {
    it(`for the name ${JSON.stringify(name.length > 40 ? `${name.slice(0, 10)}…` : name)}`, async () => {
      assert.match(await beside({ name }), problem);
    });
  }

  for (const [kind, mode] of [
    ["a symbolic link", 0o120777],
    ["a device", 0o060644],
    ["a device", 0o020644],
    ["a pipe", 0o010644],
    ["a socket", 0o140644],
    ["neither file nor folder, or says both", 0o040755],
  ] as const) {
    it(`for an entry that is ${kind} (${mode.toString(8)})`, async () => {
      const message = await beside({ name: "link", content: "/etc/passwd", mode });
      assert.ok(message.includes(`its entry "link" is ${kind}. Allowed: plain files and folders.`), message);
    });
  }

  it("for a name that comes twice", async () => {
    assert.match(await beside({ name: "a" }, { name: "a" }), /it names "a" twice/);
    assert.match(await beside({ name: "a" }, { name: "a/" }), /it names "a" twice/);
  });

  it("for a name that is a file and a folder", async () => {
    assert.match(await beside({ name: "a/b" }, { name: "a" }), /"a" is both a file and a folder/);
  });

  it("for the lack of an executable `start` at its root", async () => {
    assert.match(await refusal(await packed([])), /no file "start" at its root. Fix: add an executable file/);
    assert.match(await refusal(await packed([{ ...start, mode: 0o100644 }])), /Fix: chmod \+x start/);
    assert.match(await refusal(await packed([{ name: "start/" }])), /no file "start" at its root/);
    const inFolder = await refusal(await packed([{ ...start, name: "app/start" }]));
    assert.match(inFolder, /Fix: pack the content of the folder of "app\/start", not the folder itself/);
  });

  it("for more files and folders than allowed, those included that only paths name", async () => {
    const message = /it has \d+ files and folders or more. Allowed: 10 \(MAX_ENTRIES\)/;
    assert.match(await beside(...Array.from({ length: 10 }, (_, index) => ({ name: `${index}` }))), message);
    assert.match(await beside({ name: "a/b/c/d/e/f/g/h/i/j/k" }), message);
    assert.equal(await beside(...Array.from({ length: 9 }, (_, index) => ({ name: `${index}` }))), "published");
  });

  it("for more bytes than allowed", async () => {
    const archive = await packed([start, { name: "big", content: Buffer.alloc(31_000_000), compress: false }]);
    assert.match(await refusal(archive), /Allowed: 30000000 \(MAX_RELEASE_BYTES\)/);
  });

  it("for more bytes than so small an archive can mean well", async () => {
    const message = await beside({ name: "bomb", content: Buffer.alloc(20_000_000) });
    assert.match(
      message,
      /20000030 bytes or more unpacked, from \d{5} bytes. Allowed: 100 times as many \(MAX_RATIO\)/,
    );
  });

  it("for an entry that unpacks to more than it says", async () => {
    const archive = await packed([start, { name: "bomb", content: Buffer.alloc(20_000_000) }]);
    const record = centralRecords(archive)[1] ?? 0;
    archive.writeUInt32LE(1000, record + 24);
    assert.match(await refusal(archive), /not a sound zip: too many bytes in the stream. expected 1000/);
  });

  it("for an entry that is encrypted, or packed by an unknown method", async () => {
    for (const [offset, value] of [
      [8, 1],
      [10, 12],
    ] as const) {
      const archive = await packed([start]);
      archive.writeUInt16LE(value, (centralRecords(archive)[0] ?? 0) + offset);
      assert.match(await refusal(archive), /"start" is encrypted or packed by method \d+. Allowed: deflated or stored/);
    }
  });

  it("for not being a zip, or half of one", async () => {
    assert.match(await refusal(Buffer.alloc(0)), /not a sound zip/);
    const whole = await packed([start]);
    assert.match(await refusal(whole.subarray(0, whole.length / 2)), /not a sound zip/);
  });

  it("for damage anywhere, unless the damage is to nothing that counts", async () => {
    const archive = await packed([start, { name: "lib/a", content: "a".repeat(100) }, { name: "logs/" }]);
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(archive);
        damaged.writeUInt8(damaged.readUInt8(at) ^ change, at);
        const share = newShare();
        await share.publish("1", await packed([start]));
        const outcome = await share.publish("2", damaged).then(
          () => "releases/2",
          (error: unknown) => {
            assert.ok(error instanceof Error && error.name === "Refusal", String(error));
            return "releases/1";
          },
        );
        assert.equal(share.current(), outcome);
        assert.deepEqual(share.versions(), outcome === "releases/2" ? ["1", "2"] : ["1"]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the name of an entry", () => {
  const anyPart = fc.constantFrom("..", ".", "", "a", "...", "a..", "C:", "\\", "..\\a", "\u0000", "ü", "start");
  const anyName = fc.oneof(
    fc.array(anyPart, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("/")),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  );

  // The packer of these tests needs a letter to put the name over.
  const packable = anyName.filter((name) => !["", "/"].includes(name));

  it("never leads outside of the release, on any system, whatever it is", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        if (entryPathProblem(name) !== undefined) return;
        assert.ok(posix.resolve("/share/release", name).startsWith("/share/release/"));
        assert.ok(win32.resolve("C:\\share\\release", name).startsWith("C:\\share\\release\\"));
      }),
      { numRuns: 5000 },
    );
  });

  it("never puts anything outside of the release, be it refused or unpacked", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(packable, { minLength: 1, maxLength: 3 }), async (names) => {
        const share = newShare();
        const entries = names.map((name) => ({ name, content: "somewhere" }));
        const published = await share.publish("1", await packed([...entries, start])).then(
          () => true,
          (error: unknown) => {
            assert.ok(error instanceof Error && error.name === "Refusal", String(error));
            return false;
          },
        );
        assert.deepEqual(readdirSync(join(share.root, "..")), ["share"]);
        const below = (path: string) => path === "releases/1" || path.startsWith("releases/1/");
        const others = share.tree().filter((path) => !below(path));
        assert.deepEqual(others, published ? ["current", "releases"] : ["releases"]);
      }),
      { numRuns: 60 },
    );
  });
});
