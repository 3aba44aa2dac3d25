import assert from "node:assert/strict";
import type { SessionCacheArgs } from "../../../components/session-cache/session-cache";
import { isObject, type Properties } from "../../../sandbox";
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

  it("go off for sessions while there is still time to choose a larger node", async () => {
    const memory = (await alarmsOf()).find(({ name }) => name === "shop-carts-memory");
    assert.ok(Number(memory?.inputs["threshold"]) <= 60);
  });

  it("go off for sessions at the first eviction", async () => {
    const evictions = (await alarmsOf()).find(({ name }) => name === "shop-carts-evictions");
    assert.equal(evictions?.inputs["threshold"], 1);
    assert.equal(evictions.inputs["evaluationPeriods"], 1);
  });

  it("go off where a cache or its replicas fall silent, stay as they are where others tell, and are over where nothing happens", async () => {
    const silence = async (args: Partial<SessionCacheArgs>) =>
      Object.fromEntries((await alarmsOf(args)).map(({ name, inputs }) => [name, inputs["treatMissingData"]]));
    const nodes = {
      "shop-carts-connections": "ignore",
      "shop-carts-cpu": "ignore",
      "shop-carts-engine-cpu": "breaching",
      "shop-carts-evictions": "notBreaching",
      "shop-carts-replication-lag": "breaching",
    };
    assert.deepEqual(await silence({}), { ...nodes, "shop-carts-memory": "ignore" });
    assert.deepEqual(await silence({ purpose: "lookaside" }), nodes);
  });

  it("are over where nobody uses a cache without servers", async () => {
    const alarms = await alarmsOf({ purpose: "lookaside", serverless: true });
    for (const { name, inputs } of alarms) assert.equal(inputs["treatMissingData"], "notBreaching", name);
  });

  it("come before the limits of a cache without servers", async () => {
    const args = { purpose: "lookaside", serverless: true, maxStorageGb: 10, maxEcpuPerSecond: 1000 } as const;
    const thresholds = new Map((await alarmsOf(args)).map(({ name, inputs }) => [name, Number(inputs["threshold"])]));
    assert.ok((thresholds.get("shop-carts-memory") ?? Infinity) < 10 * 1024 ** 3);
    assert.ok((thresholds.get("shop-carts-processing") ?? Infinity) < 1000 * 60);
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
