import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text as streamed } from "node:stream/consumers";
import * as aws from "@pulumi/aws";
import { openPromise } from "yauzl";
import { bundleApplication } from "../../../components/bundle/bundle";
import type { ReleaseShareArgs } from "../../../components/release-share/release-share";
import { requestOf } from "../../../components/release-share/function/request";
import { publisherSettings } from "../../../components/release-share/function/settings";
import { Asset, isUnknown, type Value } from "../../../sandbox";
import { bothStates, stackOf, text } from "../stack";
import { release } from "./archive";
import { newShare } from "./share";
import { fileWith, shopWithShare, types, usualShare } from "./share-program";

const mebibyte = 1024 * 1024;

/** The function and what it works with, as it will understand it. */
async function publisherOf(args: Partial<ReleaseShareArgs> = {}) {
  const { one } = await stackOf(shopWithShare(args), "deployed");
  const { inputs } = one(types.function, "shop-releases-publisher");
  const { variables } = inputs["environment"] as { variables: Record<string, string> };
  return { one, inputs, settings: publisherSettings(variables) };
}

async function fileIn(archive: string, name: string): Promise<string> {
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === name) return text(await streamed(await zip.openReadStreamPromise(entry)));
  }
  assert.fail(`there is no ${name} in the archive`);
}

function fieldsOf(value: Value | undefined): Record<string, Value> {
  assert.ok(value instanceof Asset);
  return value.fields;
}

