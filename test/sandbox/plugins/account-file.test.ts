import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, watch, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AccountFile } from "../../../sandbox/plugins/account/account-file";
import type { Holding } from "../../../sandbox/plugins/account/holding";
import { newAccountFile } from "./provider";

const holding: Holding = {
  type: "aws:rds/instance:Instance",
  id: "db-1",
  region: "eu-west-1",
  madeAs: "urn",
  inputs: { password: "battery horse" },
  computed: { port: 5432 },
};

function accountWith(...holdings: Holding[]): string {
  const path = newAccountFile();
  new AccountFile(path).change((contents) => {
    contents.holdings.push(...holdings);
  });
  return path;
}

/** Runs so many processes side by side that each put so many things into the account. */
async function changedBy(processes: number, path: string, count: number): Promise<void> {
  const script = join(__dirname, "processes", "change-account.ts");
  const runs = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, ["-r", "./typescript.cjs", script, path, String(count)], {
      stdio: "inherit",
    });
    return new Promise<number | null>((resolve) => child.once("exit", resolve));
  });
  assert.deepEqual(await Promise.all(runs), Array(processes).fill(0));
}

/** The id of a process that is gone. */
async function goneProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid ?? 0;
}

describe("the account file", () => {
  it("does not have to be there for an account to be empty", () => {
    assert.deepEqual(new AccountFile(newAccountFile()).read(), { holdings: [], made: {} });
  });

  it("gives back what it was given", () => {
    assert.deepEqual(new AccountFile(accountWith(holding)).read().holdings, [holding]);
  });

  it("is JSON in lines, plain enough to be changed by hand", () => {
    const text = readFileSync(accountWith(holding), "utf8");
    assert.match(text, /^ {6}"inputs": \{\n {8}"password": "battery horse"\n {6}\}/m);
  });

  it("is its owner's alone to read, because it holds what AWS holds", () => {
    assert.equal(statSync(accountWith(holding)).mode & 0o777, 0o600);
  });

  it("takes a holding written by hand with no more than its type and its id", () => {
    const path = newAccountFile();
    writeFileSync(path, '{"holdings": [{"type": "aws:ec2/vpc:Vpc", "id": "vpc-1"}]}');
    const plain = { region: "", madeAs: "", inputs: {}, computed: {} };
    assert.deepEqual(new AccountFile(path).read().holdings, [{ type: "aws:ec2/vpc:Vpc", id: "vpc-1", ...plain }]);
  });

  it("says where it is wrong, and shows nothing of what it holds", () => {
    const texts = ['{"holdings": [{"password": "battery horse"', '{"holdings": "battery horse"}', '"battery horse"'];
    for (const text of [...texts, '{"holdings": [{"type": "battery horse"}]}']) {
      const path = newAccountFile();
      writeFileSync(path, text);
      assert.throws(
        () => new AccountFile(path).read(),
        ({ message }: Error) => {
          assert.ok(message.startsWith(`the account file ${path} `), message);
          assert.match(message, /is not JSON|has no list of holdings|has no type or no id at holding 1/);
          assert.doesNotMatch(message, /battery/);
          return true;
        },
      );
    }
  });

  it("stays as it is when a change is refused, and lets the next one in", () => {
    const path = accountWith(holding);
    const refused = () =>
      new AccountFile(path).change((contents) => {
        contents.holdings.pop();
        throw new Error("refused");
      });
    assert.throws(refused, /refused/);
    assert.deepEqual(new AccountFile(path).read().holdings, [holding]);
    new AccountFile(path).change(({ holdings }) => holdings.pop());
    assert.deepEqual(new AccountFile(path).read().holdings, []);
  });

  it("leaves nothing beside it", () => {
    assert.deepEqual(readdirSync(dirname(accountWith(holding))), ["account.json"]);
  });
});

describe("an account that several processes change", () => {
  it("loses none of their changes", async () => {
    const path = newAccountFile();
    await changedBy(4, path, 25);
    const ids = new AccountFile(path).read().holdings.map(({ id }) => id);
    assert.equal(new Set(ids).size, 100);
  });

  it("is taken over from a process that was killed, by one of those that wait for it", async () => {
    const path = newAccountFile();
    writeFileSync(`${path}.lock`, `${String(await goneProcess())} token`);
    await changedBy(4, path, 5);
    assert.equal(new AccountFile(path).read().holdings.length, 20);
    assert.deepEqual(readdirSync(dirname(path)), ["account.json"]);
  });

  it("is taken over also when the one that was taking it over was killed", async () => {
    const path = newAccountFile();
    const gone = await goneProcess();
    writeFileSync(`${path}.lock`, `${String(gone)} first`);
    writeFileSync(`${path}.lock.${String(gone)}.first.gone`, `${String(gone)} second`);
    await changedBy(1, path, 1);
    assert.equal(new AccountFile(path).read().holdings.length, 1);
  });

  it("is taken over when its lock is old, whoever has its owner's process id by now", async () => {
    const path = newAccountFile();
    writeFileSync(`${path}.lock`, `${String(process.pid)} token`);
    utimesSync(`${path}.lock`, new Date(0), new Date(0));
    await changedBy(1, path, 1);
    assert.equal(new AccountFile(path).read().holdings.length, 1);
  });

  it("is waited for until its owner lets it go", async () => {
    const path = newAccountFile();
    writeFileSync(`${path}.lock`, `${String(process.pid)} token`);
    const watcher = watch(dirname(path));
    // It asks for the lock with a file of its own beside it.
    const asked = new Promise((resolve) => watcher.once("change", resolve));
    const changed = changedBy(1, path, 1);
    await asked;
    watcher.close();
    assert.deepEqual(new AccountFile(path).read().holdings, []);
    rmSync(`${path}.lock`);
    await changed;
    assert.equal(new AccountFile(path).read().holdings.length, 1);
  });
});
