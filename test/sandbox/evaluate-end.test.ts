import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(__dirname, "..", "..");

/** Runs a script in a process of its own, in which `evaluate` and `LogGroup` are at hand. */
async function runScript(script: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const source = `
    const { evaluate } = require("./sandbox");
    const { LogGroup } = require("@pulumi/aws/cloudwatch");
    const args = { stack: "test", config: { "aws:region": "eu-west-1" }, knowledge: "preview" };
    const names = ({ resources }) => resources.map(({ name }) => name).filter((name) => !/default|test/.test(name));
    ${script}`;
  try {
    const command = ["-r", "./typescript.cjs", "-e", source];
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, { cwd: root })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe("what a program makes after it has returned", () => {
  const program = `() => {
    new LogGroup("early");
    setTimeout(() => new LogGroup("late").name.apply(() => setTimeout(() => new LogGroup("later"), 0)), 20);
  }`;

  it("is an error that names the resource, not silence", async () => {
    const { code, stdout, stderr } = await runScript(`
      evaluate({ ...args, program: ${program} }).then((evaluation) => console.log(names(evaluation)));`);
    assert.notEqual(code, 0);
    assert.match(stdout, /\[ 'early' \]/);
    assert.match(
      stderr,
      /resource late \[[^]*it is made after the program has ended; return a promise that waits for it/,
    );
  });

  it("is part of a run that lasts until the event loop has drained", async () => {
    const { code, stdout } = await runScript(`
      evaluate({ ...args, program: ${program}, untilDrained: () => console.log("returned") })
        .then((evaluation) => console.log(names(evaluation)));`);
    assert.equal(code, 0);
    assert.equal(stdout, "returned\n[ 'early', 'late', 'later' ]\n");
  });

  it("fails a run that lasts until then with its errors", async () => {
    const { stdout } = await runScript(`
      const failing = () => void setTimeout(() => new LogGroup("late").name.apply(() => { throw new Error("too late"); }), 20);
      evaluate({ ...args, program: failing, untilDrained: () => undefined }).catch(({ message }) => console.log(message));`);
    assert.equal(stdout, "too late\n");
  });

  it("is no concern of a run that has failed", async () => {
    const { code, stdout } = await runScript(`
      const failing = () => { setTimeout(() => new LogGroup("late"), 20); throw new Error("early"); };
      evaluate({ ...args, program: failing }).catch(({ message }) => console.log(message));`);
    assert.deepEqual([code, stdout], [0, "early\n"]);
  });
});

describe("a program that waits for what never comes", () => {
  for (const untilDrained of ["undefined", "() => undefined"]) {
    it(`ends with an error instead of ending the process without a word (untilDrained: ${untilDrained})`, async () => {
      const { stdout } = await runScript(`
        const waiting = () => new Promise(() => undefined);
        evaluate({ ...args, program: waiting, untilDrained: ${untilDrained} }).catch(({ message }) => console.log(message));`);
      assert.match(stdout, /the program waits for something that never comes/);
    });
  }
});
