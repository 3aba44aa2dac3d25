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
  const sdk = Object.keys(require.cache).find((file) => /@pulumi.aws/.test(file)) ?? "not loaded";
  console.log(JSON.stringify({ noCheck: options.noCheck, zoneNames: network.zoneNames, sdk }));
`;

describe("the configuration", () => {
  it("loads in Pulumi's own runner without types checked and without the AWS SDK, which takes longer than all else", () => {
    const output = execFileSync(process.execPath, ["-e", asPulumiLoads], {
      cwd: infra,
      encoding: "utf8",
    });
    assert.deepEqual(JSON.parse(output), {
      noCheck: true,
      zoneNames: ["eu-west-1a", "eu-west-1b"],
      sdk: "not loaded",
    });
  });
});
