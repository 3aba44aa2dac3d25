import assert from "node:assert/strict";
import { holdAlarms } from "../alarms";
import { stackOf, text } from "../stack";
import { types, web } from "./tier";

/** One answer in a hundred is at 3 s still, and the slowest at a minute. */
const fastEnough = [...Array.from({ length: 99 }, () => 3), 60];
const tooSlow = [...Array.from({ length: 98 }, () => 0.1), 3.01, 60];

describe("an alarm of a web tier", () => {
  holdAlarms(web({ minInstances: 2, maxInstances: 5, latencyAlarmSeconds: 3 }), {
    "shop-web-application-errors": {
      ...{ periods: 3, of: 5 },
      bad: { HTTPCode_Target_5XX_Count: [4, 6] },
      good: { HTTPCode_Target_5XX_Count: [4, 5] },
      silence: "well",
      says: "10 requests a minute or more with 5xx, in 3 of 5 minutes",
    },
    "shop-web-load-balancer-errors": {
      ...{ periods: 3, of: 5 },
      bad: { HTTPCode_ELB_5XX_Count: [4, 6] },
      good: { HTTPCode_ELB_5XX_Count: [4, 5] },
      silence: "well",
      says: "10 requests a minute or more with 5xx, in 3 of 5 minutes",
    },
    "shop-web-unhealthy": {
      periods: 10,
      bad: { UnHealthyHostCount: [0, 1] },
      good: { UnHealthyHostCount: [0, 0] },
      silence: "well",
      says: "unhealthy for 10 minutes",
    },
    "shop-web-latency": {
      periods: 5,
      bad: { TargetResponseTime: tooSlow },
      good: { TargetResponseTime: fastEnough },
      silence: "well",
      says: "One answer in a hundred took longer than 3 s for 5 minutes",
    },
    "shop-web-rejected": {
      bad: { RejectedConnectionCount: [0, 1] },
      good: { RejectedConnectionCount: [0, 0] },
      silence: "well",
      says: "turned a connection away",
    },
    "shop-web-too-few": {
      periods: 10,
      bad: { GroupInServiceInstances: [2, 1] },
      good: { GroupInServiceInstances: [2, 2] },
      // A group that says nothing is not there.
      silence: "alarm",
      says: "Fewer than the minimum of 2 instances were in service for 10 minutes",
    },
    "shop-web-full": {
      periods: 15,
      bad: { GroupInServiceInstances: [5, 5] },
      good: { GroupInServiceInstances: [5, 4] },
      silence: "well",
      says: "All 5 instances that are allowed have been in service for 15 minutes",
    },
  });
});

describe("the alarms of a web tier", () => {
  const topic = "arn:aws:sns:eu-west-1:123456789012:alarms";

  it("cover errors, health, latency, turned away connections and the size of the group", async () => {
    const alarms = (await stackOf(web())).all(types.alarm);
    assert.deepEqual(
      alarms.map(({ name, inputs }) => `${name}: ${text(inputs["metricName"])}`),
      [
        "shop-web-application-errors: HTTPCode_Target_5XX_Count",
        "shop-web-full: GroupInServiceInstances",
        "shop-web-latency: TargetResponseTime",
        "shop-web-load-balancer-errors: HTTPCode_ELB_5XX_Count",
        "shop-web-rejected: RejectedConnectionCount",
        "shop-web-too-few: GroupInServiceInstances",
        "shop-web-unhealthy: UnHealthyHostCount",
      ],
    );
    assert.ok(alarms.every(({ inputs }) => text(inputs["alarmDescription"]).length > 60));
  });

  it("watch metrics that the group does send", async () => {
    const metrics = (await stackOf(web())).one(types.group, "shop-web").inputs["enabledMetrics"];
    assert.ok(Array.isArray(metrics) && metrics.includes("GroupInServiceInstances"));
  });

  it("tell the topic that is given, and otherwise nobody", async () => {
    for (const [args, actions] of [
      [{ alarmTopicArn: topic }, [topic]],
      [{}, []],
    ] as const) {
      for (const { inputs } of (await stackOf(web(args))).all(types.alarm)) {
        assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [actions, actions]);
      }
    }
  });

  it("do not call a group full that cannot grow", async () => {
    const { all } = await stackOf(web({ minInstances: 2, maxInstances: 2 }));
    assert.ok(!all(types.alarm).some(({ name }) => name === "shop-web-full"));
  });
});
