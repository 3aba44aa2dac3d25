import { holdAlarms } from "../alarms";
import { accelerator, shopWithTable } from "./table";

describe("an alarm of a table", () => {
  holdAlarms(shopWithTable({ accelerator }), {
    "shop-carts-read-throttles": {
      ...{ periods: 3, of: 5 },
      bad: { ReadThrottleEvents: [0, 1] },
      good: { ReadThrottleEvents: [0, 0] },
      silence: "well",
      says: "turned reads away in three minutes of five",
    },
    "shop-carts-write-throttles": {
      ...{ periods: 3, of: 5 },
      bad: { WriteThrottleEvents: [0, 1] },
      good: { WriteThrottleEvents: [0, 0] },
      silence: "well",
      says: "turned writes away in three minutes of five",
    },
    "shop-carts-system-errors": {
      periods: 5,
      // Of two operations, while the others have none.
      bad: { SystemErrors: [], errors0: [5], errors7: [5, 1] },
      good: { SystemErrors: [], errors0: [5], errors7: [5, 0] },
      silence: "well",
      says: "more than ten a minute for five minutes",
    },
    "shop-carts-accelerator-cpu": {
      periods: 5,
      bad: { CPUUtilization: [40, 100] },
      good: { CPUUtilization: [39, 100] },
      silence: "well",
      says: "busy for 70 % of the time, five minutes long",
    },
    "shop-carts-accelerator-evictions": {
      periods: 5,
      bad: { EvictedSize: [50_000_000, 50_000_000] },
      good: { EvictedSize: [50_000_000, 49_999_999] },
      silence: "well",
      says: "throws away 100 MB a minute",
    },
    "shop-carts-accelerator-faults": {
      ...{ periods: 3, of: 5 },
      bad: { FaultRequestCount: [5, 5] },
      good: { FaultRequestCount: [5, 4] },
      silence: "well",
      says: "ten requests a minute by faults of its own, in three minutes of five",
    },
    "shop-carts-accelerator-throttles": {
      ...{ periods: 3, of: 5 },
      bad: { ThrottledRequestCount: [0, 1] },
      good: { ThrottledRequestCount: [0, 0] },
      silence: "well",
      says: "turned requests away in three minutes of five",
    },
  });
});
