import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Traffic } from "../../../components/index";
import { SessionCache, type SessionCacheArgs } from "../../../components/session-cache/session-cache";
import { bothStates, stackOf, text } from "../stack";
import { networkIn } from "../network-in";
import { shopWithCache, types } from "./shop";

const kinds: Record<string, Partial<SessionCacheArgs>> = {
  "for sessions": {},
  "for sessions, of Redis and one node": { engine: "redis", nodes: 1 },
  "in front of a database": { purpose: "lookaside" },
  "in front of a database, without servers": { purpose: "lookaside", serverless: true },
};

describe("a cache", () => {
  for (const [kind, args] of Object.entries(kinds)) {
    it(`makes the same resources whether values are known or not (${kind})`, async () => {
      const [preview, deployed] = await Promise.all(
        bothStates.map(async (state) => (await stackOf(shopWithCache(args), state)).resources.map(({ urn }) => urn)),
      );
      assert.ok((preview?.length ?? 0) > 10);
      assert.deepEqual(deployed?.sort(), preview?.sort());
      assert.equal(new Set(preview).size, preview?.length);
    });
  }

  it("owns everything it makes, under its own name", async () => {
    const { resources, one } = await stackOf(shopWithCache());
    const cache = one("clothesline:index:SessionCache", "shop-carts");
    for (const { type, name, parent } of resources.filter(({ custom }) => custom)) {
      if (type.startsWith("pulumi:providers:")) continue;
      assert.equal(parent, cache.urn, `${type} ${name}`);
      assert.match(name, /^shop-carts(-|$)/);
    }
  });

  it("has two nodes in two zones, of which one takes over from the other, unless told otherwise", async () => {
    const { inputs } = (await stackOf(shopWithCache())).one(types.group, "shop-carts");
    assert.equal(inputs["numCacheClusters"], 2);
    assert.deepEqual(inputs["preferredCacheClusterAzs"], ["eu-west-1a", "eu-west-1b"]);
    assert.equal(inputs["automaticFailoverEnabled"], true);
    assert.equal(inputs["multiAzEnabled"], true);
  });

  it("puts further nodes into the zones in turn", async () => {
    const { inputs } = (await stackOf(shopWithCache({ nodes: 4 }))).one(types.group, "shop-carts");
    assert.deepEqual(inputs["preferredCacheClusterAzs"], ["eu-west-1a", "eu-west-1b", "eu-west-1c", "eu-west-1a"]);
  });

  it("can be one node, which nothing takes over from and which needs one zone only", async () => {
    const { one } = await stackOf(shopWithCache({ nodes: 1, network: networkIn("b") }));
    const { inputs } = one(types.group, "shop-carts");
    assert.equal(inputs["numCacheClusters"], 1);
    assert.deepEqual(inputs["preferredCacheClusterAzs"], ["eu-west-1b"]);
    assert.equal(inputs["automaticFailoverEnabled"], false);
    assert.equal(inputs["multiAzEnabled"], false);
  });

  it("stands in the data tier", async () => {
    const { one, namesBehind } = await stackOf(shopWithCache());
    const { dataSubnetIds } = networkIn("abc");
    assert.deepEqual(one(types.subnets, "shop-carts").inputs["subnetIds"], dataSubnetIds);
    assert.deepEqual(namesBehind(one(types.group, "shop-carts"), "subnetGroupName"), ["shop-carts"]);
  });

  it("changes when it is told to, and its version only then", async () => {
    const { inputs } = (await stackOf(shopWithCache())).one(types.group, "shop-carts");
    assert.equal(inputs["applyImmediately"], true);
    assert.equal(inputs["autoMinorVersionUpgrade"], false);
    assert.equal(inputs["engineVersion"], "8.2");
    assert.equal(inputs["maintenanceWindow"], "sun:04:00-sun:05:00");
  });

  it("keeps its slow commands and its engine's words for 30 days unless told otherwise", async () => {
    for (const [args, days] of [
      [{}, 30],
      [{ logRetentionDays: 7 }, 7],
    ] as const) {
      const { all, one, namesBehind } = await stackOf(shopWithCache(args));
      const groups = all(types.logGroup);
      assert.deepEqual(
        groups.map(({ name, inputs }) => [name, inputs["retentionInDays"]]),
        [
          ["shop-carts-engine-log", days],
          ["shop-carts-slow-log", days],
        ],
      );
      assert.deepEqual(namesBehind(one(types.group, "shop-carts"), "logDeliveryConfigurations"), [
        "shop-carts-engine-log",
        "shop-carts-slow-log",
      ]);
    }
  });
});

