import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const infra = join(__dirname, "..", "..", "infra");

// What Pulumi's runner does before it loads a program (@pulumi/pulumi/cmd/run): it reads the compiler options of the
// program's own tsconfig.json and hands them to ts-node over defaults of its own.
const asPulumiLoads = `
  const { loadTypeScriptCompilerOptions } = require("@pulumi/pulumi/tsutils");
  const options = loadTypeScriptCompilerOptions("tsconfig.json");
  require("ts-node").register({
    compiler: "typescript",
    transpileOnly: options.noCheck,
    project: "tsconfig.json",
    skipProject: false,
    compilerOptions: { target: "ES2020", module: "nodenext", moduleResolution: "nodenext", sourceMap: "true", ...options },
  });
  const { parseConfig } = require("./config");
  const { network } = parseConfig({ "aws:region": "eu-west-1", "clothesline:owner": "platform" }, "dev");
  console.log(JSON.stringify([options.noCheck, ...network.zoneNames]));
`;

describe("the program", () => {
  it("loads in Pulumi's own runner, with the components and without checking types", () => {
    const output = execFileSync(process.execPath, ["-e", asPulumiLoads], {
      cwd: infra,
      encoding: "utf8",
    });
    assert.deepEqual(JSON.parse(output), [true, "eu-west-1a", "eu-west-1b"]);
  });
});
