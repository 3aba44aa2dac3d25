import assert from "node:assert/strict";
import { SessionCache } from "../../../components/session-cache/session-cache";
import { cacheConnectStatement, cacheSettings, cacheSettingNames } from "../../../components/session-cache/settings";
import { stackOf, text } from "../stack";
import { networkIn } from "../network-in";
import { shopWithCache, types } from "./shop";

describe("what a cache tells its clients", () => {
  it("is where writes and reads go, who signs in, and what a token is signed for", async () => {
    const { outputs, one } = await stackOf(shopWithCache(), "deployed");
    const group = one(types.group, "shop-carts").outputs;
    assert.equal(outputs["host"], group["primaryEndpointAddress"]);
    assert.equal(outputs["readerHost"], group["readerEndpointAddress"]);
    assert.equal(outputs["port"], 6379);
    assert.equal(outputs["userName"], one(types.user, "shop-carts").outputs["userName"]);
    assert.equal(outputs["cacheId"], group["replicationGroupId"]);
    assert.equal(outputs["region"], "eu-west-1");
    assert.equal(outputs["isServerless"], false);
  });

  it("is how many replicas there are to wait for", async () => {
    const replicasWith = async (args: Parameters<typeof shopWithCache>[0]) =>
      (await stackOf(shopWithCache(args))).outputs["replicas"];
    assert.equal(await replicasWith({}), 1);
    assert.equal(await replicasWith({ nodes: 1 }), 0);
    assert.equal(await replicasWith({ nodes: 3 }), 2);
    assert.equal(await replicasWith({ purpose: "lookaside", serverless: true }), 0);
  });

  it("is one host for writes and reads where there is one node", async () => {
    const { outputs } = await stackOf(shopWithCache({ nodes: 1 }), "deployed");
    assert.match(String(outputs["host"]), /^master\./);
    assert.equal(outputs["readerHost"], outputs["host"]);
  });

  it("is the name of the cache without servers, and that it is one", async () => {
    const { outputs, one } = await stackOf(shopWithCache({ purpose: "lookaside", serverless: true }), "deployed");
    const cache = one(types.serverless, "shop-carts").outputs;
    assert.equal(outputs["cacheId"], cache["name"]);
    assert.equal(outputs["isServerless"], true);
    assert.match(String(outputs["host"]), /serverless/);
    assert.equal(outputs["readerHost"], outputs["host"]);
  });

  it("is in lower case where a token is signed for it", async () => {
    const { outputs } = await stackOf(shopWithCache(), "deployed");
    for (const name of ["cacheId", "userName"]) assert.equal(outputs[name], String(outputs[name]).toLowerCase());
  });

  it("stands in the environment behind a prefix, so that an application can have two caches", async () => {
    const { outputs } = await stackOf(() => {
      const network = networkIn("ab");
      const carts = new SessionCache("shop-carts", { network, purpose: "sessions" });
      const copies = new SessionCache("shop-copies", { network, purpose: "lookaside", serverless: true });
      return { ...cacheSettings(carts, "SESSION_"), ...cacheSettings(copies, "LOOKASIDE_") };
    }, "deployed");
    const names = Object.values(cacheSettingNames);
    assert.deepEqual(
      Object.keys(outputs).sort(),
      [...names.map((name) => `SESSION_${name}`), ...names.map((name) => `LOOKASIDE_${name}`)].sort(),
    );
    assert.equal(outputs["SESSION_CACHE_PORT"], "6379");
    assert.equal(outputs["SESSION_CACHE_SERVERLESS"], "false");
    assert.equal(outputs["LOOKASIDE_CACHE_SERVERLESS"], "true");
    assert.match(String(outputs["SESSION_CACHE_USER"]), /^shop-carts-/);
    assert.match(String(outputs["LOOKASIDE_CACHE_USER"]), /^shop-copies-/);
    assert.match(String(outputs["SESSION_CACHE_HOST"]), /shop-carts/);
    assert.match(String(outputs["SESSION_CACHE_READER_HOST"]), /^replica\.shop-carts/);
    assert.match(String(outputs["LOOKASIDE_CACHE_ID"]), /^shop-copies-/);
    assert.equal(outputs["SESSION_CACHE_REGION"], "eu-west-1");
  });

  it("holds no secret", () => {
    for (const name of Object.values(cacheSettingNames)) assert.doesNotMatch(name, /PASSWORD|TOKEN|SECRET/);
  });
});

describe("the permission to sign in to a cache", () => {
  for (const [kind, args] of [
    ["of nodes", {}],
    ["without servers", { purpose: "lookaside", serverless: true }],
  ] as const) {
    it(`names the cache ${kind} and the user, and nothing more`, async () => {
      const { outputs, all, one } = await stackOf(() => {
        const cache = new SessionCache("shop-carts", { network: networkIn("ab"), purpose: "sessions", ...args });
        return cacheConnectStatement(cache);
      }, "deployed");
      const [cache] = [...all(types.group), ...all(types.serverless)];
      const user = one(types.user, "shop-carts");
      assert.equal(outputs["Action"], "elasticache:Connect");
      assert.deepEqual(outputs["Resource"], [text(cache?.outputs["arn"]), text(user.outputs["arn"])]);
    });
  }
});
