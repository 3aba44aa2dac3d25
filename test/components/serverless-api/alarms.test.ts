import { holdAlarms, type Sounding } from "../alarms";
import { operationIds, withApi } from "./todos";

const ofFunction = (id: string): [string, Sounding][] => [
  [
    `shop-todos-${id}-errors`,
    {
      period: 300,
      bad: { Errors: [0, 1] },
      good: { Errors: [0, 0] },
      silence: "well",
      says: "Any single one counts",
    },
  ],
  [
    `shop-todos-${id}-throttles`,
    {
      ...{ periods: 3, of: 5 },
      bad: { Throttles: [0, 1] },
      good: { Throttles: [0, 0] },
      silence: "well",
      says: "away in 3 of 5 minutes",
    },
  ],
];

describe("an alarm of an API", () => {
  holdAlarms(withApi({ latencyAlarmSeconds: 5 }), {
    "shop-todos-errors": {
      ...{ periods: 3, of: 5 },
      // API Gateway counts 1 for a request that failed, and 0 for another.
      bad: { "5XXError": [0, 1, 1, 1, 1, 1] },
      good: { "5XXError": [0, 1, 1, 1, 1, 0] },
      silence: "well",
      says: "5 requests a minute or more with 5xx, in 3 of 5 minutes",
    },
    "shop-todos-latency": {
      ...{ periods: 3, of: 5 },
      bad: { Latency: [...Array.from({ length: 98 }, () => 100), 5001, 29_000] },
      good: { Latency: [...Array.from({ length: 99 }, () => 5000), 29_000] },
      silence: "well",
      says: "One in a hundred requests to shop-todos took longer than 5 s, in 3 of 5 minutes",
    },
    ...Object.fromEntries(operationIds.flatMap(ofFunction)),
  });
});
