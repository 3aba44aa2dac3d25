import assert from "node:assert/strict";
import { stackOf, text } from "../stack";
import { shopWithCache, types } from "./shop";

/** What an access string grants, and what it takes back, in its own words and order. */
async function rulesOf(user: string, engine: "valkey" | "redis" = "valkey"): Promise<string[]> {
  const { one } = await stackOf(shopWithCache({ engine }));
  return text(one(types.user, user).inputs["accessString"]).split(" ");
}

describe("who uses a cache", () => {
  for (const engine of ["valkey", "redis"] as const) {
    it(`signs in to ${engine} with IAM, by a user whose id is its name, and there is no password`, async () => {
      const { one } = await stackOf(shopWithCache({ engine }), "deployed");
      const { inputs } = one(types.user, "shop-carts");
      assert.match(text(inputs["userId"]), /^shop-carts-[0-9a-f]{6}$/);
      assert.equal(inputs["userName"], inputs["userId"]);
      assert.deepEqual(inputs["authenticationMode"], { type: "iam" });
      assert.equal(inputs["passwords"], undefined);
      assert.equal(inputs["engine"], engine);
    });

    it(`belongs to the one group that ${engine} asks who may come in`, async () => {
      const { one, all, namesBehind } = await stackOf(shopWithCache({ engine }));
      assert.equal(all(types.users).length, 1);
      const group = one(types.group, "shop-carts");
      assert.deepEqual(group.propertyDependencies["userGroupIds"], [one(types.users, "shop-carts").urn]);
      assert.ok(namesBehind(one(types.users, "shop-carts"), "userIds").includes("shop-carts"));
      assert.equal(group.inputs["authToken"], undefined);
    });
  }

  it("is nobody else in Valkey", async () => {
    const { all } = await stackOf(shopWithCache());
    assert.deepEqual(
      all(types.user).map(({ name }) => name),
      ["shop-carts"],
    );
  });

  it("is nobody else in Redis either, whose default user is there and off", async () => {
    const { one, namesBehind } = await stackOf(shopWithCache({ engine: "redis" }), "deployed");
    const { inputs } = one(types.user, "shop-carts-default");
    assert.equal(inputs["userName"], "default");
    assert.notEqual(inputs["userId"], "default");
    assert.equal(inputs["accessString"], "off -@all");
    assert.deepEqual(namesBehind(one(types.users, "shop-carts"), "userIds"), ["shop-carts", "shop-carts-default"]);
  });

  it("may read, write, run transactions and scripts", async () => {
    const rules = await rulesOf("shop-carts");
    for (const granted of ["on", "~*", "+@read", "+@write", "+@transaction", "+@scripting", "+@connection"]) {
      assert.ok(rules.includes(granted), granted);
    }
  });

  it("may do nothing that is not granted, and nothing dangerous but to ask what the server is", async () => {
    const rules = await rulesOf("shop-carts");
    assert.ok(!rules.includes("+@all"));
    assert.ok(rules.indexOf("-@all") < rules.indexOf("+@read"));
    // What stands behind counts: KEYS is a read, and FLUSHALL a write.
    const after = rules.slice(rules.indexOf("-@dangerous") + 1);
    assert.ok(rules.includes("-@dangerous"));
    assert.deepEqual(after, ["+info", "+cluster|slots", "+cluster|shards", "+cluster|nodes"]);
  });

  it("has an id that no cache of another name or engine has, since there is one of each in an account", async () => {
    const idOf = async (engine: "valkey" | "redis") => {
      const { one } = await stackOf(shopWithCache({ engine }));
      const [random] = one(types.users, "shop-carts").propertyDependencies["userGroupId"] ?? [];
      const { resources } = await stackOf(shopWithCache({ engine }));
      return resources.find(({ urn }) => urn === random)?.inputs["keepers"];
    };
    assert.deepEqual(await idOf("valkey"), { engine: "valkey" });
    assert.deepEqual(await idOf("redis"), { engine: "redis" });
  });
});
