import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCode } from "../../plan/exit-code";
import { jsonPlans } from "../../plan/json-file";
import type { WorkerAnswer } from "../../plan/worker";
import { plan, planJson, project } from "./run";

type Level = "mandatory" | "advisory";

function planned(stack: string, ...levels: Level[]): Extract<WorkerAnswer, { planned: unknown }> {
  const violations = levels.map((level) => ({ policy: "some-rule", level, urn: "urn", message: "it is wrong" }));
  const policies = { violations, cannotTell: [], waived: [], unseenTypes: [] };
  const about = { project: "shop", stack, knowledge: "preview" as const, resources: [], stackOutputs: {} };
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

describe("an older file for machines is gone where", () => {
  const inFolder = (use: (file: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), "clothesline-older-"));
    try {
      const file = join(folder, "plan.json");
      writeFileSync(file, "{}");
      use(file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const failures: Record<string, string[]> = {
    "a stack does not exist": ["staging", ...project("secretive")],
    "there is no project": ["--cwd", __dirname],
    "an option does not exist": ["--jsn"],
    "an option's value does not": ["--knowledge", "some"],
  };
  for (const [name, args] of Object.entries(failures)) {
    it(name, () => {
      inFolder((file) => {
        assert.equal(plan(...args, "--json", file).code, 2);
        assert.equal(existsSync(file), false);
      });
    });
  }

  it("is told of where it is a folder", () => {
    const { code, stderr } = plan("dev", "--json", __dirname, ...project("secretive"));
    assert.equal(code, 2);
    assert.match(stderr, /^--json .* cannot be written: /);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });
});
