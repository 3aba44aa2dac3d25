import assert from "node:assert/strict";
import fc from "fast-check";
import { SessionCache, type SessionCacheArgs } from "../../../components/session-cache/session-cache";
import { refused } from "../refusal";
import { stackOf } from "../stack";
import { networkIn } from "../network-in";
import { shopWithCache, types } from "./shop";

const network = fc.constantFrom("ab", "abc", "abcd").map(networkIn);
const optional = { requiredKeys: ["network", "purpose"] } satisfies { requiredKeys: (keyof SessionCacheArgs)[] };
const purpose = fc.constantFrom("sessions", "lookaside");
const both = {
  network,
  snapshotRetentionDays: fc.integer({ min: 0, max: 35 }),
  deletionProtection: fc.boolean(),
  alarmTopicArn: fc.constant("arn:aws:sns:eu-west-1:123456789012:alarms"),
};

const engines = fc.constantFrom(
  { engine: "valkey" },
  { engine: "valkey", engineVersion: "9.0" },
  { engine: "valkey", engineVersion: "7.2" },
  { engine: "redis" },
  { engine: "redis", engineVersion: "7.0" },
  {},
);
const nodes = fc.record(
  {
    ...both,
    purpose,
    nodeType: fc.constantFrom("cache.t4g.micro", "cache.m7g.large", "cache.r7g.16xlarge", "cache.c7gn.medium"),
    nodes: fc.integer({ min: 2, max: 6 }),
    automaticFailover: fc.boolean(),
    finalSnapshot: fc.boolean(),
    maintenanceWindow: fc.constantFrom("sun:04:00-sun:05:00", "sun:23:30-mon:00:30", "wed:00:00-thu:00:00"),
    logRetentionDays: fc.constantFrom(1, 30, 365),
  },
  optional,
);
const withoutServers = fc.record(
  {
    ...both,
    purpose: fc.constant("lookaside"),
    maxStorageGb: fc.integer({ min: 1, max: 5000 }),
    maxEcpuPerSecond: fc.integer({ min: 1000, max: 15_000_000 }),
  },
  optional,
);
const good = fc.oneof(
  fc.tuple(nodes, engines).map(([args, engine]) => ({ ...args, ...engine })),
  withoutServers.map((args) => ({ ...args, serverless: true })),
) as fc.Arbitrary<SessionCacheArgs>;

const badValues: Record<string, unknown[]> = {
  network: [undefined, null, {}, [], "vpc-0123456789abcdef0"],
  purpose: [undefined, null, "", "carts", 1],
  engine: [null, "", "memcached", 7],
  serverless: [null, "yes", 0],
  nodes: [null, 0, 7, -1, 2.5, Number.NaN, "2"],
  maxStorageGb: [null, 0, 5001, "5"],
  snapshotRetentionDays: [null, -1, 36, 0.5, "7"],
  logRetentionDays: [null, 0, 31, "30"],
  maintenanceWindow: [null, "", "sunday", "sun:24:00-mon:01:00"],
  nodeType: [null, "", "large", "cache.t2", "db.t4g.micro"],
  deletionProtection: [null, "true", 1],
  alarmTopicArn: [null, "", "alarms", 7],
  nodeCount: [2],
};
const bad = fc
  .constantFrom(...Object.entries(badValues))
  .chain(([argument, values]) => fc.constantFrom(...values).map((value) => [argument, value] as const));

describe("a cache of any arguments", () => {
  it("that are allowed is made, every resource once, and reached by nobody", async () => {
    await fc.assert(
      fc.asyncProperty(good, async (args) => {
        const { resources, all } = await stackOf(shopWithCache(args));
        const urns = resources.map(({ urn }) => urn);
        assert.equal(new Set(urns).size, urns.length);
        assert.deepEqual([...all(types.ingress), ...all(types.egress)], []);
      }),
      { numRuns: 30 },
    );
  });

  it("of which one is not allowed is refused, and that one is named", () => {
    fc.assert(
      fc.property(good, bad, (args, [argument, value]) => {
        const wrong = refused(() => new SessionCache("shop-carts", { ...args, [argument]: value }));
        assert.ok(wrong.includes(argument), `${wrong.join(", ")} instead of ${argument}`);
      }),
    );
  });
});