describe("a cache's memory, when it is full,", () => {
  it("refuses writes where it holds sessions, so that no cart is ever evicted", async () => {
    const { one, namesBehind } = await stackOf(shopWithCache());
    const { inputs } = one(types.parameters, "shop-carts");
    assert.deepEqual(inputs["parameters"], [{ name: "maxmemory-policy", value: "noeviction" }]);
    assert.deepEqual(namesBehind(one(types.group, "shop-carts"), "parameterGroupName"), ["shop-carts"]);
  });

  it("lets go of what was used least where it holds copies", async () => {
    const { one } = await stackOf(shopWithCache({ purpose: "lookaside" }));
    const { inputs } = one(types.parameters, "shop-carts");
    assert.deepEqual(inputs["parameters"], [{ name: "maxmemory-policy", value: "allkeys-lru" }]);
  });

  for (const [engine, version, family] of [
    ["valkey", "9.1", "valkey9"],
    ["valkey", "9.0", "valkey9"],
    ["valkey", "8.0", "valkey8"],
    ["valkey", "7.2", "valkey7"],
    ["redis", "7.0", "redis7"],
  ] as const) {
    it(`is told so by parameters that ${engine} ${version} takes`, async () => {
      const { one } = await stackOf(shopWithCache({ engine, engineVersion: version }));
      assert.equal(one(types.parameters, "shop-carts").inputs["family"], family);
    });
  }
});

describe("a cache's content", () => {
  it("is encrypted on the way, and on disk with a key of its own that AWS replaces every year", async () => {
    const { one, all, namesBehind } = await stackOf(shopWithCache());
    const group = one(types.group, "shop-carts");
    assert.equal(group.inputs["transitEncryptionEnabled"], true);
    assert.equal(group.inputs["transitEncryptionMode"], "required");
    assert.equal(group.inputs["atRestEncryptionEnabled"], true);
    assert.deepEqual(namesBehind(group, "kmsKeyId"), ["shop-carts"]);
    assert.equal(all(types.key).length, 1);
    assert.equal(one(types.key, "shop-carts").inputs["enableKeyRotation"], true);
  });

  it("is snapshot every day, for a week where it holds sessions and a day where it holds copies", async () => {
    for (const [args, days] of [
      [{}, 7],
      [{ purpose: "lookaside" }, 1],
      [{ snapshotRetentionDays: 0 }, 0],
    ] as const) {
      const { inputs } = (await stackOf(shopWithCache(args))).one(types.group, "shop-carts");
      assert.equal(inputs["snapshotRetentionLimit"], days);
    }
  });

  it("is snapshot under a name of its own when sessions are deleted, and not when copies are", async () => {
    const names = await Promise.all(
      ["shop-carts", "shop-baskets"].map(async (name) => {
        const program = () => new SessionCache(name, { network: networkIn("ab"), purpose: "sessions" });
        return text((await stackOf(program, "deployed")).one(types.group, name).inputs["finalSnapshotIdentifier"]);
      }),
    );
    assert.match(names[0] ?? "", /^shop-carts-final-[0-9a-f]{8}$/);
    assert.match(names[1] ?? "", /^shop-baskets-final-[0-9a-f]{8}$/);
    const { one } = await stackOf(shopWithCache({ purpose: "lookaside" }));
    assert.equal(one(types.group, "shop-carts").inputs["finalSnapshotIdentifier"], undefined);
  });

  it("leaves a snapshot of another name whenever another takes its place, so that both can be kept", async () => {
    const final = async (args: Parameters<typeof shopWithCache>[0]) =>
      text(
        (await stackOf(shopWithCache(args), "deployed")).one(types.group, "shop-carts").inputs[
          "finalSnapshotIdentifier"
        ],
      );
    const names = [
      await final({ engine: "valkey", engineVersion: "8.2" }),
      await final({ engine: "valkey", engineVersion: "8.1" }),
      await final({ engine: "redis", engineVersion: "7.1" }),
      await final({ engine: "redis", engineVersion: "7.0" }),
    ];
    assert.equal(new Set(names).size, names.length, names.join());
    assert.equal(await final({ engineVersion: "8.2", nodes: 3, nodeType: "cache.m7g.large" }), names[0]);
  });

  it("is snapshot under a name that hangs on its key and its subnets, with which it is replaced", async () => {
    const { one } = await stackOf(shopWithCache());
    const { propertyDependencies } = one("random:index/randomId:RandomId", "shop-carts-final");
    const behind = [types.key, types.subnets].map((type) => one(type, "shop-carts").urn);
    assert.deepEqual(propertyDependencies["keepers"]?.slice().sort(), behind.sort());
  });

  it("is protected with its key where it holds sessions, and nothing else is", async () => {
    const protectedBy = async (args: Partial<SessionCacheArgs>) =>
      (await stackOf(shopWithCache(args))).resources.filter(({ protect }) => protect).map(({ type }) => type);
    const held = ["aws:kms/key:Key", "aws:kms/alias:Alias", types.group];
    assert.deepEqual((await protectedBy({})).sort(), held.sort());
    assert.deepEqual((await protectedBy({ purpose: "lookaside", deletionProtection: true })).sort(), held.sort());
    assert.deepEqual(await protectedBy({ purpose: "lookaside" }), []);
    assert.deepEqual(await protectedBy({ deletionProtection: false }), []);
  });
});

