import assert from "node:assert/strict";
import { join } from "node:path";
import { readArguments } from "../../../sandbox/local/arguments";

const project = join(__dirname, "..", "..", "..");
const read = (...flags: string[]) => readArguments(["teardown", "prod", ...flags], project);

describe("before it takes off any protection, a teardown", () => {
  it("shows help to whoever asks for it, and does nothing", () => {
    for (const flags of [["--help"], ["-h"], ["--skip-preview", "--help"]]) assert.equal(read(...flags), "help");
  });

  const others = ["--preview-only", "--target", "--target=urn", "-turn", "--target-dependents", "--exclude=urn", "-x"];
  for (const flag of [...others, "--exclude-protected", "--remove", "--json", "--no-such", "---"]) {
    it(`refuses ${flag}, with what it takes and where such a flag belongs`, () => {
      assert.throws(
        () => read("--skip-preview", flag),
        ({ name, message }: Error) => {
          const [got, takes, instead] = message.split("\n");
          assert.equal(name, "Problem");
          assert.ok(got?.startsWith(`teardown:local got ${flag}. It takes off all protection`), got);
          assert.match(takes ?? "", /only these: .*-d or --debug, .*-p or --parallel NUMBER, .*-y or --yes\.$/);
          assert.equal(
            instead,
            "Nothing was done. Leave the flag out. The others are for npm run destroy:local -- prod",
          );
          return true;
        },
      );
    });
  }

  const wrong = {
    "--parallel four": "-p or --parallel NUMBER",
    "-p": "-p or --parallel NUMBER",
    "-vmuch": "-v or --verbose NUMBER",
    "--color=blue": "--color always|never|raw|auto",
    "--skip-preview=no": "-f or --skip-preview",
    "-fd": "-f or --skip-preview",
  };
  for (const [words, right] of Object.entries(wrong)) {
    it(`refuses ${words}, which the engine would refuse in its last step`, () => {
      assert.throws(() => read("--yes", ...words.split(" ")), {
        name: "Problem",
        message: `teardown:local got ${words}; write: ${right}. Nothing was done.`,
      });
    });
  }

  it("takes what leaves nothing standing", () => {
    const flags = ["--parallel", "4", "-p4", "--skip-preview", "-d", "-v=3", "--color=never", "-m", "--target", "-y"];
    assert.deepEqual(read(...flags), { command: "teardown", stack: "prod", project, flags });
  });
});
