import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "./workspace";

/** The commands of a page and what stands under each, in order. */
function shownIn(page: string): { words: string[]; lines: string[] }[] {
  const text = readFileSync(join(program, "docs", page), "utf8");
  return [...text.matchAll(/<!-- (.+) -->\n\n```text\n([^]*?)\n```/g)].map(([, command = "", shown = ""]) => ({
    words: command.split(" "),
    lines: shown.split("\n").filter((line) => line !== "" && line !== "…"),
  }));
}

describe("docs/try-it.md", function () {
  this.timeout(300_000);

  it("shows what its commands print, one after the other", () => {
    const local = mkdtempSync(join(tmpdir(), "clothesline-try-it-"));
    const steps = shownIn("try-it.md");
    assert.ok(steps.length > 0);
    try {
      for (const { words, lines } of steps) {
        const args = ["-r", "./typescript.cjs", "sandbox/local/main.ts", ...words];
        const env = { ...process.env, CLOTHESLINE_LOCAL: local };
        const { stdout } = spawnSync(process.execPath, args, { cwd: program, encoding: "utf8", env });
        const printed = stdout.split("\n");
        let from = 0;
        for (const line of lines) {
          const found = printed.indexOf(line, from);
          assert.notEqual(found, -1, `${words.join(" ")} prints no such line any more: ${line}\n${stdout}`);
          from = found + 1;
        }
      }
    } finally {
      rmSync(local, { recursive: true });
    }
  });
});
