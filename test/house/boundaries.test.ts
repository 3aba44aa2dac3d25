import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Linter, type Rule } from "eslint";
import tseslint from "typescript-eslint";

// By name: ESLint's configuration is JavaScript, without types to import.
const boundaryFile = "../../boundaries.mjs";

/** A file that stands somewhere in the house, and how it imports. */
const refused: [file: string, code: string, reason: RegExp][] = [
  ["components/network/a.ts", 'import "../../sandbox";', /components may not import sandbox\./],
  ["components/network/a.ts", 'import "../../infra/config";', /components may not import infra\/config\./],
  ["components/network/a.ts", 'import "./../../sandbox/index";', /components may not import sandbox\/index\./],
  ["components/network/a.ts", 'import "../../components/../sandbox";', /components may not import sandbox\./],
  ["components/network/a.ts", 'void import("../../sandbox");', /components may not import sandbox\./],
  ["components/network/a.ts", "void import(`../../sandbox`);", /components may not import sandbox\./],
  ["components/network/a.ts", 'require("../../sandbox");', /components may not import sandbox\./],
  ["components/network/a.ts", 'require.resolve("../../sandbox");', /components may not import sandbox\./],
  ["components/network/a.ts", 'import a = require("../../sandbox");', /components may not import sandbox\./],
  ["components/network/a.ts", 'export * from "../../sandbox";', /components may not import sandbox\./],
  ["components/network/a.ts", 'export { a } from "../../sandbox";', /components may not import sandbox\./],
  ["components/network/a.ts", 'type A = import("../../sandbox").A;', /components may not import sandbox\./],
  ["components/network/a.ts", 'const where = "x"; void import("../../" + where);', /by a plain string/],
  ["components/network/a.ts", 'import { createRequire } from "node:module";', /components may not import node:module/],
  ["components/network/a.ts", 'import "zod";', /components may not import zod; it may import @pulumi\/pulumi, /],
  ["components/network/a.ts", 'import "@pulumi/policy";', /components may not import @pulumi\/policy/],
  ["components/network/a.ts", 'import "@pulumi/aws-native/x";', /components may not import @pulumi\/aws-native/],
  ["components/share/function/handler.ts", 'import "@pulumi/aws";', /may not import @pulumi\/aws/],
  ["components/share/function/handler.ts", 'import "../share";', /may not import components\/share\/share\./],
  ["policies/rules/a.ts", 'import "../../components/index";', /policies may not import components\/index\./],
  ["policies/rules/a.ts", 'import "@pulumi/aws";', /policies may not import @pulumi\/aws/],
  ["sandbox/aws/a.ts", 'import "../../infra";', /sandbox may not import infra\./],
  ["infra/a.ts", 'import "../apps/shop/server";', /infra may not import apps\/shop\/server\./],
  ["infra/a.ts", 'import "../sandbox";', /infra may not import sandbox\./],
  ["plan/a.ts", 'import "../components/index";', /plan may not import components\/index\./],
  ["apps/shop/a.ts", 'import "../blog/a";', /apps\/\* may not import apps\/blog\/a\./],
  ["apps/shop/a.ts", 'import "../../components/index";', /apps\/\* may not import components\/index\./],
  ["apps/shop/a.ts", 'import "zod";', /apps\/\* may not import zod; it may import fastify, aws-lambda, Node's own\./],
];

const admitted: [file: string, code: string][] = [
  [
    "components/network/a.ts",
    'import "../traffic/traffic"; import "./zones"; import "@pulumi/aws/ec2"; import "node:path";',
  ],
  ["components/share/function/handler.ts", 'import "./unpack"; import "yauzl"; import "fs";'],
  ["policies/rules/a.ts", 'import "../graph"; import "@pulumi/policy";'],
  ["sandbox/a.ts", 'const sdk = "x"; require.resolve(`${sdk}/package.json`);'],
  ["infra/a.ts", 'import "../components/index"; void import("zod/mini");'],
  [
    "plan/a.ts",
    'import "../sandbox"; import "../policies/judge"; import "../infra"; import { createRequire } from "node:module";',
  ],
  ["apps/shop/a.ts", 'import "fastify"; import "./b"; import type { Handler } from "aws-lambda";'],
  ["test/a.test.ts", 'import "../sandbox"; import "mocha";'],
];

describe("the boundaries between the house's folders", () => {
  let root: string;
  let lint: (file: string, code: string) => string[];
  before(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "clothesline-house-")));
    for (const [file, dependencies] of [
      ["apps/shop/package.json", { fastify: "5", "@types/aws-lambda": "8" }],
      ["components/package.json", { yauzl: "3" }],
    ] as const) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), JSON.stringify({ dependencies }));
    }
    const { boundaryRule } = (await import(boundaryFile)) as { boundaryRule: Rule.RuleModule };
    const linter = new Linter({ cwd: root });
    lint = (file, code) =>
      linter
        .verify(
          code,
          [
            {
              files: ["**/*.ts"],
              languageOptions: { parser: tseslint.parser },
              plugins: { house: { rules: { boundaries: boundaryRule } } },
              rules: { "house/boundaries": "error" },
            },
          ],
          join(root, file),
        )
        .map(({ message }) => message);
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  for (const [file, code, reason] of refused) {
    it(`refuse ${code} in ${file}`, () => {
      const [message, ...others] = lint(file, code);
      assert.match(message ?? "nothing", reason);
      assert.deepEqual(others, []);
    });
  }

  for (const [file, code] of admitted) {
    it(`admit ${code} in ${file}`, () => {
      assert.deepEqual(lint(file, code), []);
    });
  }
});
