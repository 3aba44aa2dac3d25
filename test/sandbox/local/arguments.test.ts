import assert from "node:assert/strict";
import { join } from "node:path";
import { readArguments } from "../../../sandbox/local/arguments";

const project = join(__dirname, "..", "..", "..");
const elsewhere = join(project, "test", "engine", "fixtures", "stateful");
const read = (...words: string[]) => readArguments(words, project);

describe("a command of the local account", () => {
  it("is a command, a stack and whatever the engine takes", () => {
    assert.deepEqual(read("up", "dev", "--diff"), { command: "up", stack: "dev", project, flags: ["--diff"] });
  });

  it("shows how to use it", () => {
    for (const words of [[], ["--help"], ["up", "--help"]]) assert.equal(read(...words), "help");
  });

  it("without a stack shows one that is there", () => {
    assert.throws(() => read("destroy"), {
      message: "destroy:local needs a stack. Write: npm run destroy:local -- dev\nThe stacks here are dev, prod.",
    });
    assert.throws(() => read("up", "--diff"), /needs a stack, and the first word is --diff\. Write: .* -- dev/);
  });

  it("of another name is refused with those that there are", () => {
    assert.throws(() => read("deploy", "dev"), /There is no command "deploy"\.[^]*teardown:local/);
  });

  it("may not be led to another stack, project or pack", () => {
    for (const flag of ["--stack=prod", "-s", "--config-file", "--policy-pack"]) {
      assert.throws(() => read("up", "dev", flag), /is set by up:local itself.*Leave it out/);
    }
  });

  it("takes another project by its folder", () => {
    const expected = { command: "up", stack: "dev", project: elsewhere, flags: ["--diff"] };
    assert.deepEqual(read("up", "dev", "--cwd", elsewhere, "--diff"), expected);
    assert.deepEqual(read("up", `--cwd=${elsewhere}`, "dev", "--diff"), expected);
    assert.throws(() => read("up", "dev", "-C"), /-C names no folder\. Write: -C \.\.\/elsewhere/);
    assert.throws(
      () => read("up", "dev", "-C", __dirname),
      /There is no Pulumi\.yaml in .*; give the project's folder/,
    );
  });

  it("for a stack that is not there names those that are", () => {
    assert.throws(
      () => read("up", "staging"),
      /There is no stack "staging": no file Pulumi\.staging\.yaml .*The stacks here are dev, prod\./,
    );
  });
});
