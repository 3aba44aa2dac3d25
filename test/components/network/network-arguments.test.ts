import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import { Network, type NetworkArgs } from "../../../components/index";
import { refusal, refused } from "../refusal";

/** Arguments as JavaScript or another language may hand them over. */
const network = (args: object | undefined) => new Network("shop", args as NetworkArgs);
const zoneNames = ["eu-west-1a", "eu-west-1b"];

/** Two zones, one of which is not there. */
function withHole(at: number): string[] {
  const zones = new Array<string>(2);
  zones[1 - at] = "eu-west-1a";
  return zones;
}

function circular(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

describe("a network refuses", () => {
  const table: { what: string; args: object | undefined; wrong: string[] }[] = [
    { what: "no arguments at all", args: undefined, wrong: ["zoneNames"] },
    { what: "no zones", args: { zoneNames: [] }, wrong: ["zoneNames"] },
    {
      what: "five zones",
      args: { zoneNames: "abcde".split("").map((letter) => `eu-west-1${letter}`) },
      wrong: ["zoneNames"],
    },
    { what: "zones as one text", args: { zoneNames: "eu-west-1a" }, wrong: ["zoneNames"] },
    { what: "zones that are known only later", args: { zoneNames: output(zoneNames) }, wrong: ["zoneNames"] },
    {
      what: "one zone known only later",
      args: { zoneNames: ["eu-west-1a", output("eu-west-1b")] },
      wrong: ["zoneNames[1]"],
    },
    { what: "a hole in front of the zones", args: { zoneNames: withHole(0) }, wrong: ["zoneNames[0]"] },
    { what: "a hole behind the zones", args: { zoneNames: withHole(1) }, wrong: ["zoneNames[1]"] },
    { what: "zones that hold themselves", args: { zoneNames: circular() }, wrong: ["zoneNames[0]"] },
    { what: "a block that holds itself", args: { zoneNames, cidrBlock: circular() }, wrong: ["cidrBlock"] },
    { what: "a region for a zone", args: { zoneNames: ["eu-west-1"] }, wrong: ["zoneNames[0]"] },
    { what: "a letter for a zone", args: { zoneNames: ["a", "eu-west-1b"] }, wrong: ["zoneNames[0]"] },
    { what: "a zone's id for its name", args: { zoneNames: ["euw1-az1"] }, wrong: ["zoneNames[0]"] },
    { what: "a letter without a place", args: { zoneNames: ["eu-west-1i"] }, wrong: ["zoneNames[0]"] },
    { what: "a local zone", args: { zoneNames: ["us-east-1-bos-1a"] }, wrong: ["zoneNames[0]"] },
    { what: "a zone twice", args: { zoneNames: ["eu-west-1a", "eu-west-1a"] }, wrong: ["zoneNames[1]"] },
    { what: "zones of two regions", args: { zoneNames: ["eu-west-1a", "eu-west-2b"] }, wrong: ["zoneNames[1]"] },
    { what: "a block of the internet's", args: { zoneNames, cidrBlock: "8.8.0.0/16" }, wrong: ["cidrBlock"] },
    { what: "a block too small", args: { zoneNames, cidrBlock: "10.0.0.0/23" }, wrong: ["cidrBlock"] },
    { what: "a block with host bits", args: { zoneNames, cidrBlock: "10.0.0.7/16" }, wrong: ["cidrBlock"] },
    { what: "a number for a block", args: { zoneNames, cidrBlock: 10 }, wrong: ["cidrBlock"] },
    { what: "a block known only later", args: { zoneNames, cidrBlock: output("10.0.0.0/16") }, wrong: ["cidrBlock"] },
    { what: "an unknown kind of NAT", args: { zoneNames, nat: "one" }, wrong: ["nat"] },
    { what: "NAT as a number", args: { zoneNames, nat: 1 }, wrong: ["nat"] },
    {
      what: "a retention CloudWatch has not",
      args: { zoneNames, flowLogRetentionDays: 31 },
      wrong: ["flowLogRetentionDays"],
    },
    { what: "logs kept for ever", args: { zoneNames, flowLogRetentionDays: 0 }, wrong: ["flowLogRetentionDays"] },
    { what: "a retention as text", args: { zoneNames, flowLogRetentionDays: "30" }, wrong: ["flowLogRetentionDays"] },
    { what: "null for an optional argument", args: { zoneNames, nat: null }, wrong: ["nat"] },
  ];
  for (const { what, args, wrong } of table) {
    it(what, () => {
      assert.deepEqual(
        refused(() => network(args)),
        wrong,
      );
    });
  }

  for (const name of ["", "my shop", "-shop", "s".repeat(47), undefined, 7]) {
    it(`the name ${String(name)}`, () => {
      assert.deepEqual(
        refused(() => new Network(name as string, { zoneNames })),
        ["name"],
      );
    });
  }

  it("everything that is wrong in one error, each with what was given, what is allowed and the fix", () => {
    const bad = { zoneNames: ["eu-west-1a", "eu-west-1"], cidrBlock: "10.0.1.0/16", nat: "one" };
    assert.deepEqual(refusal(() => network(bad)).message.split("\n"), [
      'Network "shop" cannot be made, 3 arguments are wrong:',
      '  cidrBlock: got "10.0.1.0/16". Allowed: an IPv4 network between /16 and /22 in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10. Fix: write 10.0.0.0/16.',
      '  zoneNames[1]: got "eu-west-1". Allowed: the name of an availability zone with one of the letters abcdefgh. Fix: write the region and the letter, for example "eu-west-1a".',
      '  nat: got "one". Allowed: "none", "single", "perZone". Fix: write one of these, or leave it out for "single".',
    ]);
  });

  it("a name with words that say which would do", () => {
    assert.equal(
      refusal(() => new Network("my shop", { zoneNames })).message,
      'Network "my shop" cannot be made, one argument is wrong:\n' +
        '  name: got "my shop". Allowed: 1 to 46 letters, digits, dots, dashes and underscores, ' +
        'beginning with a letter or digit. Fix: write a short name in the form "system-purpose".',
    );
  });

  const zoneWords: { what: string; zones: unknown; told: string }[] = [
    {
      what: "no zones",
      zones: [],
      told:
        "zoneNames: got []. Allowed: a plain list of 1 to 4 zone names, since how many subnets there are must be " +
        'known first. Fix: write the names themselves, for example ["eu-west-1a", "eu-west-1b"].',
    },
    {
      what: "a zone twice",
      zones: ["eu-west-1a", "eu-west-1a"],
      told: 'zoneNames[1]: got "eu-west-1a". Allowed: each zone once. Fix: remove it, zoneNames[0] is the same.',
    },
    {
      what: "a zone of another region",
      zones: ["eu-west-1a", "us-east-1b"],
      told:
        'zoneNames[1]: got "us-east-1b". Allowed: zones of one region, here eu-west-1 like zoneNames[0]. ' +
        "Fix: write eu-west-1b, or make a network of its own for the other region.",
    },
  ];
  for (const { what, zones, told } of zoneWords) {
    it(`${what} with words that say what to write`, () => {
      assert.equal(refusal(() => network({ zoneNames: zones })).message.split("\n  ")[1], told);
    });
  }

  it("without a stack trace, since the program's code is not at fault", () => {
    assert.equal(refusal(() => network({})).stack, "");
  });
});
