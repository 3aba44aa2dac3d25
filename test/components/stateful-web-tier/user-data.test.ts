import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { StatefulWebTier } from "../../../components/stateful-web-tier/stateful-web-tier";
import { refusal } from "../refusal";
import { bothStates, stackOf } from "../stack";
import { everyStrategy, least, sessionCache, userDataOf } from "./tier";

/** As much as a shop's production has. */
const productionLike = {
  sessionStrategy: "cache",
  ...everyStrategy,
  settings: Object.fromEntries(
    ["WRITER", "READER_1", "READER_2", "PRODUCTS"].map((name) => [
      `SHOP_${name}_HOST`,
      "myclothes-database.abcdefghijkl.eu-west-1.rds.amazonaws.com",
    ]),
  ),
} as const;
const tooLong = { LONG: "x".repeat(20_000) };

describe("the user data of a web tier", () => {
  it("is a script that bash can read, of a size that EC2 takes", async () => {
    const script = await userDataOf(productionLike);
    const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    console.log(`      user data of a production: ${Buffer.byteLength(script)} of 16384 bytes`);
    assert.ok(Buffer.byteLength(script) <= 16_384);
  });

  it("tells the release to keep connections longer than the load balancer, and to be done before it is killed", async () => {
    const script = await userDataOf({ idleTimeoutSeconds: 90, deregistrationDelaySeconds: 40 });
    assert.match(script, /'KEEP_ALIVE_SECONDS=95'/);
    assert.match(script, /'DRAIN_SECONDS=37'/);
    assert.match(script, /^DRAIN_SECONDS='40'$/m);
  });

  it("names secrets by their ARNs", async () => {
    const arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mail-AbCdEf";
    assert.ok((await userDataOf({ secretArns: { MAIL_KEY: arn } })).includes(`'MAIL_KEY=${arn}'`));
  });

  it("is refused before anything exists when it is certain to be too long", () => {
    const error = refusal(() => new StatefulWebTier("shop-web", { ...least, settings: tooLong }));
    assert.equal(error.errors.length, 1);
    assert.match(
      error.message,
      /settings: got \d{5}\. Allowed: settings with which the user data has at most 16384 bytes/,
    );
    assert.ok(!error.message.includes("xxx"), "a setting's value may be private");
  });

  it("is not refused for what is not known yet, however long that may become", async () => {
    const names = Array.from({ length: 40 }, (_none, index) => `SETTING_${index}`);
    const program = () => {
      const later = new pulumi.StackReference("other").getOutput("host").apply(String);
      new StatefulWebTier("shop-web", { ...least, settings: Object.fromEntries(names.map((name) => [name, later])) });
    };
    await assert.doesNotReject(stackOf(program, "preview"));
  });

  it("is refused in the same words once what is too long is known", async () => {
    const program = () => {
      const later = pulumi.output(tooLong.LONG);
      new StatefulWebTier("shop-web", { ...least, settings: { LONG: later } });
    };
    await assert.rejects(
      stackOf(program),
      /settings: got \d{5}\. Allowed: settings with which the user data has at most/,
    );
  });

  for (const knowledge of bothStates) {
    it(`takes no secret for a setting, and does not show it (${knowledge})`, async () => {
      const program = () => {
        const host = pulumi.secret("hunter2");
        new StatefulWebTier("shop-web", { ...least, settings: { PASSWORD: host } });
      };
      await assert.rejects(stackOf(program, knowledge), (error: Error) => {
        assert.match(error.message, /settings\.PASSWORD: got a secret\. .* Fix: keep it in Secrets Manager/);
        assert.ok(!error.message.includes("hunter2"));
        return true;
      });
    });
  }

  it("takes no secret for what it tells of the cache either", async () => {
    const program = () => {
      const cache = { ...sessionCache, host: pulumi.secret("carts.example.com") };
      new StatefulWebTier("shop-web", { ...least, sessionStrategy: "cache", sessionCache: cache });
    };
    await assert.rejects(stackOf(program), /settings\.SESSION_CACHE_HOST: got a secret/);
  });
});