describe("a share's publisher", () => {
  it("has Lambda's own processors and newest Node, and all the time there is", async () => {
    const { inputs } = await publisherOf();
    const { runtime, architectures, timeout, memorySize, handler } = inputs;
    assert.deepEqual([runtime, architectures, timeout, memorySize], ["nodejs24.x", ["arm64"], 900, 512]);
    assert.equal(handler, "index.handler");
  });

  it("runs, bundled and in its own environment, as far as there is no share here", async () => {
    const { inputs } = await publisherOf();
    const code = await fileIn(text(fieldsOf(inputs["code"])["path"]), "index.js");
    const { variables } = inputs["environment"] as { variables: Record<string, string> };
    const program = `
      (function (require, module) { ${code}\n })(require, module);
      module.exports.handler({ rollBackTo: "1" }, { getRemainingTimeInMillis: () => 1000 })
        .then(() => "no refusal", ({ message }) => message)
        .then((message) => process.stdout.write(message));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["-"], {
      cwd: __dirname,
      input: program,
      env: variables,
      encoding: "utf8",
    });
    assert.equal(
      stdout,
      "There is no share at /mnt/releases (SHARE_PATH). Fix: mount it there, or correct the path.",
      stderr,
    );
  });

  it("finds the share where it looks for it, through the writer's access point", async () => {
    const { one, inputs, settings } = await publisherOf();
    assert.deepEqual(inputs["fileSystemConfig"], {
      arn: one(types.accessPoint, "shop-releases-writer").outputs["arn"],
      localMountPath: settings.sharePath,
    });
  });

  it("keeps five releases and takes archives of 256 MB, unless told otherwise", async () => {
    const usual = await publisherOf();
    assert.equal(usual.settings.releasesKept, 5);
    assert.equal(usual.settings.limits.archiveBytes, 256 * mebibyte);
    assert.equal(usual.settings.limits.releaseBytes, 1024 * mebibyte);
    const other = await publisherOf({ releasesKept: 9, maxArchiveMegabytes: 1000 });
    assert.equal(other.settings.releasesKept, 9);
    assert.equal(other.settings.limits.archiveBytes, 1000 * mebibyte);
    assert.equal(other.settings.limits.releaseBytes, 4000 * mebibyte);
  });

  for (const maxArchiveMegabytes of [1, 256, 400, 1024]) {
    it(`has room for the archive where that may have ${maxArchiveMegabytes} MB`, async () => {
      const { ephemeralStorage } = (await publisherOf({ maxArchiveMegabytes })).inputs;
      const { size } = ephemeralStorage as { size: number };
      assert.ok(size > maxArchiveMegabytes && size >= 512 && size <= 10_240, String(size));
    });
  }

  it("writes to a log group of its own, for 30 days unless told otherwise", async () => {
    for (const [args, days] of [
      [{}, 30],
      [{ logRetentionDays: 7 }, 7],
    ] as const) {
      const { one, inputs } = await publisherOf(args);
      const logGroup = one(types.logGroup, "shop-releases-publisher");
      assert.equal(logGroup.inputs["retentionInDays"], days);
      assert.deepEqual(inputs["loggingConfig"], { logFormat: "JSON", logGroup: logGroup.inputs["name"] });
    }
  });

  it("is there only once it can be invoked: every mount target, its role's policy, its way to the share and to S3", async () => {
    const { one, all } = await usualShare();
    const { dependencies } = one(types.function, "shop-releases-publisher");
    const needed = [
      ...all(types.mountTarget),
      ...all(types.ingress),
      ...all(types.egress),
      one(types.rolePolicy, "shop-releases-publisher"),
    ];
    assert.equal(needed.length, 3 + 1 + 2 + 1);
    for (const { urn } of needed) assert.ok(dependencies.includes(urn), urn);
  });
});

describe("a release that a share is given", () => {
  let archive: string;
  let hash: string;

  before(async () => {
    const bytes = await release("1");
    archive = fileWith(bytes);
    hash = createHash("sha256").update(bytes).digest("hex");
  });

  const published = (args: Partial<ReleaseShareArgs> = {}) =>
    stackOf(shopWithShare({ releaseArchivePath: archive, ...args }), "deployed");

  it("is uploaded as it is, to where people upload theirs", async () => {
    const { one } = await published({ releaseVersion: "2026-11-20.1" });
    const { inputs } = one(types.object, "shop-releases-release");
    assert.equal(inputs["key"], "releases/2026-11-20.1.zip");
    assert.equal(inputs["sourceHash"], hash);
    assert.equal(fieldsOf(inputs["source"])["path"], archive);
    assert.equal(inputs["bucket"], one(types.bucket, "shop-releases-uploads").id);
  });

  it("has a version that comes from its content where nobody gives one", async () => {
    const { one, outputs } = await published();
    assert.equal(one(types.object, "shop-releases-release").inputs["key"], `releases/${hash.slice(0, 12)}.zip`);
    assert.equal(outputs["readiness"], hash.slice(0, 12));
  });

  it("is published by asking the publisher in words that it understands", async () => {
    const { one } = await published({ releaseVersion: "7" });
    const { functionName, input } = one(types.invocation, "shop-releases-release").inputs;
    assert.equal(functionName, one(types.function, "shop-releases-publisher").outputs["name"]);
    const bucket = one(types.bucket, "shop-releases-uploads").id;
    assert.deepEqual(requestOf(JSON.parse(text(input))), {
      publish: { archive: { bucket, key: "releases/7.zip" }, version: "7" },
    });
  });

  it("may be for an empty share alone, where S3's notification does not publish it either", async () => {
    const { one } = await published({ releaseVersion: "7", releaseOnlyWhenEmpty: true });
    const { key } = one(types.object, "shop-releases-release").inputs;
    assert.deepEqual(requestOf(JSON.parse(text(one(types.invocation, "shop-releases-release").inputs["input"]))), {
      publish: {
        archive: { bucket: one(types.bucket, "shop-releases-uploads").id, key },
        version: "7",
        onlyWhenEmpty: true,
      },
    });
    const { lambdaFunctions } = one(types.notification, "shop-releases-uploads").inputs;
    const [{ filterSuffix = "" } = {}] = lambdaFunctions as { filterSuffix?: string }[];
    assert.equal(filterSuffix, ".zip");
    assert.ok(!text(key).endsWith(filterSuffix), text(key));
    // The publisher may read nothing else.
    assert.ok(text(key).startsWith("releases/"), text(key));
  });

  it("is uploaded only to a bucket that encrypts and keeps versions, and published only once it is uploaded", async () => {
    const { one } = await published();
    const object = one(types.object, "shop-releases-release");
    for (const setting of [types.versioning, types.encryption]) {
      assert.ok(object.dependencies.includes(one(setting, "shop-releases-uploads").urn), setting);
    }
    const { dependencies } = one(types.invocation, "shop-releases-release");
    assert.ok(dependencies.includes(object.urn));
    assert.ok(dependencies.includes(one(types.function, "shop-releases-publisher").urn));
  });

  it("is published again when it changes or the file system is a new one, and not with every change around it", async () => {
    const { one } = await published();
    const { lifecycleScope, triggers } = one(types.invocation, "shop-releases-release").inputs;
    assert.equal(lifecycleScope, "CREATE_ONLY");
    assert.deepEqual(triggers, { archive: hash, fileSystem: one(types.fileSystem, "shop-releases").id });

    const askedOf = async (args: Partial<ReleaseShareArgs>) => {
      const { input, functionName, triggers } = (await published(args)).one(
        types.invocation,
        "shop-releases-release",
      ).inputs;
      return { input, functionName, triggers };
    };
    assert.deepEqual(await askedOf({ releasesKept: 9, logRetentionDays: 7 }), await askedOf({}));
    const other = fileWith(await release("2"));
    assert.notDeepEqual(await askedOf({ releaseArchivePath: other }), await askedOf({}));
    assert.notDeepEqual(
      (await askedOf({ releaseArchivePath: other, releaseVersion: "1" })).triggers,
      (await askedOf({ releaseVersion: "1" })).triggers,
    );
  });

  it("may be what bundleApplication makes, which the publisher takes", async () => {
    const { path } = bundleApplication(join(__dirname, "../../../apps/whatisthetime/server.ts"));
    const { outputs } = await published({ releaseArchivePath: path });
    const share = newShare();
    const version = text(outputs["readiness"] as Value);
    assert.equal((await share.publish(version, readFileSync(path))).outcome, "published");
    assert.equal(share.mode(`releases/${version}/start`), "755");
  });

  it("leaves the archive of the release before it in the bucket", async () => {
    assert.equal((await published()).one(types.object, "shop-releases-release").retainOnDelete, true);
  });
});

describe("a share's readiness", () => {
  /** A program in which something is made only when the share is ready. */
  const waiter = (args: Partial<ReleaseShareArgs>) => () => {
    const { readiness } = shopWithShare(args)();
    new aws.cloudwatch.LogGroup("waiter", { tags: { readiness } });
    return { readiness };
  };

  it("is not known before `up`", async () => {
    const archive = fileWith(await release("1"));
    for (const args of [{}, { releaseArchivePath: archive }]) {
      const { outputs } = await stackOf(shopWithShare(args));
      assert.ok(isUnknown(outputs["readiness"]), JSON.stringify(args));
    }
  });

  for (const knowledge of bothStates) {
    it(`makes whoever needs it wait for the release (${knowledge})`, async () => {
      const archive = fileWith(await release("1"));
      const { one } = await stackOf(waiter({ releaseArchivePath: archive }), knowledge);
      const { dependencies } = one(types.logGroup, "waiter");
      assert.ok(dependencies.includes(one(types.invocation, "shop-releases-release").urn));
    });

    it(`makes whoever needs it wait for every mount target where the share begins empty (${knowledge})`, async () => {
      const { one, all } = await stackOf(waiter({}), knowledge);
      const { dependencies } = one(types.logGroup, "waiter");
      assert.equal(all(types.mountTarget).length, 3);
      for (const { urn } of all(types.mountTarget)) assert.ok(dependencies.includes(urn), urn);
    });
  }
});
