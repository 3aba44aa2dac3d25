import assert from "node:assert/strict";
import * as random from "@pulumi/random";
import { Secret, unknown, type Value } from "../../sandbox";
import { named, run, text } from "./run";

describe("what is random", () => {
  const deployed = (program: () => unknown, stack = "test") => run(program, { knowledge: "deployed", stack });
  const opened = (value: Value | undefined) => {
    if (value instanceof Secret) return text(value.value);
    throw new Error("the value is no secret");
  };
  const password = async (args: random.RandomPasswordArgs, name = "owner") =>
    opened(named(await deployed(() => new random.RandomPassword(name, args)), name).outputs["result"]);

  it("is unknown in a preview, and closed where it is a password", async () => {
    const made = named(await run(() => new random.RandomPassword("owner", { length: 32 })), "owner");
    assert.deepEqual(made.outputs["result"], new Secret(unknown));
    assert.equal("region" in made.inputs, false);
  });

  it("is the same in every run, and another under another name or with another keeper", async () => {
    const values = [
      await password({ length: 32 }),
      await password({ length: 32 }, "other"),
      await password({ length: 32, keepers: { turn: "2" } }),
    ];
    assert.equal(await password({ length: 32 }), values[0]);
    assert.equal(new Set(values).size, 3);
  });

  it("is as long as asked, of the characters that are asked for", async () => {
    assert.match(await password({ length: 40, special: false }), /^[A-Za-z0-9]{40}$/);
    assert.match(
      await password({ length: 40, lower: false, numeric: false, upper: false, overrideSpecial: "-_" }),
      /^[-_]{40}$/,
    );
    const some = await password({ length: 8, minNumeric: 7, special: false, upper: false });
    assert.ok(some.replace(/\D/g, "").length >= 7);
  });

  it("gives the same bytes in each of its forms", async () => {
    const evaluation = await deployed(() => {
      new random.RandomBytes("key", { length: 32 });
      new random.RandomId("id", { byteLength: 4, prefix: "shop-" });
    });
    const key = named(evaluation, "key").outputs;
    assert.equal(Buffer.from(opened(key["base64"]), "base64").toString("hex"), opened(key["hex"]));
    const { id, outputs } = named(evaluation, "id");
    assert.match(text(outputs["hex"]), /^shop-[0-9a-f]{8}$/);
    assert.equal(Buffer.from(text(id), "base64url").toString("hex"), text(outputs["hex"]).slice(5));
  });
});
