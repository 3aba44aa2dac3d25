import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { ConfigurationError, parseConfig, readConfig } from "../../infra/config";
import { badConfigurations } from "./bad-configurations";
import { asPulumiDoes, errorOf, good, problemsOf } from "./stack-values";

const root = join(__dirname, "..", "..");

function checkedIn(stack: string): Record<string, unknown> {
  const file = parse(readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8")) as { config: Record<string, unknown> };
  return file.config;
}

const publicStacks = [
  ...["prod", "production", "live", "Prod"],
  ...["prod-eu", "prod_eu", "prod.eu", "prod2", "eu-prod", "eu_production_1", "shop-live"],
];

describe("a stack's configuration", () => {
  it("refuses to serve a stack for the public unencrypted, and no other", () => {
    const block = { plainHttp: true };
    const shop = { ...block, sessionStrategy: "cache" };
    const values = { ...good, "clothesline:whatisthetime": block, "clothesline:myclothes": shop };
    for (const stack of publicStacks) {
      const { problems } = errorOf(values, [], stack);
      assert.deepEqual(
        problems.map(({ key, got }) => [key, got]),
        [
          ["clothesline:whatisthetime.plainHttp", "true"],
          ["clothesline:myclothes.plainHttp", "true"],
        ],
      );
    }
    for (const stack of ["dev", "products", "reproduction", "delivery", "alive", "olive-2", "preprod"])
      assert.equal(parseConfig(asPulumiDoes(values), stack).myclothes?.plainHttp, true);
  });

  it("refuses that beside whatever else is wrong, and each key once", () => {
    const block = { plainHttp: true, minInstances: 0 };
    const shop = { plainHttp: true, domain: { name: "shop.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" } };
    const values = { ...good, "clothesline:whatisthetime": block, "clothesline:myclothes": shop };
    assert.deepEqual(
      errorOf(values, [], "prod")
        .problems.map(({ key }) => key)
        .sort(),
      [
        "clothesline:myclothes.plainHttp",
        "clothesline:whatisthetime.minInstances",
        "clothesline:whatisthetime.plainHttp",
      ],
    );
    assert.match(errorOf(values, [], "prod").message, /false beside a domain/);
  });

  it("refuses that of a secret block without showing it", () => {
    const values = { ...good, "clothesline:whatisthetime": { plainHttp: true } };
    const { problems } = errorOf(values, ["clothesline:whatisthetime"], "prod");
    assert.deepEqual(
      problems.map(({ key, got }) => [key, got]),
      [["clothesline:whatisthetime.plainHttp", "[secret]"]],
    );
  });

  it("needs a region and an owner, and has a default for everything else", () => {
    assert.deepEqual(parseConfig(good, "dev"), {
      region: "eu-west-1",
      owner: "platform",
      tags: {},
      network: {
        cidrBlock: "10.0.0.0/16",
        zoneNames: ["eu-west-1a", "eu-west-1b"],
        nat: "single",
        flowLogRetentionDays: 30,
      },
    });
  });

  it("takes every key in the form in which Pulumi hands it out", () => {
    const values = {
      "aws:region": "us-gov-west-1",
      "aws:profile": "work",
      "aws:allowedAccountIds": '["012345678901"]',
      "clothesline:owner": "42",
      "clothesline:tags": '{"CostCentre":"shop & co"}'.replace("&", "@"),
      "clothesline:network": '{"cidrBlock":"100.64.0.0/22","zones":["d"],"nat":"none","flowLogRetentionDays":3653}',
    };
    assert.deepEqual(parseConfig(values, "dev"), {
      region: "us-gov-west-1",
      profile: "work",
      allowedAccountIds: ["012345678901"],
      owner: "42",
      tags: { CostCentre: "shop @ co" },
      network: { cidrBlock: "100.64.0.0/22", zoneNames: ["us-gov-west-1d"], nat: "none", flowLogRetentionDays: 3653 },
    });
  });

  for (const region of [
    "us-east-1",
    "ap-southeast-7",
    "ap-northeast-1",
    "cn-north-1",
    "us-isob-east-1",
    "eusc-de-east-1",
  ])
    it(`may live in ${region}`, () => {
      assert.equal(parseConfig({ ...good, "aws:region": region }, "dev").region, region);
    });

  it("keeps the zones in the order in which they were given", () => {
    const { network } = parseConfig({ ...good, "clothesline:network": '{"zones":["c","a"]}' }, "dev");
    assert.deepEqual(network.zoneNames, ["eu-west-1c", "eu-west-1a"]);
  });

  it("may hold as many tags as leave room for the program's own and a resource's name", () => {
    const tags = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`tag-${index}`, ""]));
    assert.deepEqual(parseConfig(asPulumiDoes({ ...good, "clothesline:tags": tags }), "dev").tags, tags);
  });

  it("may keep flow logs for each time that CloudWatch Logs offers", () => {
    const offered = [
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ];
    for (const flowLogRetentionDays of offered) {
      const values = asPulumiDoes({ ...good, "clothesline:network": { flowLogRetentionDays } });
      assert.equal(parseConfig(values, "dev").network.flowLogRetentionDays, flowLogRetentionDays);
    }
  });

  it("leaves Pulumi's own namespace to Pulumi", () => {
    assert.equal(parseConfig({ ...good, "pulumi:tags": '{"a":"b"}' }, "dev").owner, "platform");
  });
});

