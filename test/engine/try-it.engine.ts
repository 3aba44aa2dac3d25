import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { patience, program } from "./workspace";

/** What a page has its reader do: run a command, and see lines; or change something in a file. */
type Step = { words: string[]; lines: string[] } | { file: string; from: string; to: string };

/** The steps of a page, out of the marks that no reader sees. */
function stepsOf(page: string): Step[] {
  const text = readFileSync(join(program, "docs", page), "utf8");
  return [...text.matchAll(/<!-- (.+) -->\n(?:\n```text\n([^]*?)\n```)?/g)].map(([, mark = "", shown = ""]) => {
    const edit = /^in (\S+): (.*) => (.*)$/.exec(mark);
    if (edit) return { file: edit[1] ?? "", from: edit[2] ?? "", to: edit[3] ?? "" };
    const lines = shown.split("\n").filter((line) => line !== "" && line !== "…");
    assert.ok(lines.length > 0, `nothing is shown of ${mark}`);
    return { words: mark.split(" "), lines };
  });
}

describe("docs/try-it.md", function () {
  this.timeout(patience);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clothesline-try-it-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** The program with configuration of its own, to be changed as the page says. */
  function copyOfProgram(): string {
    const copy = join(folder, "clothesline");
    mkdirSync(copy);
    for (const name of readdirSync(program)) {
      if (/^Pulumi\..*yaml$/.test(name)) copyFileSync(join(program, name), join(copy, name));
      else if (!name.startsWith(".")) symlinkSync(join(program, name), join(copy, name));
    }
    return copy;
  }

  it("shows what its commands print, one after the other", () => {
    const copy = copyOfProgram();
    const local = join(folder, "local");
    const steps = stepsOf("try-it.md");
    assert.ok(steps.some((step) => "words" in step));
    for (const step of steps) {
      if ("words" in step) {
        const args = ["-r", "./typescript.cjs", "sandbox/local/main.ts", ...step.words, "--cwd", copy];
        const env = { ...process.env, CLOTHESLINE_LOCAL: local };
        const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: program, encoding: "utf8", env });
        assertShows(stdout, step.lines, `${step.words.join(" ")}\n${stderr}`);
      } else {
        const file = step.file === "account.json" ? join(local, "stacks", "dev", step.file) : join(copy, step.file);
        const before = readFileSync(file, "utf8");
        assert.ok(before.includes(step.from), `${step.file} has no ${step.from}`);
        writeFileSync(file, before.replace(step.from, step.to));
      }
    }
  });
});

/** The lines are printed in this order, whatever stands between them, and whatever digits the engine makes up. */
function assertShows(stdout: string, lines: readonly string[], command: string): void {
  const plain = (line: string) => line.trimEnd().replaceAll(/(?<=[a-z]-)[0-9a-f]{7,8}\b/g, "*");
  const printed = stdout.split("\n").map(plain);
  let from = 0;
  for (const line of lines) {
    const found = printed.indexOf(plain(line), from);
    assert.notEqual(found, -1, `no such line is printed any more: ${line}\n${command}\n${stdout}`);
    from = found + 1;
  }
}
