import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localFolder } from "../../../sandbox/local/folder";

describe("the folder of the local account", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "clothesline-folder-"));
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  it("stands beside Pulumi.yaml, and has git ignore it in any project", () => {
    const folder = localFolder(project, {});
    assert.equal(folder, join(project, ".clothesline"));
    assert.equal(readFileSync(join(folder, ".gitignore"), "utf8"), "*\n");
  });

  it("is the one that a person names, in which no file of theirs is hidden from git", () => {
    const own = join(project, "own");
    assert.equal(localFolder(project, { CLOTHESLINE_LOCAL: own }), own);
    assert.ok(existsSync(own));
    assert.ok(!existsSync(join(own, ".gitignore")));
  });

  it("cannot be a file: which one is said, and who names it", () => {
    const file = join(project, "a-file");
    writeFileSync(file, "");
    assert.throws(() => localFolder(project, { CLOTHESLINE_LOCAL: file }), {
      name: "Problem",
      message: /^The local account is to be kept in the folder .*a-file: EEXIST.*Have CLOTHESLINE_LOCAL name a folder/,
    });
    writeFileSync(join(project, ".clothesline"), "");
    assert.throws(() => localFolder(project, {}), { name: "Problem", message: /Move what stands there\.$/ });
  });
});
