import assert from "node:assert/strict";
import fc from "fast-check";
import { output } from "@pulumi/pulumi";
import { ReleaseShare, type ReleaseShareArgs } from "../../../components/release-share/release-share";
import { refusal, refused } from "../refusal";
import { stackOf } from "../stack";
import { release } from "./archive";
import { networkIn } from "../network-in";
import { fileWith, shopWithShare, types } from "./share-program";

/** Arguments as JavaScript or another language may hand them over. */
const share = (args: object | undefined, name = "shop-releases") => new ReleaseShare(name, args as ReleaseShareArgs);
const network = networkIn("abc");
const text = fileWith("not a zip", "notes.txt");
const empty = fileWith("");
const bulky = fileWith(Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(1024 * 1024)]));

describe("a release share refuses", () => {
  const table: { what: string; args: object | undefined; wrong: string[] }[] = [
    { what: "no arguments at all", args: undefined, wrong: ["network"] },
    { what: "a VPC's id for a network", args: { network: "vpc-0123456789abcdef0" }, wrong: ["network"] },
    { what: "a network without zones", args: { network: { ...network, zoneNames: [] } }, wrong: ["network"] },
    {
      what: "a network with a data subnet too few",
      args: { network: { ...network, dataSubnetIds: network.dataSubnetIds.slice(1) } },
      wrong: ["network"],
    },
    {
      what: "an archive that is not there",
      args: { network, releaseArchivePath: "./no/such/release.zip" },
      wrong: ["releaseArchivePath"],
    },
    { what: "a folder for an archive", args: { network, releaseArchivePath: "." }, wrong: ["releaseArchivePath"] },
    { what: "a text for an archive", args: { network, releaseArchivePath: text }, wrong: ["releaseArchivePath"] },
    { what: "an empty archive", args: { network, releaseArchivePath: empty }, wrong: ["releaseArchivePath"] },
    {
      what: "an archive that the publisher would find too large",
      args: { network, releaseArchivePath: bulky, maxArchiveMegabytes: 1 },
      wrong: ["releaseArchivePath"],
    },
    { what: "no path for an archive", args: { network, releaseArchivePath: "" }, wrong: ["releaseArchivePath"] },
    {
      what: "an archive known only later",
      args: { network, releaseArchivePath: output(bulky) },
      wrong: ["releaseArchivePath"],
    },
    {
      what: "a version that leads upwards",
      args: { network, releaseArchivePath: bulky, releaseVersion: "../1" },
      wrong: ["releaseVersion"],
    },
    {
      what: "a version of the publisher's own kind",
      args: { network, releaseArchivePath: bulky, releaseVersion: ".1" },
      wrong: ["releaseVersion"],
    },
    {
      what: "a version of 65 letters",
      args: { network, releaseArchivePath: bulky, releaseVersion: "v".repeat(65) },
      wrong: ["releaseVersion"],
    },
    { what: "a version of nothing", args: { network, releaseVersion: "1" }, wrong: ["releaseVersion"] },
    {
      what: "to begin with nothing",
      args: { network, releaseOnlyWhenEmpty: true },
      wrong: ["releaseOnlyWhenEmpty"],
    },
    {
      what: "a beginning as text",
      args: { network, releaseArchivePath: bulky, releaseOnlyWhenEmpty: "yes" },
      wrong: ["releaseOnlyWhenEmpty"],
    },
    { what: "to keep one release", args: { network, releasesKept: 1 }, wrong: ["releasesKept"] },
    { what: "to keep 51 releases", args: { network, releasesKept: 51 }, wrong: ["releasesKept"] },
    { what: "to keep half a release more", args: { network, releasesKept: 2.5 }, wrong: ["releasesKept"] },
    { what: "releases known only later", args: { network, releasesKept: output(3) }, wrong: ["releasesKept"] },
    { what: "archives of nothing", args: { network, maxArchiveMegabytes: 0 }, wrong: ["maxArchiveMegabytes"] },
    {
      what: "archives of more than 1 GB",
      args: { network, maxArchiveMegabytes: 1025 },
      wrong: ["maxArchiveMegabytes"],
    },
    { what: "a retention CloudWatch has not", args: { network, logRetentionDays: 31 }, wrong: ["logRetentionDays"] },
    { what: "logs for ever", args: { network, logRetentionDays: 0 }, wrong: ["logRetentionDays"] },
    {
      what: "a bucket's ARN for its name",
      args: { network, accessLogBucketName: "arn:aws:s3:::logs" },
      wrong: ["accessLogBucketName"],
    },
    { what: "protection as text", args: { network, deletionProtection: "no" }, wrong: ["deletionProtection"] },
    { what: "a topic's name for its ARN", args: { network, alarmTopicArn: "alarms" }, wrong: ["alarmTopicArn"] },
    { what: "a name that it does not know", args: { network, releaseKept: 3 }, wrong: ["releaseKept"] },
  ];
  for (const { what, args, wrong } of table) {
    it(what, () => {
      assert.deepEqual(
        refused(() => share(args)),
        wrong,
      );
    });
  }

  for (const name of ["", "-releases", "shop_releases", "shop.releases", "s".repeat(47), "shop releases"]) {
    it(`the name ${JSON.stringify(name)}, of which AWS makes no bucket or role`, () => {
      assert.deepEqual(
        refused(() => share({ network }, name)),
        ["name"],
      );
    });
  }

  it("everything that is wrong in one error, each with what was given, what is allowed and the fix", () => {
    const bad = {
      network: {},
      releaseArchivePath: "no.zip",
      releasesKept: 1,
      logRetentionDays: 31,
      releasesVersion: "1",
    };
    assert.deepEqual(refusal(() => share(bad, "shop_releases")).message.split("\n"), [
      'ReleaseShare "shop_releases" cannot be made, 6 arguments are wrong:',
      '  name: got "shop_releases". Allowed: letters, digits and dashes. Fix: write shop-releases.',
      "  network: got an object. Allowed: a network with its VPC's id, its zones, and one subnet of each tier in every zone. Fix: hand over a Network, or what existingNetwork makes of the ids of yours.",
      '  releaseArchivePath: got "no.zip", where there is no file. Allowed: the path of a zip with an executable file start at its root. Fix: build the release first, or correct the path.',
      "  releasesKept: got 1. Allowed: a whole number from 2 to 50, plain. Fix: write one of these, or leave it out for 5.",
      "  logRetentionDays: got 31. Allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653. Fix: write one of these, or leave it out for 30.",
      "  releasesVersion: got an argument that does not exist. Allowed: the arguments network, releaseArchivePath, releaseVersion, releaseOnlyWhenEmpty, releasesKept, maxArchiveMegabytes, logRetentionDays, accessLogBucketName, deletionProtection, alarmTopicArn. Fix: rename it to releaseVersion.",
    ]);
  });

  it("an archive that is too large with its size and both ways out", () => {
    const { message } = refusal(() => share({ network, releaseArchivePath: bulky, maxArchiveMegabytes: 1 }));
    assert.ok(message.includes(`got ${JSON.stringify(bulky)}, which has 1048580 bytes.`), message);
    assert.ok(message.includes("Allowed: at most 1 MB (maxArchiveMegabytes)."), message);
    assert.ok(message.includes("leave out what the application does not run, or raise maxArchiveMegabytes"), message);
  });
});

