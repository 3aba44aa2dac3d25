import assert from "node:assert/strict";
import { accessSync, constants, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { releaseRunnerScript } from "../../../components/stateful-web-tier/boot/boot-script";
import { release } from "./archive";
import { newShare } from "./share";

const readers = 200;
const files = 40;

/** How often an instance looks, and how long its kernel may remember what was there: a tick is a second. */
const boot = releaseRunnerScript({
  ...{ fileSystemId: "fs-0123456789abcdef0", accessPointId: "fsap-0123456789abcdef0", port: 8080, healthPath: "/" },
  ...{ environment: {}, secretArns: {} },
});
const secondsOf = (pattern: RegExp) => Number(pattern.exec(boot)?.[1] ?? assert.fail(`no ${String(pattern)}`));
const ours = { interval: secondsOf(/^POLL_SECONDS='(\d+)'$/m), remembers: secondsOf(/,acdirmax=(\d+)/) };

/**
 * What the boot agent does on each instance: it looks at the link once in each interval, each instance at its own time.
 * Time is counted in ticks. A kernel that remembers answers for it may give an answer of up to `remembers` ticks ago.
 */
class Reader {
  readonly seen: string[] = [];
  /** When it found that `current` names another release. */
  changedAt = -1;
  #remembered = { link: "", at: -Infinity };

  constructor(
    private readonly root: string,
    private readonly phase: number,
    private readonly interval: number,
    private readonly remembers: number,
  ) {}

  tick(now: number): void {
    if ((now + this.phase) % this.interval !== 0) return;
    if (now - this.#remembered.at >= this.remembers) {
      this.#remembered = { link: readlinkSync(join(this.root, "current")), at: now };
    }
    const { link } = this.#remembered;
    if (this.seen.length > 0 && this.seen.at(-1) !== link) this.changedAt = now;
    this.seen.push(link);
    this.runs(link);
  }

  /** A process started now finds all of its release, and of no other. */
  private runs(link: string): void {
    const folder = join(this.root, link);
    const version = link.slice("releases/".length);
    accessSync(join(folder, "start"), constants.X_OK);
    const parts = readdirSync(join(folder, "lib"));
    assert.equal(parts.length, files);
    const last = readFileSync(join(folder, "lib", `part-${files - 1}.js`), "utf8");
    assert.equal(last, `// ${version}\n`.repeat(files));
  }
}

/** The fleet looks on while one release is published, and for as long afterwards as it takes the last reader to see. */
async function fleetDuringPublish(interval: number, remembers: number) {
  const share = newShare();
  await share.publish("1", await release("1", files));
  const fleet = Array.from({ length: readers }, (_, index) => new Reader(share.root, index, interval, remembers));
  const bound = interval + remembers;

  let [lastOldAt, looksAmidUnpacking] = [0, 0];
  const bytes = await release("2", files);
  const publishing = { done: false };
  const publication = share.publish("2", bytes).finally(() => {
    publishing.done = true;
  });
  for (let now = 0; !publishing.done || now <= lastOldAt + bound; now++) {
    if (share.current() === "releases/1") lastOldAt = now;
    const looks = () => fleet.reduce((sum, { seen }) => sum + seen.length, 0);
    const before = looks();
    for (const reader of fleet) reader.tick(now);
    if (share.versions().some((name) => name.startsWith(".staging-"))) looksAmidUnpacking += looks() - before;
    await setImmediate();
  }
  await publication;
  return { share, fleet, lastOldAt, looksAmidUnpacking };
}

describe(`${readers} instances that follow the share while one release is written`, () => {
  for (const [kernels, interval, remembers] of [
    ["ask the share each time", ours.interval, 0],
    ["remember it for as long as the boot script lets them", ours.interval, ours.remembers],
    ["remember it for as long as NFS lets them by itself", ours.interval, 60],
  ] as const) {
    it(`are on it within their bound, each from the old to the new, when their kernels ${kernels}`, async () => {
      const { fleet, lastOldAt, looksAmidUnpacking } = await fleetDuringPublish(interval, remembers);
      for (const { seen, changedAt } of fleet) {
        const changes = seen.filter((link, index) => link !== seen[index - 1]);
        assert.deepEqual(changes, ["releases/1", "releases/2"]);
        assert.ok(changedAt - lastOldAt <= interval + remembers, `it took ${changedAt - lastOldAt} ticks`);
      }
      assert.ok(looksAmidUnpacking > 0, "nobody looked while the release was unpacked");
    });
  }

  it("see it within twenty seconds, as the boot script has them look", () => {
    assert.ok(ours.interval + ours.remembers <= 20);
  });

  it("read one copy of it, which was written once", async () => {
    const { share } = await fleetDuringPublish(ours.interval, ours.remembers);
    assert.deepEqual(share.versions(), ["1", "2"]);
    const copies = share.tree().filter((path) => path.endsWith("/start"));
    assert.deepEqual(copies, ["releases/1/start", "releases/2/start"]);
    assert.ok(copies.every((path) => statSync(join(share.root, path)).nlink === 1));
  });
});
