import assert from "node:assert/strict";
import { cloudwatch } from "@pulumi/aws";
import { Config, type Output } from "@pulumi/pulumi";
import { holdsUnknown, Secret, unknown } from "../../sandbox";
import { failureOf, knowledges, named, run } from "./run";

const keys = ["clothesline:closed", "clothesline:open"];
const sealed = {
  config: { "aws:region": "eu-west-1", "clothesline:closed": "a-word", "clothesline:open": "7" },
  secretKeys: keys,
  closedKeys: keys.slice(0, 1),
};

for (const knowledge of knowledges) {
  describe(`a secret that nobody here can open (${knowledge})`, () => {
    const readers: Record<string, (config: Config, key: string) => Output<unknown> | undefined> = {
      requireSecretNumber: (config, key) => config.requireSecretNumber(key),
      requireSecretBoolean: (config, key) => config.requireSecretBoolean(key),
      requireSecretObject: (config, key) => config.requireSecretObject(key),
      getSecretNumber: (config, key) => config.getSecretNumber(key),
      getSecretBoolean: (config, key) => config.getSecretBoolean(key),
      getSecretObject: (config, key) => config.getSecretObject(key),
    };
    for (const [name, read] of Object.entries(readers)) {
      it(`is unknown to ${name}`, async () => {
        const { stackOutputs } = await run(() => ({ value: read(new Config(), "closed") }), { ...sealed, knowledge });
        assert.deepEqual(stackOutputs["value"], unknown);
      });
    }

    it("is its word to requireSecret", async () => {
      const { stackOutputs } = await run(() => ({ value: new Config().requireSecret("closed") }), {
        ...sealed,
        knowledge,
      });
      assert.deepEqual(stackOutputs["value"], new Secret("a-word"));
    });

    it("makes what hangs on it unknown, and nothing else", async () => {
      const evaluation = await run(
        () => {
          const retentionInDays = new Config().requireSecretNumber("closed");
          new cloudwatch.LogGroup("logs", { name: "known", retentionInDays });
        },
        { ...sealed, knowledge },
      );
      const { inputs } = named(evaluation, "logs");
      assert.deepEqual(inputs["retentionInDays"], unknown);
      assert.equal(holdsUnknown(inputs["name"] ?? null), false);
    });

    it("is refused where the program wants it in clear", async () => {
      const { message } = await failureOf(() => new Config().requireNumber("closed"), { ...sealed, knowledge });
      assert.match(message, /'clothesline:closed' value 'a-word' is not a valid number/);
    });

    it("is nobody else's: others are read as they are", async () => {
      const program = () => ({ value: new Config().requireSecretNumber("open") });
      assert.deepEqual((await run(program, { ...sealed, knowledge })).stackOutputs["value"], new Secret(7));
    });
  });
}
