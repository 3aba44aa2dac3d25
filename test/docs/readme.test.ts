import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { plan } from "../plan/run";

const root = join(__dirname, "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The text block that stands under a marker such as <!-- npm start -->. */
function block(marker: string): string[] {
  const found = new RegExp(`<!-- ${marker} -->\n\n\`\`\`text\n([\\s\\S]*?)\n\`\`\``).exec(readme)?.[1];
  assert.ok(found, `README.md has no block for ${marker}`);
  return found.split("\n");
}

describe("README.md", () => {
  it("shows what npm start prints, but for what it leaves out as …", () => {
    const printed = plan("dev", "prod").stdout.split("\n");
    let from = 0;
    for (const line of block("npm start").filter((shown) => !/^[│ ]*…$/.test(shown))) {
      const found = printed.indexOf(line, from);
      assert.notEqual(found, -1, `the plan prints no such line any more: ${line}`);
      from = found + 1;
    }
  });

  it("shows sentences that the tests have", () => {
    const tests = readFileSync(join(root, "test", "plan", "network-verdicts.test.ts"), "utf8");
    const sentences = block("npm test").flatMap((line) => /✔ (.*?)(?:, (?:preview|deployed))?$/.exec(line)?.[1] ?? []);
    assert.ok(sentences.length > 0);
    for (const sentence of sentences) assert.ok(tests.includes(sentence), `no test says: ${sentence}`);
  });

  it("names only npm scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].flatMap(([, name]) => name ?? []);
    assert.ok(named.length > 0);
    for (const name of named) assert.ok(name in scripts, `there is no script ${name}`);
  });

  it("links only to what is there", () => {
    const links = [...readme.matchAll(/\]\(([^):]+)\)/g)].flatMap(([, target]) => target ?? []);
    assert.ok(links.length > 0);
    for (const target of links) assert.ok(existsSync(join(root, target)), `there is no ${target}`);
  });
});
