import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fieldAt, fieldsOf } from "../../infra/config/fields";
import { stackConfiguration } from "../../infra/config/schema";
import { keyOf } from "../../apps/mytodolist/todos/item";
import { readStackFile } from "../../plan/stacks";
import { stackOf } from "../infra/stack";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "operate-mytodolist.md"), "utf8");

/** What stands in backticks within sentences. */
const named = [...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, words]) => words ?? []);
const block = fieldAt(stackConfiguration, ["clothesline", "mytodolist"]) ?? assert.fail("there is no such block");
const keys = Object.keys(fieldsOf(block) ?? {});

describe("docs/operate-mytodolist.md", () => {
  it("names keys that the block has, outputs that the stack tells, and nothing that looks like one", async () => {
    const { config } = readStackFile(root, "prod");
    const { mytodolist } = (await stackOf(config)).stackOutputs as { mytodolist: object };
    const within = ["accelerator", "capacity"].flatMap((key) =>
      Object.keys(fieldsOf(fieldAt(block, [key]) ?? block) ?? {}),
    );
    const operations = readdirSync(join(root, "apps/mytodolist/functions")).map((file) => file.replace(".ts", ""));
    const known = [...keys, ...within, ...Object.keys(mytodolist), ...operations, "apiGatewayLogs"];
    // A word with a capital within, or with what is said of it: accessLog, accessLog: true.
    const words = named.flatMap((each) => /^([a-z]+[A-Z]\w*)(?:: .*)?$/.exec(each)?.[1] ?? []);
    assert.ok(words.length > 15);
    for (const word of words) assert.ok(known.includes(word), word);
  });

  it("gives an accelerator that configuration takes", () => {
    const [, given = ""] = /`accelerator: (\{.*\})`/.exec(page) ?? [];
    const said = [...given.matchAll(/(\w+): ([\w.]+)/g)].map(([, key]) => key);
    assert.deepEqual(said, Object.keys(fieldsOf(fieldAt(block, ["accelerator"]) ?? block) ?? {}));
  });

  it("names files and scripts that there are", () => {
    const files = named.filter((each) => /^[a-z]+\/[\w/-]+\.\w+$/.test(each) && !each.includes("OPERATION"));
    assert.ok(files.length > 1);
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
    const { scripts } = JSON.parse(readFileSync(join(root, "apps/mytodolist/package.json"), "utf8")) as {
      scripts: object;
    };
    const run = [...page.matchAll(/npm run (\w+) -w apps\/mytodolist/g)].map(([, name = ""]) => name);
    assert.deepEqual(run.sort(), Object.keys(scripts).sort());
  });

  it("names the metrics that functions count", () => {
    const sources = ["answers/answering.ts", "reading/fresh.ts"].map((file) =>
      readFileSync(join(root, "apps/mytodolist", file), "utf8"),
    );
    const counted = new Set(sources.join("").match(/"(Fulfilled|Refused|Failed|\w+Answers|CacheFailures)"/g));
    assert.deepEqual(named.filter((each) => counted.has(`"${each}"`)).length, counted.size);
  });

  it("copies todos from where the functions keep them", () => {
    const [, key = ""] = /"S": "(USER#)SUB"/.exec(page) ?? [];
    assert.equal(keyOf("SUB", "").pk, `${key}SUB`);
  });
});
