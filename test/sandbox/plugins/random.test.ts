import assert from "node:assert/strict";
import { unknown } from "../../../sandbox/values";
import { text } from "../run";
import { Provider } from "./provider";

const password = "random:index/randomPassword:RandomPassword";

describe("the random provider", () => {
  let provider: Provider;
  before(async () => {
    provider = await Provider.start({ entry: "random.ts" });
  });
  after(() => {
    provider.stop();
  });

  it("says which version of the real provider it stands for, and keeps nothing in an account", async () => {
    await provider.make(password, "owner", { length: 32 });
    assert.deepEqual(provider.holdings(), []);
  });

  it("makes another value each time, which stays as it is read", async () => {
    const [one, other] = [
      await provider.make(password, "owner", { length: 32 }),
      await provider.make(password, "owner", { length: 32 }),
    ];
    assert.equal(text(one.outputs["result"]).length, 32);
    assert.notEqual(one.outputs["result"], other.outputs["result"]);
    assert.equal((await provider.read(one))?.outputs["result"], one.outputs["result"]);
  });

  it("does not know it in a preview", async () => {
    const { outputs } = await provider.preview(password, "owner", { length: 32 });
    assert.equal(outputs["result"], unknown);
  });

  it("makes it anew for another length or keeper, and for nothing else", async () => {
    const made = await provider.make(password, "owner", { length: 32, keepers: { turn: "1" } });
    const difference = (given: Parameters<Provider["difference"]>[1]) => provider.difference(made, given);
    assert.equal((await difference({ length: 32, keepers: { turn: "1" } })).changes, false);
    assert.deepEqual((await difference({ length: 33, keepers: { turn: "1" } })).replaces, ["length"]);
    assert.deepEqual((await difference({ length: 32, keepers: { turn: "2" } })).replaces, ["keepers"]);
  });

  it("wants to know how long", async () => {
    const { failures } = await provider.check(password, "owner", {});
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["length"],
    );
  });
});
