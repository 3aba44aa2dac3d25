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
    const joined = ["-sprod", "-s=prod", "-ysprod", "-C..", "-yC.."];
    for (const flag of ["--stack=prod", "-s", "--config-file", "--policy-pack", ...joined]) {
      const words = flag.includes("C") ? ["--cwd", elsewhere, "dev", flag] : ["dev", flag];
      assert.throws(() => read("up", ...words), /^Problem: -.* is set by up:local itself.*Leave it out/, flag);
    }
  });

  it("takes flags that only look like those", () => {
    for (const flag of ["--skip-preview", "-y", "-mships", "--suppress-outputs", "-trds"]) {
      assert.deepEqual(read("up", "dev", flag), { command: "up", stack: "dev", project, flags: [flag] });
    }
  });

  const runEngine = ["up", "preview", "refresh", "destroy", "teardown"];

  it("takes one stack: another word is none of the engine's either, which would look for it on the network", () => {
    for (const command of runEngine) {
      for (const words of [["prod"], ["--diff", "prod"], ["-p", "4", "prod"], ["-ym", "-m", "prod"], ["--", "prod"]]) {
        const other = words.find((word) => ["--", "prod"].includes(word)) ?? "";
        assert.throws(() => read(command, "dev", ...words), {
          name: "Problem",
          message:
            `${command}:local takes one stack, and flags after it; got dev and ${other}. ` +
            `Write: npm run ${command}:local -- dev; the value of a flag can be joined on, as in --flag=value.`,
        });
      }
    }
  });

  it("takes the values of the engine's flags", () => {
    for (const flags of [
      ["--parallel", "4"],
      ["-m", "ships"],
      ["-dm", "--diff", "-v", "3"],
      ["--color", "never"],
    ]) {
      for (const command of runEngine.slice(0, -1)) {
        assert.deepEqual(read(command, "dev", ...flags), { command, stack: "dev", project, flags });
      }
    }
  });

  it("of the CLI is any that has no script of its own", () => {
    for (const flags of [
      ["stack", "export"],
      ["cancel", "--yes"],
      ["--color", "never", "stack", "ls"],
    ]) {
      assert.deepEqual(read("pulumi", "dev", ...flags), { command: "pulumi", stack: "dev", project, flags });
    }
    const scripts = { up: "up", update: "up", pre: "preview", refresh: "refresh", down: "destroy", dn: "destroy" };
    for (const [word, script] of Object.entries(scripts)) {
      assert.throws(() => read("pulumi", "prod", "--color", "never", word, "--yes"), {
        name: "Problem",
        message:
          `pulumi:local takes the commands that have no script of their own; got ${word}. ` +
          `Write: npm run ${script}:local -- prod`,
      });
    }
  });

  it("of the CLI is none that cannot do its work on the local account", () => {
    for (const word of ["import", "logs", "watch"]) {
      const message = new RegExp(`^pulumi:local does not do ${word}: .+\\.$`);
      assert.throws(() => read("pulumi", "dev", "--color", "never", word, "--yes"), { name: "Problem", message });
    }
  });

  it("of the CLI gives a stack no other name than its file has", () => {
    const message = "pulumi:local does not do stack rename: a local stack has the name of Pulumi.dev.yaml.";
    assert.throws(() => read("pulumi", "dev", "stack", "--yes", "rename", "test"), { name: "Problem", message });
  });

  it("changes nothing in a stack's configuration that the next would not know, and tells no value", () => {
    const message = (got: string) =>
      `${got}, and a local stack has the configuration of Pulumi.dev.yaml. Write it there.`;
    for (const flags of [["-c", "key=hunter2"], ["-yckey=hunter2"], ["--config=key=hunter2"], ["--config-path"]]) {
      const [flag = ""] = /^(?:--[a-z-]+|-y?c)/.exec(flags[0] ?? "") ?? [];
      for (const command of ["up", "preview", "refresh"]) {
        const expected = { name: "Problem", message: message(`${command}:local got ${flag}`) };
        assert.throws(() => read(command, "dev", ...flags), expected);
      }
    }
    for (const change of ["set", "set-all", "rm", "rm-all", "cp", "refresh", "env"]) {
      const expected = { name: "Problem", message: message(`pulumi:local got config ${change}`) };
      assert.throws(() => read("pulumi", "dev", "config", "--path", change, "key", "hunter2"), expected);
    }
    for (const flags of [["config"], ["config", "get", "set"], ["config", "--json"]]) {
      assert.deepEqual(read("pulumi", "dev", ...flags), { command: "pulumi", stack: "dev", project, flags });
    }
  });

  it("of the CLI is missing after the stack alone", () => {
    for (const flags of [[], ["--color", "never"]]) {
      assert.throws(() => read("pulumi", "prod", ...flags), {
        name: "Problem",
        message:
          `pulumi:local needs a command of the Pulumi CLI after the stack; got ${flags.join(" ") || "nothing"}. ` +
          "Write: npm run pulumi:local -- prod stack export",
      });
    }
  });

  it("that destroys may not take the stack's file from the project with it", () => {
    for (const flags of [["--remove"], ["--yes", "--remove=true"]]) {
      assert.throws(() => read("destroy", "dev", ...flags), {
        name: "Problem",
        message:
          "destroy:local got --remove, by which the engine would delete Pulumi.dev.yaml from the project. Leave it out; " +
          "what forgets the local stack alone, once it is empty: npm run pulumi:local -- dev stack rm --yes",
      });
    }
  });

  it("is told as it is to be written for a project in another folder", () => {
    const there = ["--cwd", elsewhere];
    const written = (script: string) => new RegExp(`npm run ${script} --cwd test/engine/fixtures/stateful\\b`);
    assert.throws(() => read("up", ...there), written("up:local -- dev"));
    assert.throws(() => read("up", "dev", "prod", ...there), written("up:local -- dev"));
    assert.throws(() => read("pulumi", "dev", "up", ...there), written("up:local -- dev"));
    assert.throws(() => read("pulumi", "dev", ...there), written("pulumi:local -- dev"));
    assert.throws(() => read("destroy", "dev", "--remove", ...there), written("pulumi:local -- dev"));
    assert.throws(() => read("teardown", "dev", "--target=urn", ...there), written("destroy:local -- dev"));
  });

  it("takes another project by its folder", () => {
    const expected = { command: "up", stack: "dev", project: elsewhere, flags: ["--diff"] };
    assert.deepEqual(read("up", "dev", "--cwd", elsewhere, "--diff"), expected);
    assert.deepEqual(read("up", `--cwd=${elsewhere}`, "dev", "--diff"), expected);
    assert.deepEqual(read("up", "dev", `-C${elsewhere}`, "--diff"), expected);
    assert.deepEqual(read("up", "dev", `-C=${elsewhere}`, "--diff"), expected);
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
