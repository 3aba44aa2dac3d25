import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { StackPlan } from "../../plan/stack-plan";
import { inProject, withEnvironment } from "./project-folder";
import { plan, planJson, root, type Run } from "./run";

const installed = join(root, "node_modules");
const project = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "config: {aws:region: eu-west-1}\n",
};

/** Plans a project of these files, which finds the packages that are installed here. */
function planned(files: Record<string, string>): Run {
  return inProject({ ...project, ...files }, (folder) => {
    symlinkSync(installed, join(folder, "node_modules"), "junction");
    return plan("dev", "--cwd", folder);
  });
}

function outputsOf(files: Record<string, string>): unknown {
  return inProject({ ...project, ...files }, (folder) => {
    symlinkSync(installed, join(folder, "node_modules"), "junction");
    const { json, stdout, stderr } = planJson("dev", "--cwd", folder);
    const { stackOutputs } = JSON.parse(json) as Partial<StackPlan>;
    return stackOutputs ?? assert.fail(stdout + stderr);
  });
}

describe("the program of a folder is", () => {
  const infra = {
    "Pulumi.yaml": `${project["Pulumi.yaml"]}main: infra\n`,
    "infra/index.js": "exports.told = 'infra';",
  };
  for (const [beside, text] of [
    ["infra.json", "{}"],
    ["infra.js", ""],
  ] as const) {
    it(`not the file ${beside} beside it`, () => {
      assert.deepEqual(outputsOf({ ...infra, [beside]: text }), { told: "infra" });
    });
  }

  it("what its package.json names", () => {
    const named = { "package.json": '{"main": "lib/start.js"}', "lib/start.js": "exports.told = 'start';" };
    assert.deepEqual(outputsOf(named), { told: "start" });
  });

  it("TypeScript of CommonJS, unless its package.json says otherwise", () => {
    const program = 'import { days } from "./days"; export const kept: number = days;';
    assert.deepEqual(outputsOf({ "index.ts": program, "days.ts": "export const days: number = 7;" }), { kept: 7 });
  });

  it("told to be missing where it is", () => {
    const { code, stdout } = planned({});
    assert.equal(code, 2);
    assert.match(stdout, /\nThere is no program in .*: write an index\.ts or index\.js, or say in Pulumi\.yaml/);
  });
});

describe("a program of another language", () => {
  for (const runtime of ["python", "{name: yaml}"]) {
    it(`is not planned (runtime: ${runtime})`, () => {
      const { code, stdout } = planned({ "Pulumi.yaml": `name: shop\nruntime: ${runtime}\n` });
      assert.equal(code, 2);
      assert.match(stdout, /\nPulumi\.yaml: runtime is "(python|yaml)"; a plan runs programs of nodejs alone\.\n/);
    });
  }
});

describe("a program of a package of modules", () => {
  const modules = { "package.json": '{"type": "module"}' };
  const program = `import * as aws from "@pulumi/aws";
    import { days } from "./days.js";
    const retentionInDays = await Promise.resolve(days);
    export const kept = new aws.cloudwatch.LogGroup("logs", { retentionInDays }).retentionInDays;`;

  it("is imported", () => {
    assert.deepEqual(outputsOf({ ...modules, "index.js": program, "days.js": "export const days = 7;" }), { kept: 7 });
  });

  it("is imported where it is TypeScript", () => {
    const days = "export const days: number = 7;";
    assert.deepEqual(outputsOf({ ...modules, "index.ts": program, "days.ts": days }), { kept: 7 });
  });

  it("has the outputs that its default function returns", () => {
    const returning = "export default async () => ({ told: 'by default' });";
    assert.deepEqual(outputsOf({ ...modules, "index.js": returning }), { told: "by default" });
  });

  it("is refused with a default beside other exports, as by Pulumi", () => {
    const { code, stdout } = planned({ ...modules, "index.js": "export default {}; export const other = 1;" });
    assert.equal(code, 2);
    assert.match(stdout, /\nThe program has a default export and others beside it/);
  });
});

describe("what Pulumi's SDK has for programs that write Lambdas as functions", () => {
  const start = `const { runtime } = require("@pulumi/pulumi");
    const closure = "@pulumi/pulumi/runtime/closure/";
    const offered = () => ["serializeClosure", "codePaths"].map((name) => Object.keys(require(closure + name)));`;

  it("is not loaded for others", () => {
    const slow = /closure[\\/]parseFunction|@npmcli[\\/]arborist/;
    const program = `${start} exports.loaded = Object.keys(require.cache).some((file) => ${String(slow)}.test(file));`;
    assert.deepEqual(outputsOf({ "index.js": program }), { loaded: false });
  });

  it("is all there for them", () => {
    const program = `${start}
      const before = offered();
      exports.text = runtime.serializeFunction(() => 42, { exportName: "answer" }).then(({ text }) => text);
      exports.paths = runtime.computeCodePaths({ extraIncludePaths: ["./index.js"] }).then((paths) => [...paths.keys()]);
      exports.offered = Promise.all([exports.text, exports.paths]).then(() => [before, offered()]);`;
    const outputs = outputsOf({ "package.json": "{}", "index.js": program });
    const { text, paths, offered } = outputs as { text: string; paths: string[]; offered: [string[][], string[][]] };
    assert.match(text, /exports\.answer = .*return \(\) => 42/s);
    assert.deepEqual(paths, ["index.js"]);
    assert.deepEqual(offered[0], offered[1]);
  });
});

describe("a program that ends its process itself", () => {
  for (const call of ["process.exit(0)", "process.exit(1)", "process.exit()"]) {
    it(`is told of, and nothing of Pulumi's own beside it (${call})`, () => {
      const { code, stdout, stderr } = planned({
        "index.js": `const { ComponentResource } = require("@pulumi/pulumi"); new ComponentResource("a:b:C", "c"); ${call};`,
      });
      assert.equal(code, 2);
      assert.match(stdout, /\nThe program ended its process itself, with process\.exit/);
      assert.doesNotMatch(stderr, /promise/);
    });
  }
});

describe("a program with a copy of Pulumi's SDK of its own", () => {
  const files = {
    ...project,
    "Pulumi.dev.yaml": "config: {'shop:days': {secure: v1:abc:def}}\n",
    "index.js": `const { Config, log } = require("@pulumi/pulumi");
      log.warn("from the copy");
      exports.days = new Config().requireSecretNumber("days");`,
  };
  let run: Run & { json: string };
  before(() => {
    run = inProject(files, (folder) => {
      const modules = join(folder, "node_modules");
      const copy = join("@pulumi", "pulumi");
      mkdirSync(modules);
      cpSync(join(installed, copy), join(modules, copy), {
        recursive: true,
        filter: (file) => !/[\\/]pulumi[\\/](vendor|cmd)$|\.d\.ts$|\.map$/.test(file),
      });
      for (const name of readdirSync(installed).filter((one) => !one.startsWith(".") && one !== "@pulumi")) {
        symlinkSync(join(installed, name), join(modules, name), "junction");
      }
      return withEnvironment({ PULUMI_CONFIG_PASSPHRASE: undefined }, () => planJson("dev", "--cwd", folder));
    });
  });

  it("goes on without the secrets that nobody can open", () => {
    assert.deepEqual((JSON.parse(run.json) as Partial<StackPlan>).stackOutputs, { days: { $unknown: true } });
  });

  it("has what it logs in the plan", () => {
    assert.match(run.stdout, /^warning {2}from the copy$/m);
  });
});
