import assert from "node:assert/strict";
import type { SessionCacheArgs } from "../../../components/session-cache/session-cache";
import { isObject, type Properties } from "../../../sandbox";
import { holdAlarms, type Sounding } from "../alarms";
import { stackOf, text } from "../stack";
import { shopWithCache, types } from "./shop";

const alarmsOf = async (args: Partial<SessionCacheArgs> = {}) =>
  (await stackOf(shopWithCache(args), "deployed")).all(types.alarm);
const namesOf = async (args: Partial<SessionCacheArgs> = {}) => (await alarmsOf(args)).map(({ name }) => name);

/** The metrics that an alarm looks at: its one, or those of its expression. */
function metricsOf(inputs: Properties): Properties[] {
  const queries = Array.isArray(inputs["metricQueries"]) ? inputs["metricQueries"] : [];
  const metrics = queries.filter(isObject).map(({ metric }) => metric);
  return metrics.filter((metric) => metric !== undefined).filter(isObject);
}

describe("a cache's alarms", () => {
  it("are on memory, evictions, processor, connections and replicas where it holds sessions", async () => {
    assert.deepEqual(
      await namesOf(),
      ["connections", "cpu", "engine-cpu", "evictions", "memory", "replication-lag"].map(
        (what) => `shop-carts-${what}`,
      ),
    );
  });

  it("are not on memory where it holds copies, which are there to fill it", async () => {
    const names = await namesOf({ purpose: "lookaside" });
    assert.ok(!names.includes("shop-carts-memory"));
    assert.ok(names.includes("shop-carts-evictions"));
  });

  it("are not on replicas where there is none", async () => {
    assert.ok(!(await namesOf({ nodes: 1 })).includes("shop-carts-replication-lag"));
  });

  it("are on its limits where it has no servers", async () => {
    assert.deepEqual(
      await namesOf({ purpose: "lookaside", serverless: true }),
      ["evictions", "memory", "processing", "throttles"].map((what) => `shop-carts-${what}`),
    );
  });

  it("keep their names when nodes are added, and look at each node", async () => {
    assert.deepEqual(await namesOf({ nodes: 5 }), await namesOf());
    for (const { inputs } of await alarmsOf({ nodes: 5 })) {
      const ids = metricsOf(inputs).map(({ dimensions }) => isObject(dimensions ?? null) && JSON.stringify(dimensions));
      assert.equal(new Set(ids).size, 5);
    }
  });

  it("look at this cache and no other", async () => {
    const { all, namesBehind } = await stackOf(shopWithCache());
    for (const alarm of all(types.alarm)) assert.deepEqual(namesBehind(alarm, "metricQueries"), ["shop-carts"]);
    const serverless = await stackOf(shopWithCache({ purpose: "lookaside", serverless: true }));
    for (const alarm of serverless.all(types.alarm)) {
      assert.deepEqual(serverless.namesBehind(alarm, "dimensions"), ["shop-carts"]);
    }
  });

  it("say what is wrong, and of which cache", async () => {
    for (const args of [{}, { purpose: "lookaside" }, { purpose: "lookaside", serverless: true }] as const) {
      for (const { name, inputs } of await alarmsOf(args)) {
        const description = text(inputs["alarmDescription"]);
        assert.match(description, /shop-carts/, name);
        assert.ok(description.length > 80 && description.length <= 1024, name);
      }
    }
  });

  it("tell the topic when they go off and when they are over, and nobody without one", async () => {
    const alarmTopicArn = "arn:aws:sns:eu-west-1:123456789012:alarms";
    for (const { inputs } of await alarmsOf({ alarmTopicArn })) {
      assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [[alarmTopicArn], [alarmTopicArn]]);
    }
    for (const { inputs } of await alarmsOf())
      assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [[], []]);
  });
});

/** What caches of nodes have in common: any node's state sounds. */
const ofNodes: Record<string, Sounding> = {
  "shop-carts-engine-cpu": {
    periods: 5,
    bad: { EngineCPUUtilization: [10], node1: [60, 100] },
    good: { EngineCPUUtilization: [10], node1: [59, 100] },
    // A cache whose nodes are silent is not there.
    silence: "alarm",
    says: "busy for 80 % of the time",
  },
  "shop-carts-cpu": {
    periods: 5,
    bad: { CPUUtilization: [10], node1: [80, 100] },
    good: { CPUUtilization: [10], node1: [79, 100] },
    silence: "as before",
    says: "busy for 90 % of the time",
  },
  "shop-carts-connections": {
    periods: 5,
    bad: { CurrConnections: [9_999], node1: [1, 10_000] },
    good: { CurrConnections: [9_999] },
    silence: "as before",
    says: "has 10,000 connections to a node",
  },
  "shop-carts-replication-lag": {
    periods: 5,
    // The primary has none.
    bad: { ReplicationLag: [], node1: [0, 10] },
    good: { ReplicationLag: [], node1: [9.9, 9.9] },
    // Without a replica nobody reports any.
    silence: "alarm",
    says: "10 seconds behind",
  },
};

describe("an alarm of a cache of sessions", () => {
  holdAlarms(shopWithCache(), {
    ...ofNodes,
    "shop-carts-memory": {
      periods: 5,
      bad: { DatabaseMemoryUsageCountedForEvictPercentage: [59.9], node1: [50, 60] },
      good: { DatabaseMemoryUsageCountedForEvictPercentage: [59.9] },
      silence: "as before",
      says: "Sessions fill 60 % of shop-carts",
    },
    "shop-carts-evictions": {
      bad: { Evictions: [0], node1: [0, 1] },
      good: { Evictions: [0, 0] },
      silence: "well",
      says: "evicted a session",
    },
  });
});

describe("an alarm of a cache of copies", () => {
  holdAlarms(shopWithCache({ purpose: "lookaside" }), {
    ...ofNodes,
    "shop-carts-evictions": {
      periods: 15,
      bad: { Evictions: [500], node1: [500, 500] },
      good: { Evictions: [500], node1: [500, 499] },
      silence: "well",
      says: "a thousand keys a minute for 15 minutes",
    },
  });
});

describe("an alarm of a cache without servers", () => {
  const gigabyte = 1024 ** 3;
  const limits = { maxStorageGb: 10, maxEcpuPerSecond: 1000 };
  holdAlarms(shopWithCache({ purpose: "lookaside", serverless: true, ...limits }), {
    "shop-carts-memory": {
      periods: 5,
      bad: { BytesUsedForCache: [gigabyte, 9 * gigabyte] },
      good: { BytesUsedForCache: [9 * gigabyte - 1, 9 * gigabyte - 1] },
      silence: "well",
      says: "90 % of its maxStorageGb, 10.",
    },
    "shop-carts-processing": {
      periods: 5,
      bad: { ElastiCacheProcessingUnits: [24_000, 24_000] },
      good: { ElastiCacheProcessingUnits: [24_000, 23_999] },
      silence: "well",
      says: "80 % of its maxEcpuPerSecond, 1000.",
    },
    "shop-carts-throttles": {
      periods: 5,
      bad: { ThrottledCmds: [0, 1] },
      good: { ThrottledCmds: [0, 0] },
      silence: "well",
      says: "turned requests away for five minutes",
    },
    "shop-carts-evictions": {
      periods: 5,
      bad: { Evictions: [500, 500] },
      good: { Evictions: [500, 499] },
      silence: "well",
      says: "a thousand keys a minute for five minutes",
    },
  });
});
