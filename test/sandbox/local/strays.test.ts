import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckpointResource } from "../../../sandbox/local/checkpoint";
import { leftIn } from "../../../sandbox/local/leftovers";
import { deleteStrays, straysOf } from "../../../sandbox/local/strays";

const urn = (name: string) => `urn:pulumi:dev::test::a::${name}`;
const logs = "aws:cloudwatch/logGroup:LogGroup";
const role = "aws:iam/role:Role";

/** In the account as a provider writes it. */
const made = (type: string, id: string, region = "eu-west-1") => ({ type, id, region, madeAs: urn(id) });

/** In the state; what has no region has none there, though the account notes whose provider made it. */
const known = (type: string, id: string, region?: string): CheckpointResource => ({
  ...{ urn: urn(id), type, id, custom: true },
  outputs: region === undefined ? {} : { region },
});

describe("the strays of a stack", () => {
  let folder: string;
  let accountFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clothesline-strays-"));
    accountFile = join(folder, "account.json");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function stack(holdings: object[], resources: CheckpointResource[] = []) {
    writeFileSync(accountFile, JSON.stringify({ holdings }));
    return { accountFile, exported: () => ({ resources }) };
  }

  const inAccount = () => leftIn(accountFile).map((line) => line.split("  ").slice(1, 3).join(" "));

  it("are what was made for it and is not in its state", () => {
    const one = stack([made(logs, "kept"), made(logs, "lost")], [known(logs, "kept", "eu-west-1")]);
    assert.deepEqual(
      straysOf(one).map(({ id }) => id),
      ["lost"],
    );
    deleteStrays(one);
    assert.deepEqual(inAccount(), ["kept eu-west-1"]);
  });

  it("are nothing that a person made by hand, or that AWS keeps, such as a final snapshot", () => {
    const one = stack([
      { type: "aws:s3/bucket:Bucket", id: "by-hand" },
      { ...made("aws:rds/snapshot:Snapshot", "orders-final"), madeAs: "" },
    ]);
    assert.deepEqual(deleteStrays(one), []);
    assert.deepEqual(inAccount(), ["by-hand ", "orders-final eu-west-1"]);
  });

  it("are no key that waits for its deletion", () => {
    const one = stack([{ ...made("aws:kms/key:Key", "key"), pendingDeletion: true }]);
    assert.deepEqual(deleteStrays(one), []);
    assert.deepEqual(inAccount(), ["key eu-west-1"]);
  });

  it("are told apart by region, where AWS gives the same id in each", () => {
    const holdings = [made(logs, "same"), made(logs, "same", "us-east-1")];
    const one = stack(holdings, [known(logs, "same", "eu-west-1")]);
    assert.deepEqual(
      deleteStrays(one).map(({ region }) => region),
      ["us-east-1"],
    );
    assert.deepEqual(inAccount(), ["same eu-west-1"]);
  });

  it("are nothing of the stack's that has no region, and nothing of another type with the same id", () => {
    const one = stack([made(role, "same"), made(logs, "same")], [known(role, "same")]);
    assert.deepEqual(
      straysOf(one).map(({ type }) => type),
      [logs],
    );
  });

  it("cannot be told from an account that is no JSON: the file and the way out are said", () => {
    const one = stack([]);
    writeFileSync(accountFile, "{ password: hunter2");
    for (const use of [straysOf, deleteStrays, () => leftIn(accountFile)]) {
      assert.throws(
        () => use(one),
        (error: Error) => {
          assert.equal(error.name, "Problem");
          assert.ok(
            error.message.startsWith(`The account file ${accountFile} is not JSON; correct what`),
            error.message,
          );
          assert.doesNotMatch(error.message, /hunter2/);
          return true;
        },
      );
    }
    assert.equal(readFileSync(accountFile, "utf8"), "{ password: hunter2");
  });

  it("cannot be told from an account that is no file", () => {
    const one = { accountFile: folder, exported: () => ({}) };
    assert.throws(() => straysOf(one), {
      name: "Problem",
      message: /^The account file .*: EISDIR.*; make it a file that you may read and write, or delete it/,
    });
  });
});
