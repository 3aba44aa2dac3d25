import assert from "node:assert/strict";
import type { EvaluatedResource } from "../../../sandbox";
import { holdAlarms } from "../alarms";
import { stackOf, text } from "../stack";
import { shopWithShare, types } from "./share-program";

const topic = "arn:aws:sns:eu-west-1:123456789012:alarms";

describe("a share's alarms", () => {
  async function alarms(args: { alarmTopicArn?: string } = {}) {
    const { all, one } = await stackOf(shopWithShare(args), "deployed");
    return { all: all(types.alarm), one, named: (name: string) => one(types.alarm, `shop-releases-${name}`).inputs };
  }

  it("watch the publisher and the file system", async () => {
    assert.deepEqual(
      (await alarms()).all.map(({ name }) => name),
      ["operations", "publisher-dropped", "publisher-errors", "throughput"].map((what) => `shop-releases-${what}`),
    );
  });

  it("explain themselves, the value included, and say what silence means", async () => {
    for (const { name, inputs } of (await alarms()).all) {
      const description = text(inputs["alarmDescription"]);
      assert.ok(description.includes("shop-releases"), name);
      assert.ok(description.length > 100 && description.length <= 1024, name);
      const threshold = Number(inputs["threshold"]);
      assert.match(description, threshold === 0 ? /Any single one/ : new RegExp(`more than ${threshold} %`), name);
      assert.equal(inputs["treatMissingData"], "notBreaching", name);
    }
  });

  it("tell the topic that they are given, and nobody without one", async () => {
    const told = ({ inputs }: EvaluatedResource) => [inputs["alarmActions"], inputs["okActions"]];
    for (const alarm of (await alarms({ alarmTopicArn: topic })).all) assert.deepEqual(told(alarm), [[topic], [topic]]);
    for (const alarm of (await alarms()).all) assert.deepEqual(told(alarm), [[], []]);
  });

  it("go off at the first release that is not published", async () => {
    const { named, one } = await alarms();
    const publisher = { FunctionName: one(types.function, "shop-releases-publisher").outputs["name"] };
    for (const [name, metric] of [
      ["publisher-errors", "Errors"],
      ["publisher-dropped", "AsyncEventsDropped"],
    ] as const) {
      const { namespace, metricName, dimensions, statistic, threshold, comparisonOperator, evaluationPeriods } =
        named(name);
      assert.deepEqual([namespace, metricName, statistic], ["AWS/Lambda", metric, "Sum"]);
      assert.deepEqual(dimensions, publisher);
      assert.deepEqual([comparisonOperator, threshold, evaluationPeriods], ["GreaterThanThreshold", 0, 1]);
    }
  });

  it("compare the bytes of a second with those that EFS permits in one", async () => {
    const { named, one } = await alarms();
    const dimensions = { FileSystemId: one(types.fileSystem, "shop-releases").id };
    const metric = (metricName: string, stat: string) => ({
      namespace: "AWS/EFS",
      metricName,
      dimensions,
      stat,
      period: 300,
    });
    assert.deepEqual(named("throughput")["metricQueries"], [
      {
        id: "used",
        label: "Percent of the permitted throughput",
        expression: "100 * (metered / PERIOD(metered)) / permitted",
        returnData: true,
      },
      { id: "metered", metric: metric("MeteredIOBytes", "Sum") },
      { id: "permitted", metric: metric("PermittedThroughput", "Average") },
    ]);
    assert.deepEqual(named("operations")["dimensions"], dimensions);
    assert.equal(named("operations")["metricName"], "PercentIOLimit");
  });
});

describe("an alarm of a share", () => {
  holdAlarms(shopWithShare(), {
    "shop-releases-publisher-errors": {
      period: 300,
      bad: { Errors: [0, 1] },
      good: { Errors: [0, 0] },
      silence: "well",
      says: "Any single one counts",
    },
    "shop-releases-publisher-dropped": {
      period: 300,
      bad: { AsyncEventsDropped: [0, 1] },
      good: { AsyncEventsDropped: [0, 0] },
      silence: "well",
      says: "Any single one counts",
    },
    "shop-releases-throughput": {
      ...{ period: 300, periods: 3 },
      bad: { MeteredIOBytes: [12_000, 12_300], PermittedThroughput: [50, 150] },
      good: { MeteredIOBytes: [12_000, 12_000], PermittedThroughput: [50, 150] },
      silence: "well",
      says: "more than 80 % of the bytes that EFS permits shop-releases for 15 minutes",
    },
    "shop-releases-operations": {
      ...{ period: 300, periods: 3 },
      bad: { PercentIOLimit: [10, 81] },
      good: { PercentIOLimit: [80, 80] },
      silence: "well",
      says: "more than 80 % of the operations that EFS can do for shop-releases for 15 minutes",
    },
  });
});
