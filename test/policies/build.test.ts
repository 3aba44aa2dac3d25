import { deepStrictEqual, doesNotMatch, match, rejects, strictEqual } from "node:assert/strict";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { rules } from "../../policies/rules";
import { goodStack } from "./good-stack";
import { PolicyHost } from "./host";

const root = join(__dirname, "../..");

/** A copy of a pack in a folder of its own. */
function copyOf(pack: string, leaveOut: readonly string[] = []): string {
  const parent = mkdtempSync(join(tmpdir(), "clothesline-pack-"));
  symlinkSync(join(root, "node_modules"), join(parent, "node_modules"));
  const copy = join(parent, "policies");
  const left = ["node_modules", ...leaveOut];
  cpSync(pack, copy, { recursive: true, filter: (file) => !left.includes(basename(file)), preserveTimestamps: true });
  return copy;
}
const remove = (pack: string): void => {
  rmSync(join(pack, ".."), { recursive: true });
};

async function inHost<T>(pack: string, ask: (host: PolicyHost) => Promise<T>): Promise<T> {
  const host = await PolicyHost.start(pack);
  try {
    return await ask(host);
  } finally {
    await host.stop();
  }
}
const sentences = async (host: PolicyHost): Promise<string[]> =>
  (await host.info()).getPoliciesList().map((policy) => policy.getDescription());

describe("the pack, as the policy host loads it,", () => {
  let compiled: string;
  let first: { sentences: string[]; findings: number };
  let pack: string | undefined;

  // The copy that is loaded from nothing but sources serves the others as one that is up to date.
  before(async () => {
    compiled = copyOf(join(root, "policies"), ["dist"]);
    const { draft, db } = goodStack();
    draft.unset(db, "tags");
    first = await inHost(compiled, async (host) => ({
      sentences: await sentences(host),
      findings: (await host.analyze(draft.resources("preview"))).length,
    }));
  });
  after(() => {
    remove(compiled);
  });
  afterEach(() => {
    if (pack !== undefined) remove(pack);
    pack = undefined;
  });

  it("is compiled first where nothing is", () => {
    const said = rules.map(({ sentence }) => sentence);
    deepStrictEqual({ ...first, sentences: first.sentences.slice(1) }, { sentences: said, findings: 1 });
  });

  it("is compiled again where a source has changed", async () => {
    pack = copyOf(compiled);
    const rule = join(pack, "rules/resources-are-tagged.ts");
    const changed = "Whatever can carry a label carries one.";
    writeFileSync(rule, readFileSync(rule, "utf8").replace(/sentence: "[^"]*"/, `sentence: "${changed}"`));
    strictEqual((await inHost(pack, sentences)).includes(changed), true);
  });

  it("is left as it is where no source has changed", async () => {
    pack = copyOf(compiled);
    const file = join(pack, "dist/pack.js");
    const before = statSync(file).mtimeMs;
    await inHost(pack, sentences);
    strictEqual(statSync(file).mtimeMs, before);
  });

  it("runs without its sources, as it is published", async () => {
    pack = copyOf(compiled, ["pack.ts", "tsconfig.json"]);
    deepStrictEqual(await inHost(pack, sentences), first.sentences);
  });

  it("says which line does not compile, without a stack trace, and leaves no half of it behind", async () => {
    pack = copyOf(compiled, ["dist"]);
    appendFileSync(join(pack, "rule.ts"), '\nexport const broken: number = "a text";\n');
    await rejects(PolicyHost.start(pack), ({ message }: Error) => {
      match(message, /The policy pack in .*policies does not compile:\nrule\.ts\(\d+,14\): error TS2322: /);
      match(message, /Put this right and run again\./);
      doesNotMatch(message, /^ +at /m);
      return true;
    });
    strictEqual(existsSync(join(pack, "dist")), false);
  });
});
