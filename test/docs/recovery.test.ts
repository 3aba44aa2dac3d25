import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

describe("docs/recovery.md", () => {
  it("has a way to keep the colours out of what Pulumi's runner shows", () => {
    const page = readFileSync(join(root, "docs", "recovery.md"), "utf8");
    const [, setting] = /^(NODE_OPTIONS=.*) pulumi up$/m.exec(page) ?? assert.fail("the page has no such command");
    // In Pulumi's place, what its runner does with an error.
    const shown = `"$NODE" -p 'util.inspect(new Error("thrown"), { colors: true }) + util.inspect(1, { colors: true })'`;
    const { stdout, stderr } = spawnSync("sh", ["-c", `${setting ?? ""} ${shown}`], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NODE: process.execPath },
    });
    assert.match(stdout, /^Error: thrown\n[^]*1\n$/, stderr);
    assert.ok(!stdout.includes("\u001b"), "there are colours in it");
  });
});
