import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { text } from "../run";
import { useAccount } from "./account";

const sessions: Properties = {
  automaticFailoverEnabled: true,
  description: "sessions",
  engine: "valkey",
  engineVersion: "8.0",
  multiAzEnabled: true,
  nodeType: "cache.t4g.micro",
  numCacheClusters: 2,
  transitEncryptionEnabled: true,
};
const shopper: Properties = {
  accessString: "on ~* +@all",
  authenticationMode: { type: "iam" },
  engine: "valkey",
  userId: "shop",
  userName: "shop",
};

describe("the sandbox's ElastiCache", () => {
  const account = useAccount();

  describe("makes no replication group", () => {
    const refusals: [what: string, given: Properties, words: RegExp][] = [
      [
        "of one node that fails over",
        { numCacheClusters: 1 },
        /must be at least 2 if automatic_failover_enabled is true$/,
      ],
      [
        "over several zones that does not fail over",
        { automaticFailoverEnabled: false },
        /^automatic_failover_enabled must be true if multi_az_enabled is true$/,
      ],
      [
        "of nodes of no type",
        { nodeType: null },
        /^"node_type" is required unless "global_replication_group_id" is set\.$/,
      ],
      ["of seven nodes", { numCacheClusters: 7 }, /^InvalidParameterValue: The number of replicas per node group/],
      ["of nodes and of shards", { numNodeGroups: 2 }, /^"num_cache_clusters": conflicts with/],
      ["in a subnet group that is not there", { subnetGroupName: "data" }, /^CacheSubnetGroupNotFoundFault: /],
    ];
    for (const [what, given, words] of refusals) {
      it(what, () => account.refuses(() => account.make("cache", { ...sessions, ...given }), words));
    }

    it("that asks who somebody is and is not encrypted", async () => {
      await account.make("cacheUser", shopper);
      await account.make("cacheUsers", { engine: "valkey", userGroupId: "shop-group", userIds: ["shop"] });
      await account.refuses(
        () => account.make("cache", { ...sessions, transitEncryptionEnabled: false, userGroupIds: ["shop-group"] }),
        /^InvalidParameterCombination: User group based access control .* require encryption-in-transit/,
      );
    });

    it("over zones that its subnets are not in", async () => {
      const [one] = await account.subnets(await account.vpc());
      await account.make("cacheGroup", { name: "data", subnetIds: [one.id] });
      const given = { ...sessions, subnetGroupName: "data" };
      await account.refuses(
        () => account.make("cache", given),
        /^InvalidParameterCombination: Multi-AZ requires a cache/,
      );
    });

    it("with the parameters of another engine", async () => {
      await account.make("cacheParameters", { family: "redis7", name: "other" });
      const given = { ...sessions, parameterGroupName: "other" };
      await account.refuses(
        () => account.make("cache", given),
        "InvalidParameterCombination: Expected a parameter group of family valkey8 but found one of family redis7",
      );
    });
  });

  it("has hosts that say what they are for, and as many members as nodes", async () => {
    const { outputs } = await account.make("cache", { ...sessions, replicationGroupId: "carts" });
    assert.match(text(outputs["primaryEndpointAddress"]), /^master\.carts\.[0-9a-f]{6}\.euw1\.cache\.amazonaws\.com$/);
    assert.match(text(outputs["readerEndpointAddress"]), /^replica\.carts\.[0-9a-f]{6}\.euw1\.cache\.amazonaws\.com$/);
    assert.deepEqual(outputs["memberClusters"], ["carts-001", "carts-002"]);
  });

  it("runs the last version of the line that was asked for", async () => {
    const runs = async (engineVersion: string) => {
      const given = { ...sessions, engine: "redis", engineVersion };
      const { outputs } = await account.make("cache", given, `redis-${engineVersion.replaceAll(".", "-")}`);
      return outputs["engineVersionActual"];
    };
    assert.deepEqual(
      [await runs("6.x"), await runs("7.0"), await runs("7.1"), await runs("5.0.6")],
      ["6.2.6", "7.0.7", "7.1.0", "5.0.6"],
    );
    const valkey = await account.make("cache", { ...sessions, engine: "valkey", engineVersion: "7.2" }, "valkey");
    assert.equal(valkey.outputs["engineVersionActual"], "7.2.6");
  });

  it("runs the newest version where nobody names one", async () => {
    const runs = async (engine: string) => {
      const { outputs } = await account.make("cache", { ...sessions, engine, engineVersion: null }, engine);
      return [outputs["engineVersion"], outputs["engineVersionActual"], outputs["parameterGroupName"]];
    };
    assert.deepEqual(await runs("redis"), ["7.1", "7.1.0", "default.redis7"]);
    assert.deepEqual(await runs("valkey"), ["9.1", "9.1.0", "default.valkey9"]);
  });

  it("knows who signs in with IAM by one name", async () => {
    await account.refuses(
      () => account.make("cacheUser", { ...shopper, userName: "other" }),
      /^InvalidParameterCombination: For IAM enabled users, the user name and user id must be identical\.$/,
    );
    await account.refuses(
      () => account.make("cacheUser", { ...shopper, authenticationMode: null }),
      /^InvalidParameterValue: Input: No password was provided\./,
    );
  });

  it("wants a default user in a group for Redis, and none in one for Valkey", async () => {
    await account.make("cacheUser", shopper);
    const group = { userGroupId: "shop-group", userIds: ["shop"] };
    await account.refuses(
      () => account.make("cacheUsers", { ...group, engine: "redis" }),
      /^DefaultUserRequired: You must add default user to a user group\.$/,
    );
    await account.make("cacheUsers", { ...group, engine: "valkey" });
  });

  it("wants users that are there, each name once", async () => {
    const group = { engine: "redis", userGroupId: "shop-group" };
    const off = { ...shopper, accessString: "off", engine: "redis", userName: "default" };
    const disabled = { ...off, authenticationMode: { type: "no-password-required" }, userId: "nobody" };
    await account.refuses(
      () => account.make("cacheUsers", { ...group, userIds: ["nobody"] }),
      "UserNotFound: User nobody not found.",
    );
    await account.make("cacheUser", disabled, "nobody");
    await account.refuses(
      () => account.make("cacheUsers", { ...group, userIds: ["default", "nobody"] }),
      /^DuplicateUserName: A user with the username default already exists/,
    );
    await account.make("cacheUsers", { ...group, userIds: ["nobody"] });
  });

  it("keeps a user group that a cache has", async () => {
    await account.make("cacheUser", shopper);
    const group = await account.make("cacheUsers", { engine: "valkey", userGroupId: "shop-group", userIds: ["shop"] });
    const made = await account.make("cache", { ...sessions, userGroupIds: ["shop-group"] });
    await account.refuses(
      () => account.provider.remove(group),
      `InvalidUserGroupState: User group shop-group is associated with ${made.id}.`,
    );
    await account.provider.remove(made);
    await account.provider.remove(group);
  });

  it("leaves a last snapshot, if it was told its name", async () => {
    const made = await account.make("cache", { ...sessions, finalSnapshotIdentifier: "carts-final" });
    await account.provider.remove(made);
    assert.deepEqual(account.left(), [["aws:elasticache/snapshot:Snapshot", "carts-final"]]);
  });

  it("leaves no second snapshot of one name", async () => {
    const given = { ...sessions, finalSnapshotIdentifier: "carts-final" };
    const [one, other] = [await account.make("cache", given, "one"), await account.make("cache", given, "other")];
    await account.provider.remove(one);
    await account.refuses(
      () => account.provider.remove(other),
      "SnapshotAlreadyExistsFault: Snapshot with specified name already exists.",
    );
  });
});