describe("a bad configuration", () => {
  for (const { slip, values, told } of badConfigurations)
    it(`with ${slip} is told what to write`, () => {
      const problems = problemsOf({ ...good, ...values });
      assert.deepEqual(problems.map(({ key }) => key).sort(), Object.keys(told).sort());
      for (const { key, allowed, fix } of problems) {
        const [allowedPart, fixPart] = told[key] ?? [];
        assert.ok(allowedPart !== undefined && allowed.includes(allowedPart), `allowed: ${allowed}`);
        assert.ok(fixPart !== undefined && fix.includes(fixPart), `fix: ${fix}`);
        // A program may give what is only known later, a file may not.
        assert.doesNotMatch(allowed, /output/);
      }
    });

  it("names everything that is wrong at once", () => {
    const problems = problemsOf({
      "aws:region": "Ireland",
      "aws:allowedAccountIds": [1, "123456789012", "x"],
      "clothesline:tags": { Team: 1, team: "x", "b&d": "b&d" },
      "clothesline:network": {
        cidrBlock: "10.0.0.0",
        zones: ["a", "a", "z"],
        nat: "all",
        flowLogRetentionDays: 2,
        cidr: "",
      },
      "gcp:zone": "x",
    });
    assert.deepEqual(
      problems.map(({ key }) => key),
      [
        "gcp:zone",
        "aws:region",
        "aws:allowedAccountIds[0]",
        "aws:allowedAccountIds[2]",
        "clothesline:owner",
        "clothesline:tags.Team",
        'clothesline:tags["b&d"]',
        "clothesline:tags.team",
        'clothesline:tags["b&d"]',
        "clothesline:network.cidrBlock",
        "clothesline:network.zones[2]",
        "clothesline:network.zones[1]",
        "clothesline:network.nat",
        "clothesline:network.flowLogRetentionDays",
        "clothesline:network.cidr",
      ],
    );
  });

  it("says what was given, in one short line", () => {
    const values = { ...good, "clothesline:network": { nat: "per\nzone", zones: { a: "b".repeat(500) } } };
    const got = Object.fromEntries(problemsOf(values).map((problem) => [problem.key, problem.got]));
    assert.equal(got["clothesline:network.nat"], '"per\\nzone"');
    assert.equal(got["clothesline:network.zones"]?.length, 60);
  });

  it("says which key of a map is wrong where its value is not", () => {
    const values = { ...good, "clothesline:tags": { "a&b": "fine" } };
    assert.equal(problemsOf(values)[0]?.got, 'the key "a&b"');
  });

  it("says so where nothing was given", () => {
    assert.deepEqual(problemsOf({ "aws:region": "eu-west-1" })[0]?.got, "nothing");
  });

  it("reads as a message to a person", () => {
    const values = { ...good, "clothesline:network": { nat: "per-zone" }, "aws:profil": "me" };
    assert.equal(
      errorOf(values).message,
      `Pulumi.prod.yaml has 2 problems:

  aws:profil
    got      "me"
    allowed  one of the keys aws:region, aws:profile, aws:allowedAccountIds, clothesline:owner, clothesline:tags, clothesline:network, clothesline:alarms, clothesline:accessLogs, clothesline:accountSettings, clothesline:whatisthetime, clothesline:myclothes, clothesline:mytodolist
    fix      rename it to aws:profile

  clothesline:network.nat
    got      "per-zone"
    allowed  none, single or perZone
    fix      write perZone: one gateway in each zone
`,
    );
  });

  it("is an error that Pulumi shows without a stack trace", () => {
    const error = errorOf({ ...good, "aws:region": "x" });
    assert.ok(pulumi.RunError.isInstance(error));
    assert.match(error.message, /^Pulumi\.prod\.yaml has 1 problem:\n/);
    assert.doesNotMatch(error.message, /\n\s+at /);
  });
});

describe("the running stack's configuration", () => {
  afterEach(() => {
    pulumi.runtime.setAllConfig({});
  });

  it("is read from Pulumi", () => {
    pulumi.runtime.setAllConfig({ ...good, "clothesline:network": '{"nat":"none"}' });
    assert.equal(readConfig().network.nat, "none");
  });

  it("shows no value that Pulumi holds as a secret", () => {
    pulumi.runtime.setAllConfig({ "aws:region": "hidden-thing", "clothesline:owner": "seen&shown" }, ["aws:region"]);
    assert.throws(readConfig, (error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.deepEqual(
        error.problems.map(({ got }) => got),
        ["[secret]", '"seen&shown"'],
      );
      return true;
    });
  });
});

describe("the stack files in this repository", () => {
  it("make dev small: two zones and one NAT gateway", () => {
    const { network } = parseConfig(asPulumiDoes(checkedIn("dev")), "dev");
    assert.deepEqual(network, parseConfig(good, "dev").network);
    assert.deepEqual([network.zoneNames.length, network.nat], [2, "single"]);
  });

  it("make prod hold out: three zones, a NAT gateway in each, a year of flow logs", () => {
    const { network } = parseConfig(asPulumiDoes(checkedIn("prod")), "prod");
    assert.equal(new Set(network.zoneNames).size, 3);
    assert.equal(network.nat, "perZone");
    assert.equal(network.flowLogRetentionDays, 365);
  });

  it("spell out prod's network in full, so that a changed default changes nothing there", () => {
    const written = checkedIn("prod")["clothesline:network"] as object;
    assert.deepEqual(Object.keys(written).sort(), ["cidrBlock", "flowLogRetentionDays", "nat", "zones"]);
  });

  it("give dev and prod addresses that do not meet", () => {
    const blocks = ["dev", "prod"].map((stack) => parseConfig(asPulumiDoes(checkedIn(stack)), stack).network.cidrBlock);
    assert.deepEqual(blocks, ["10.0.0.0/16", "10.1.0.0/16"]);
  });
});