describe("a release share of any arguments", () => {
  let archive: string;

  before(async () => {
    archive = fileWith(await release("1"));
  });

  const good = fc.record(
    {
      network: fc.constantFrom("a", "ab", "abc", "dcba").map(networkIn),
      withRelease: fc.boolean(),
      releaseVersion: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
      releasesKept: fc.integer({ min: 2, max: 50 }),
      maxArchiveMegabytes: fc.integer({ min: 1, max: 1024 }),
      logRetentionDays: fc.constantFrom(1, 30, 365),
      accessLogBucketName: fc.constantFrom("logs", "shop.logs-1"),
      deletionProtection: fc.boolean(),
      alarmTopicArn: fc.constant("arn:aws:sns:eu-west-1:123456789012:alarms"),
    },
    { requiredKeys: ["network"] },
  );
  type Generated = typeof good extends fc.Arbitrary<infer Value> ? Value : never;

  function argsOf({ withRelease, releaseVersion, ...args }: Generated): ReleaseShareArgs {
    if (withRelease !== true) return args;
    const version = releaseVersion === undefined ? {} : { releaseVersion };
    return { ...args, releaseArchivePath: archive, ...version };
  }

  const badValues: Record<string, unknown[]> = {
    network: [undefined, null, {}, [], "vpc-0123456789abcdef0"],
    releaseArchivePath: [null, "", "no.zip", text, 7],
    releasesKept: [null, 1, 0, -3, 51, 2.5, Number.NaN, "3"],
    maxArchiveMegabytes: [null, 0, 1025, 0.5, "256"],
    logRetentionDays: [null, 0, 31, "30"],
    accessLogBucketName: [null, "", "Logs", "s3://logs", 7],
    deletionProtection: [null, "true", 1],
    alarmTopicArn: [null, "", "alarms", 7],
    kept: [3],
  };
  const bad = fc
    .constantFrom(...Object.entries(badValues))
    .chain(([argument, values]) => fc.constantFrom(...values).map((value) => [argument, value] as const));

  it("that are allowed is made, every resource once, and opens nothing but its own port to its publisher", async () => {
    await fc.assert(
      fc.asyncProperty(good, async (generated) => {
        const { resources, all, namesBehind } = await stackOf(shopWithShare(argsOf(generated)));
        const urns = resources.map(({ urn }) => urn);
        assert.equal(new Set(urns).size, urns.length);
        assert.deepEqual(
          all(types.ingress).map((rule) => [
            rule.inputs["fromPort"],
            ...namesBehind(rule, "referencedSecurityGroupId"),
          ]),
          [[2049, "shop-releases-publisher"]],
        );
      }),
      { numRuns: 12 },
    );
  });

  it("of which one is not allowed is refused, and that one is named", () => {
    fc.assert(
      fc.property(good, bad, (generated, [argument, value]) => {
        const wrong = refused(() => share({ ...argsOf(generated), [argument]: value }));
        assert.ok(wrong.includes(argument), `${wrong.join(", ")} instead of ${argument}`);
      }),
    );
  });
});