describe("a cache's security group", () => {
  it("lets nobody in and out by itself, and is the only one", async () => {
    for (const args of Object.values(kinds)) {
      const { all, one, namesBehind } = await stackOf(shopWithCache(args));
      assert.equal(all(types.ingress).length + all(types.egress).length, 0);
      const group = one(types.securityGroup, "shop-carts");
      assert.equal(group.inputs["ingress"], undefined);
      assert.equal(group.inputs["egress"], undefined);
      const cache = [...all(types.group), ...all(types.serverless)];
      assert.deepEqual(
        cache.map((each) => namesBehind(each, "securityGroupIds")),
        [["shop-carts"]],
      );
    }
  });

  it("admits whoever a Traffic names, on the cache's port", async () => {
    const { all, namesBehind } = await stackOf(() => {
      const web = new aws.ec2.SecurityGroup("web", { vpcId: "vpc-0123456789abcdef0", description: "web" });
      const cache = new SessionCache("shop-carts", { network: networkIn("ab"), purpose: "sessions" });
      const { securityGroupId: toSecurityGroupId, port } = cache;
      new Traffic("web-to-carts", { fromSecurityGroupId: web.id, toSecurityGroupId, port });
    });
    const [rule, ...others] = all(types.ingress);
    assert.ok(rule);
    assert.deepEqual(others, []);
    assert.deepEqual(namesBehind(rule, "securityGroupId"), ["shop-carts"]);
    assert.deepEqual([rule.inputs["fromPort"], rule.inputs["toPort"]], [6379, 6379]);
  });
});

describe("a cache without servers", () => {
  const withoutServers = (args: Partial<SessionCacheArgs> = {}) =>
    shopWithCache({ purpose: "lookaside", serverless: true, ...args });

  it("is no replication group, and has neither parameters, subnet group nor logs", async () => {
    const { all } = await stackOf(withoutServers());
    assert.equal(all(types.serverless).length, 1);
    for (const type of [types.group, types.parameters, types.subnets, types.logGroup]) assert.deepEqual(all(type), []);
  });

  it("uses no more than it may", async () => {
    for (const [args, gigabytes, units] of [
      [{}, 5, 5000],
      [{ maxStorageGb: 20, maxEcpuPerSecond: 1000 }, 20, 1000],
    ] as const) {
      const { inputs } = (await stackOf(withoutServers(args))).one(types.serverless, "shop-carts");
      assert.deepEqual(inputs["cacheUsageLimits"], {
        dataStorage: { maximum: gigabytes, unit: "GB" },
        ecpuPerSeconds: [{ maximum: units }],
      });
    }
  });

  it("stands in the data tier of three zones at most, encrypted with its own key, behind its own users", async () => {
    const { one, namesBehind } = await stackOf(withoutServers({ network: networkIn("abcd") }));
    const cache = one(types.serverless, "shop-carts");
    assert.deepEqual(cache.inputs["subnetIds"], networkIn("abc").dataSubnetIds);
    assert.deepEqual(namesBehind(cache, "kmsKeyId"), ["shop-carts"]);
    const { propertyDependencies } = cache;
    assert.deepEqual(propertyDependencies["userGroupId"], [one(types.users, "shop-carts").urn]);
  });
});
