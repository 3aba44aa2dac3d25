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

/**
 * What a page has its reader do: run a command, and see passages, between which the page has a line with nothing but "…";
 * or change something in a file.
 */
type Step = { words: string[]; passages: string[][] } | { file: string; from: string; to: string };

/** The steps of a page, out of the marks that no reader sees. */
function stepsOf(page: string): Step[] {
  const text = readFileSync(join(program, "docs", page), "utf8");
  return [...text.matchAll(/<!-- (.+) -->\n(?:\n```text\n([^]*?)\n```)?/g)].map(([, mark = "", shown = ""]) => {
    const edit = /^in (\S+): (.*) => (.*)$/.exec(mark);
    if (edit) return { file: edit[1] ?? "", from: edit[2] ?? "", to: edit[3] ?? "" };
    const passages = shown.split(/\n*^…$\n*/m).filter((passage) => passage !== "");
    assert.ok(passages.length > 0, `nothing is shown of ${mark}`);
    return { words: mark.split(" "), passages: passages.map(linesOf) };
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
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: program, encoding: "utf8", env });
        const command = `${step.words.join(" ")}\n${stderr}`;
        assertShows(stdout, step.passages, command);
        // The page shows no command that fails.
        assert.equal(status, 0, `${command}\n${stdout}`);
      } else {
        const file = step.file === "account.json" ? join(local, "stacks", "dev", step.file) : join(copy, step.file);
        const before = readFileSync(file, "utf8");
        assert.ok(before.includes(step.from), `${step.file} has no ${step.from}`);
        writeFileSync(file, before.replace(step.from, step.to));
      }
    }
  });
});

/** The passages are printed in this order, each line of one right after the other. */
function assertShows(stdout: string, passages: readonly string[][], command: string): void {
  // Where a line of progress stands ("@ updating....") is the clock's.
  const printed = linesOf(stdout).filter((line) => !line.startsWith("@ "));
  let from = 0;
  for (const passage of passages) {
    const found = printed.findIndex(
      (_, at) => at >= from && passage.every((line, place) => printed[at + place] === line),
    );
    assert.notEqual(found, -1, `this is not printed any more:\n${passage.join("\n")}\n\n${command}\n${stdout}`);
    from = found + passage.length;
  }
}

/** Lines without the digits that the engine makes up. */
function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trimEnd().replaceAll(/(?<=[a-z]-)[0-9a-f]{7,8}\b/g, "*"));
}
