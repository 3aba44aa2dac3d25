import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { oneStack, plan, planCommand, project, root } from "./run";

describe("a program is planned to its end:", () => {
  it("what a timer makes after it has returned is in the plan, and its outputs too", () => {
    const { resources, stackOutputs } = oneStack("dev", ...project("late"));
    const groups = resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(
      groups.map(({ name }) => name),
      ["late", "later"],
    );
    assert.deepEqual(stackOutputs, { early: true });
  });

  it("what it leaves open is waited for, and told of", async () => {
    const child = spawn(process.execPath, planCommand("dev", ...project("lingering")), { cwd: root });
    // Only so that a failure does not leave it running: the worker ends with whoever asked for the plan.
    const stuck = setTimeout(() => child.kill(), 50_000);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text) => (stdout += String(text)));
    child.stderr.on("data", (text) => {
      stderr += String(text);
      // The plan would wait for ever: closing what is open lets it go on.
      if (stderr.includes("has returned")) connect(Number(/^port (\d+)$/m.exec(stdout)?.[1]), "127.0.0.1");
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    clearTimeout(stuck);
    assert.match(stderr, /planning dev \(its program has returned; .* waits for what is open: TCPServerWrap\)/);
    assert.match(stdout, /^dev: no mandatory policy is violated/m);
    assert.equal(code, 0);
  });

  it("it starts in its own folder, as under Pulumi", () => {
    assert.deepEqual(oneStack("dev", ...project("elsewhere/project")).stackOutputs, {
      told: "found beside the program",
    });
  });

  it("a module that is missing is told with the program's own line, and no file of the plan's", () => {
    const { code, stdout } = plan("dev", ...project("missing"));
    assert.equal(code, 2);
    assert.match(stdout, /\n\nCannot find module 'a-package-that-nobody-installed'\n {2}at index\.ts:3:\d+\n\n/);
  });
});
