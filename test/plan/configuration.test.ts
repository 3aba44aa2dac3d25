import assert from "node:assert/strict";
import { Problem } from "../../sandbox/problem";
import { readStackFile } from "../../plan/stacks";
import { inProject } from "./project-folder";
import { plan } from "./run";

const files = (project: string, stack: string) => ({
  "Pulumi.yaml": `name: shop\nruntime: nodejs\nconfig:\n${project}\n`,
  "Pulumi.dev.yaml": `config:\n${stack}\n`,
});

const configOf = (project: string, stack: string) =>
  inProject(files(project, stack), (folder) => readStackFile(folder, "dev").config);

function refusal(project: string, stack: string): string {
  try {
    configOf(project, stack);
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  throw new Error("nothing is refused");
}

describe("a stack's configuration has", () => {
  const cases: [name: string, project: string, stack: string, merged: Record<string, string>][] = [
    [
      "the project's value where the stack's file has none",
      "  size: small",
      "  other: x",
      { size: "small", other: "x" },
    ],
    ["the stack's value where both have one", "  size: small", "  shop:size: large", { size: "large" }],
    ["the stack's map as a whole", "  sizes: {value: {a: 1}}", "  shop:sizes: {b: 2}", { sizes: '{"b":2}' }],
    ["a default", "  size: {type: string, default: small, description: how big}", "", { size: "small" }],
    [
      "numbers and truth values as text",
      "  a: 5\n  b: {default: true, type: boolean}",
      "  c: 1.50",
      { a: "5", b: "true", c: "1.5" },
    ],
    [
      "lists and maps as JSON, keys in order",
      "  a: [1, two]\n  b: {value: {z: 1, y: [x]}}",
      "",
      { a: '[1,"two"]', b: '{"y":["x"],"z":1}' },
    ],
    [
      "a member that the project adds to the stack's map",
      "  sizes.b: 7",
      "  shop:sizes: {a: 1}",
      { sizes: '{"a":1,"b":7}' },
    ],
    [
      "a map that the project names a member of",
      '  sizes["web tier"].least: 1',
      "",
      { sizes: '{"web tier":{"least":1}}' },
    ],
    [
      "a member that the project adds to one of two maps that it writes once",
      "  a: {value: &both {x: 1}}\n  b: {value: *both}\n  b.y: 2",
      "",
      { a: '{"x":1}', b: '{"x":1,"y":2}' },
    ],
    ["keys written with the project's name or without", "  shop:a: x", "  b: y", { a: "x", b: "y" }],
    ["keys of the old form", "  a: x", "  shop:config:a: y", { a: "y" }],
    ["no text for a key without a value", "  b: {default: null, value: x}", "  a:", { a: "", b: "x" }],
  ];
  for (const [name, project, stack, merged] of cases) {
    it(name, () => {
      const expected = Object.fromEntries(Object.entries(merged).map(([key, value]) => [`shop:${key}`, value]));
      assert.deepEqual(configOf(project, stack), expected);
    });
  }

  it("the project's value for a provider", () => {
    const project =
      "  aws:region: {value: eu-west-1}\n  aws:profile: ops\n  aws:defaultTags: {value: {tags: {Owner: ops}}}";
    assert.deepEqual(configOf(project, "  aws:profile: mine"), {
      ...{ "aws:profile": "mine", "aws:region": "eu-west-1", "aws:defaultTags": '{"tags":{"Owner":"ops"}}' },
    });
  });

  it("what a file in the folder that Pulumi.yaml names has", () => {
    const about = { "Pulumi.yaml": "name: shop\nruntime: nodejs\nstackConfigDir: stacks\n" };
    const config = inProject({ ...about, "stacks/Pulumi.dev.yaml": "config:\n  shop:a: x\n" }, (folder) => {
      return readStackFile(folder, "dev").config;
    });
    assert.deepEqual(config, { "shop:a": "x" });
  });
});

describe("a project's configuration admits, of the type", () => {
  const admitted: [type: string, value: string][] = [
    ["string", "5"],
    ["integer", '"-5"'],
    ["integer", "5.0"],
    ["boolean", '"true"'],
    ["boolean", "false"],
    ["object", "{a: 1}"],
    ["array, items: {type: string}", "[a, b]"],
    ["array, items: {type: array, items: {type: integer}}", "[[1], []]"],
  ];
  for (const [type, value] of admitted) {
    it(`${type}: ${value}`, () => {
      assert.ok("shop:x" in configOf(`  x: {type: ${type}}`, `  shop:x: ${value}`));
    });
  }
});

describe("a project's configuration refuses", () => {
  const refused: [name: string, project: string, stack: string, message: RegExp][] = [
    [
      "a stack without a value",
      "  x: {type: string}",
      "  y: 1",
      /^Pulumi\.dev\.yaml: x has no value: .* of type string; write it/,
    ],
    [
      "text for a number",
      "  x: {type: integer}",
      "  shop:x: abc",
      /x must be of type integer, as Pulumi\.yaml says; got "abc"/,
    ],
    ["half a number", "  x: {type: integer}", "  shop:x: 5.5", /must be of type integer.*got 5\.5/],
    ["yes for a truth value", "  x: {type: boolean}", "  shop:x: yes", /must be of type boolean.*got "yes"/],
    ["text for a map", "  x: {type: object}", "  shop:x: text", /must be of type object.*got "text"/],
    ["a list for text", "  x: {type: string}", "  shop:x: [a]", /must be of type string.*got \["a"\]/],
    [
      "numbers in a list of text",
      "  x: {type: array, items: {type: string}}",
      "  shop:x: [1]",
      /type array<string>.*got \[1\]/,
    ],
    [
      "a secret in clear",
      "  x: {type: string, secret: true}",
      "  shop:x: abc",
      /x has to be sealed.*config set --secret shop:x/,
    ],
    [
      "a default of another type",
      "  x: {type: integer, default: abc}",
      "",
      /^Pulumi\.yaml: config: x has the default "abc".*integer/,
    ],
    ["a list of nothing", "  x: {type: array}", "", /config: x is an array and does not say of what; write items/],
    [
      "a type that there is not",
      "  x: {type: number}",
      "",
      /x has the type "number"; allowed are string, integer, boolean, array, object/,
    ],
    [
      "an attribute that there is not",
      "  x: {defualt: 1}",
      "",
      /x has an attribute "defualt"; allowed are type, items/,
    ],
    ["a default beside a value", "  x: {default: a, value: b}", "", /x has both a default and a value/],
    ["a value that is nothing", "  x:", "", /x is null; write it as \{value: null\}/],
    ["a provider's default", "  aws:x: {default: 1}", "", /aws:x has a default, which .*; write value instead/],
    ["a provider's type", "  aws:x: {type: string, value: a}", "", /aws:x has a type, .* such as shop:size/],
    ["a provider's key without a value", "  aws:x: {description: what}", "", /aws:x has no value/],
    [
      "a member of what is no map",
      "  x.y: 1",
      "  shop:x: text",
      /x\.y lies inside a value that is no map; write shop:x as a map/,
    ],
    [
      "a key of too many parts",
      "  a: 1",
      "  a:b:c: 1",
      /^Pulumi\.dev\.yaml: a:b:c is no key; write it as namespace:key/,
    ],
  ];
  for (const [name, project, stack, message] of refused) {
    it(name, () => {
      assert.match(refusal(project, stack), message);
    });
  }

  it("everything that is wrong, at once", () => {
    const message = refusal("  a: {type: string}\n  b: {type: number}\n  c: {type: integer}", "  shop:c: x");
    const keys = message.split("\n").map((line) => / (\w) (?:has|must)/.exec(line)?.[1]);
    assert.deepEqual(keys.sort(), ["a", "b", "c"]);
  });

  it("a configuration that is a list", () => {
    const about = { "Pulumi.yaml": "name: shop\nruntime: nodejs\nconfig: [a]\n", "Pulumi.dev.yaml": "" };
    assert.throws(
      () => inProject(about, (folder) => readStackFile(folder, "dev")),
      /Pulumi\.yaml: config is not a map/,
    );
  });
});

describe("a stack with environments", () => {
  const environments = {
    "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    "Pulumi.dev.yaml": "environment: [shop/dev]\n",
  };

  it("is not planned as if it had none", () => {
    assert.throws(
      () => inProject(environments, (folder) => readStackFile(folder, "dev")),
      /Pulumi\.dev\.yaml: environment is \["shop\/dev"\]\. .* does not ask\.\n.*--without-environments/,
    );
  });

  it("is planned without them if that is asked for, and says so", () => {
    const { notes } = inProject(environments, (folder) => readStackFile(folder, "dev", true));
    assert.match(notes.join(), /\["shop\/dev"\]\. .* its keys are missing here/);
  });

  it("is planned by the option of that name alone, with a warning", () => {
    inProject({ ...environments, "index.js": "" }, (folder) => {
      const refused = plan("dev", "--cwd", folder);
      assert.equal(refused.code, 2);
      assert.match(refused.stdout, /\["shop\/dev"\]/);
      const accepted = plan("dev", "--cwd", folder, "--without-environments");
      assert.equal(accepted.code, 0);
      assert.match(accepted.stdout, /^warning {2}Pulumi\.dev\.yaml: environment is \["shop\/dev"\]/m);
    });
  });

  it("of which there are none is planned as any other", () => {
    const none = { ...environments, "Pulumi.dev.yaml": "environment: []\n" };
    assert.deepEqual(
      inProject(none, (folder) => readStackFile(folder, "dev").notes),
      [],
    );
  });
});
