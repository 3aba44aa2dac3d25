import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCode } from "../../plan/exit-code";
import { jsonPlans } from "../../plan/json-file";
import type { WorkerAnswer } from "../../plan/worker";
import { inProject } from "./project-folder";
import { plan, planJson, project } from "./run";

type Level = "mandatory" | "advisory";

function planned(stack: string, ...levels: Level[]): Extract<WorkerAnswer, { planned: unknown }> {
  const violations = levels.map((level) => ({ policy: "some-rule", level, urn: "urn", message: "it is wrong" }));
  const policies = { violations, cannotTell: [], waived: [], unseenTypes: [] };
  const about = {
    project: "shop",
    stack,
    knowledge: "preview" as const,
    resources: [],
    stackOutputs: {},
    stores: [],
    permissions: [],
  };
  return { stack, planned: { plan: { ...about, policies, durationMs: 1 }, rules: 1, passes: 0, messages: [] } };
}

const broken = (stack: string): WorkerAnswer => ({ stack, broken: "the moon is not full" });

describe("the exit code is", () => {
  it("0 for stacks without a violation", () => {
    assert.equal(exitCode([planned("dev"), planned("prod")]), 0);
  });

  it("0 for what is only advised", () => {
    assert.equal(exitCode([planned("dev", "advisory", "advisory")]), 0);
  });

  it("1 for a mandatory violation in any stack", () => {
    assert.equal(exitCode([planned("dev", "advisory"), planned("prod", "advisory", "mandatory")]), 1);
  });

  it("2 for a broken stack, whatever the others are", () => {
    assert.equal(exitCode([planned("dev", "mandatory"), broken("prod"), planned("test")]), 2);
  });
});

describe("the file for machines holds", () => {
  it("one stack's plan alone", () => {
    const dev = planned("dev");
    assert.deepEqual(jsonPlans([dev]), dev.planned.plan);
  });

  it("several stacks' plans in a list", () => {
    const [dev, prod] = [planned("dev"), planned("prod")];
    assert.deepEqual(jsonPlans([dev, prod]), { stacks: [dev.planned.plan, prod.planned.plan] });
  });

  it("the stacks that cannot be planned beside those that can", () => {
    const prod = planned("prod");
    assert.deepEqual(jsonPlans([broken("dev"), prod]), {
      stacks: [prod.planned.plan],
      broken: [{ stack: "dev", message: "the moon is not full" }],
    });
  });

  it("why a single stack cannot be planned", () => {
    const { code, json } = planJson("dev", ...project("throwing"));
    assert.equal(code, 2);
    const message = "the moon is not full\n  at index.ts:5:9";
    assert.deepEqual(JSON.parse(json), { stacks: [], broken: [{ stack: "dev", message }] });
  });
});

describe("an older file for machines", () => {
  const older = JSON.stringify(planned("dev").planned.plan);
  const inFolder = (text: string, use: (file: string) => void) => {
    inProject({ "plan.json": text }, (folder) => {
      use(join(folder, "plan.json"));
    });
  };
  const failures: Record<string, string[]> = {
    "a stack does not exist": ["staging", ...project("secretive")],
    "there is no project": ["--cwd", __dirname],
  };
  for (const [name, args] of Object.entries(failures)) {
    it(`is gone where ${name}`, () => {
      inFolder(older, (file) => {
        assert.equal(plan(...args, "--json", file).code, 2);
        assert.equal(existsSync(file), false);
      });
    });
  }

  const questions: [name: string, args: string[], code: number][] = [
    ["an option does not exist", ["--jsn"], 2],
    ["an option's value does not", ["--knowledge", "some"], 2],
    ["help is asked for", ["--help"], 0],
  ];
  for (const [name, args, expected] of questions) {
    it(`stays where ${name}: no plan was begun`, () => {
      inFolder(older, (file) => {
        assert.equal(plan(...args, "--json", file).code, expected);
        assert.equal(readFileSync(file, "utf8"), older);
      });
    });
  }

  for (const text of ["config: {}\n", '{"name": "clothesline"}', "[]"]) {
    it(`is refused where it is no plan, and stays (${JSON.stringify(text)})`, () => {
      inFolder(text, (file) => {
        const { code, stderr } = plan("dev", "--json", file, ...project("secretive"));
        assert.equal(code, 2);
        assert.match(stderr, /^--json .* cannot be written: it holds something that is no plan; give another name\n$/);
        assert.equal(readFileSync(file, "utf8"), text);
      });
    });
  }

  for (const text of ["", '{"stacks":[],"broken":[]}']) {
    it(`is written anew where it holds ${JSON.stringify(text)}`, () => {
      inFolder(text, (file) => {
        assert.equal(plan("dev", "--json", file, ...project("secretive")).code, 0);
        assert.equal((JSON.parse(readFileSync(file, "utf8")) as { stack: string }).stack, "dev");
      });
    });
  }

  it("is told of where it is a folder", () => {
    const { code, stderr } = plan("dev", "--json", __dirname, ...project("secretive"));
    assert.equal(code, 2);
    assert.match(stderr, /^--json .* cannot be written: it is a folder; give the name of a file\n$/);
  });

  it("has to have a name", () => {
    const { code, stderr } = plan("dev", "--json", "", ...project("secretive"));
    assert.equal(code, 2);
    assert.match(stderr, /^--json got no name; give the file to write\./);
  });
});
