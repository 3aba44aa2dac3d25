import assert from "node:assert/strict";
import { isObject, type Properties } from "../../sandbox";
import { valueOf } from "./metric-math";
import { assertPublished } from "./published-metrics";
import { stackOf, text } from "./stack";

/** The samples of a period by the name of their metric, or by the id of a query that has others than the rest. */
type Measured = Readonly<Record<string, readonly number[]>>;

type State = "alarm" | "as before" | "no data" | "well";

/** When an alarm sounds. */
export interface Sounding {
  /** In seconds. Default: 60. */
  period?: number;
  /** In how many periods it is bad before the alarm sounds. Default: 1. */
  periods?: number;
  /** Of how many, the last one included. Default: as many, so in a row. */
  of?: number;
  /** What sounds, by as little as can be. */
  bad: Measured;
  /** What does not sound yet. */
  good: Measured;
  /** What does not sound either, for another reason. */
  alsoGood?: Measured;
  /** What silence means. */
  silence: State;
  /** Words of the description that name the numbers above. */
  says: string;
}

/** Makes tests that a program has these alarms and no others, and one for each of when it sounds. */
export function holdAlarms(program: () => unknown, soundings: Readonly<Record<string, Sounding>>): void {
  const alarms = new Map<string, Properties>();
  let all: Awaited<ReturnType<typeof stackOf>>["all"];
  before(async () => {
    ({ all } = await stackOf(program, "deployed"));
    for (const { name, inputs } of all("aws:cloudwatch/metricAlarm:MetricAlarm")) alarms.set(name, inputs);
  });

  it("are no others than are known here", () => {
    assert.deepEqual([...alarms.keys()].sort(), Object.keys(soundings).sort());
  });
  for (const [name, sounding] of Object.entries(soundings)) {
    it(`${name}: ${sounding.says}`, () => {
      const alarm = alarms.get(name);
      assert.ok(alarm !== undefined, `there is no alarm ${name}`);
      for (const metric of metricsOf(alarm)) assertPublished(metric, all);
      holdAlarm(alarm, sounding);
    });
  }
}

function holdAlarm(alarm: Properties, sounding: Sounding): void {
  const { period = 60, periods = 1, of = periods, bad, good, alsoGood = good, silence, says } = sounding;
  const times = (count: number, measured: Measured) => Array.from({ length: count }, () => measured);
  const stateAfter = (...recently: Measured[][]) => stateOf(alarm, [times(200, good), ...recently].flat());

  assert.deepEqual(periodsOf(alarm), [period], "period");
  const last = times(periods - 1, bad);
  assert.equal(stateAfter([bad], times(of - periods, good), last), "alarm", "bad for long enough");
  assert.equal(stateAfter([bad], times(of - periods + 1, good), last), "well", "bad for a period too few");
  assert.equal(stateAfter(times(of, bad), times(of, good)), "well", "good again");
  assert.equal(stateAfter(times(of, alsoGood)), "well", "good for another reason");
  assert.equal(stateOf(alarm, times(200, {})), silence, "silent");
  const description = text(alarm["alarmDescription"]);
  assert.ok(description.includes(says), description);
}

/**
 * What CloudWatch makes of periods, the newest last (user guide, "Alarm evaluation" and "Configuring how CloudWatch
 * alarms treat missing data").
 */
function stateOf(alarm: Properties, periods: readonly Measured[]): State {
  const evaluated = Number(alarm["evaluationPeriods"]);
  const values = periods.slice(-evaluated).map((measured) => valueIn(alarm, measured));
  const silence = text(alarm["treatMissingData"]);
  if (values.every((value) => value === undefined)) {
    const state = states[silence];
    assert.ok(state !== undefined, silence);
    return state;
  }
  const breaches = comparisons[text(alarm["comparisonOperator"])];
  assert.ok(breaches !== undefined, text(alarm["comparisonOperator"]));
  const threshold = Number(alarm["threshold"]);
  const breaching = values.filter((value) =>
    value === undefined ? silence === "breaching" : breaches(value, threshold),
  );
  return breaching.length >= Number(alarm["datapointsToAlarm"] ?? evaluated) ? "alarm" : "well";
}

const states: Partial<Record<string, State>> = {
  breaching: "alarm",
  ignore: "as before",
  missing: "no data",
  notBreaching: "well",
};

const comparisons: Partial<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/** The value of the one metric, or of the expression over several. */
function valueIn(alarm: Properties, measured: Measured): number | undefined {
  const queries = queriesOf(alarm);
  if (queries.length === 0) {
    return statisticOf(text(alarm["statistic"] ?? alarm["extendedStatistic"]), measured[text(alarm["metricName"])]);
  }
  const values = new Map<string, number | undefined>();
  for (const { id, metric } of queries) {
    if (isObject(metric))
      values.set(text(id), statisticOf(text(metric["stat"]), samplesOf(text(id), metric, measured)));
  }
  const [told, ...others] = queries.filter(({ returnData }) => returnData === true);
  assert.ok(told !== undefined && others.length === 0, "an alarm looks at one result");
  const [period = NaN] = periodsOf(alarm);
  return valueOf(text(told["expression"]), { values, period });
}

function samplesOf(id: string, metric: Properties, measured: Measured): readonly number[] | undefined {
  const ofAll = measured[text(metric["metricName"])];
  return ofAll && (measured[id] ?? ofAll);
}

function queriesOf(alarm: Properties): Properties[] {
  const queries = alarm["metricQueries"];
  return Array.isArray(queries) ? queries.filter(isObject) : [];
}

/** The one that an alarm looks at, or those of its expression. */
function metricsOf(alarm: Properties): Properties[] {
  const metrics = queriesOf(alarm).flatMap(({ metric }) => (isObject(metric) ? [metric] : []));
  return metrics.length === 0 ? [alarm] : metrics;
}

function periodsOf(alarm: Properties): number[] {
  return [...new Set(metricsOf(alarm).map(({ period }) => Number(period)))];
}

function statisticOf(statistic: string, samples: readonly number[] = []): number | undefined {
  if (samples.length === 0) return undefined;
  const sum = samples.reduce((total, sample) => total + sample, 0);
  const percentile = /^p(\d+)$/.exec(statistic)?.[1];
  if (percentile !== undefined) {
    return [...samples].sort((a, b) => a - b)[Math.ceil((samples.length * Number(percentile)) / 100) - 1];
  }
  const value = {
    Average: sum / samples.length,
    Maximum: Math.max(...samples),
    Minimum: Math.min(...samples),
    SampleCount: samples.length,
    Sum: sum,
  }[statistic];
  assert.ok(value !== undefined, statistic);
  return value;
}
