import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config";
import { asPulumiDoes, good, problemsOf } from "./stack-values";

const domain = { name: "shop.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };
const plain = { plainHttp: true };

const parsed = (values: Record<string, unknown>) => parseConfig(asPulumiDoes({ ...good, ...values }), "dev");

/** A block with one number in it, which may lie deeper: database.backupRetentionDays. */
function blockWith(path: string, value: number): object {
  const [last = "", ...outer] = path.split(".").reverse();
  return outer.reduce<object>((inner, key) => ({ [key]: inner }), { [last]: value });
}

describe("a system that says only how it is reached", () => {
  const tier = { domain, plainHttp: false, instanceType: "t4g.small", releasesKept: 5, firewall: false };

  it("is protected, has no firewall, small instances and five releases", () => {
    const { whatisthetime } = parsed({ "clothesline:whatisthetime": { domain } });
    assert.deepEqual(whatisthetime, { ...tier, deletionProtection: true });
  });

  it("is, as a shop, sessions in a cache of two nodes for a week, and a database with a standby", () => {
    const cache = { nodeType: "cache.t4g.micro", nodes: 2 };
    assert.deepEqual(parsed({ "clothesline:myclothes": { domain } }).myclothes, {
      ...{ ...tier, deletionProtection: true },
      ...{ sessionStrategy: "cache", sessionLifetimeHours: 168, sessionCookieKeyGeneration: 1 },
      ...{ sessionLossAccepted: false, sessionCache: cache, lookasideCache: cache },
      database: {
        ...{ instanceClass: "db.t4g.micro", multiAz: true, replicas: {}, backupRetentionDays: 14 },
        allowMajorVersionUpgrade: false,
      },
    });
  });

  it("is, as todo lists, without DAX, without caches and firewall, and protected, though it says nothing at all", () => {
    assert.deepEqual(parsed({ "clothesline:mytodolist": {} }).mytodolist, {
      ...{ callbackUrls: ["http://localhost:8080/signed-in"], webOrigins: [], secondFactor: "optional" },
      ...{ threatProtection: false, stalenessSeconds: 60, recoveryDays: 35 },
      ...{ responseCache: false, responseCacheGigabytes: 0.5, requestsPerSecond: 100, requestsInBurst: 200 },
      ...{ firewall: false, accessLog: true, logRetentionDays: 30, deletionProtection: true },
    });
  });

  it("has, where it only names an accelerator, three small nodes, and a capacity of five units at least", () => {
    const { mytodolist } = parsed({
      "clothesline:mytodolist": { accelerator: {}, capacity: { maxReadUnits: 50, maxWriteUnits: 20 } },
    });
    assert.deepEqual(mytodolist?.accelerator, { nodes: 3, nodeType: "dax.t3.small" });
    assert.deepEqual(mytodolist.capacity, { minReadUnits: 5, maxReadUnits: 50, minWriteUnits: 5, maxWriteUnits: 20 });
  });

  it("keeps logs for 90 days and protects them where they are kept, and writes to nobody unless told to", () => {
    const { accessLogs, alarms } = parsed({ "clothesline:accessLogs": {}, "clothesline:alarms": {} });
    assert.deepEqual(accessLogs, { retentionDays: 90, deletionProtection: true });
    assert.deepEqual(alarms, { emailAddresses: [] });
  });
});

describe("a number in a system's block", () => {
  const ranges: [block: string, path: string, from: number, to: number][] = [
    ["whatisthetime", "releasesKept", 2, 50],
    ["myclothes", "minInstances", 1, 1000],
    ["myclothes", "maxInstances", 2, 1000],
    ["myclothes", "releasesKept", 2, 50],
    ["myclothes", "sessionLifetimeHours", 1, 8760],
    ["myclothes", "sessionCookieKeyGeneration", 1, 1_000_000],
    ["myclothes", "sessionCache.nodes", 1, 6],
    ["myclothes", "lookasideCache.nodes", 1, 6],
    ["myclothes", "database.backupRetentionDays", 1, 35],
    ["accessLogs", "retentionDays", 1, 3653],
    ["mytodolist", "accelerator.nodes", 1, 11],
    ["mytodolist", "stalenessSeconds", 1, 86_400],
    ["mytodolist", "recoveryDays", 1, 35],
    ["mytodolist", "requestsPerSecond", 1, 10_000],
    ["mytodolist", "requestsInBurst", 1, 5000],
  ];
  for (const [block, path, from, to] of ranges) {
    it(`goes from ${from} to ${to}, both of them allowed: ${block}.${path}`, () => {
      const least = ["accessLogs", "mytodolist"].includes(block) ? {} : plain;
      const values = (value: number) => ({ [`clothesline:${block}`]: { ...least, ...blockWith(path, value) } });
      for (const value of [from, to]) parsed(values(value));
      for (const value of [from - 1, to + 1]) {
        const keys = problemsOf({ ...good, ...values(value) }).map(({ key }) => key);
        assert.deepEqual(keys, [`clothesline:${block}.${path}`], String(value));
      }
    });
  }
});

describe("two keys that have something to say about each other", () => {
  const accepted: Record<string, Record<string, unknown>> = {
    "as many instances at most as one for each zone": {
      "clothesline:whatisthetime": { ...plain, maxInstances: 3 },
      "clothesline:network": { zones: ["a", "b", "c"] },
    },
    "one instance at least and at most": {
      "clothesline:whatisthetime": { ...plain, minInstances: 1, maxInstances: 1 },
    },
    "as many at most as at least": { "clothesline:myclothes": { ...plain, minInstances: 4, maxInstances: 4 } },
    "many instances at least, and no word of how many at most": {
      "clothesline:myclothes": { ...plain, minInstances: 20 },
    },
    "two replicas in one zone, where there are more replicas than zones": {
      "clothesline:myclothes": { ...plain, database: { replicas: { catalogue: "a", orders: "b", reports: "b" } } },
    },
    "a sticky session of a week": {
      "clothesline:myclothes": {
        ...plain,
        ...{ sessionStrategy: "sticky", sessionLossAccepted: true, sessionLifetimeHours: 168 },
      },
    },
    "as much capacity at most as at least": {
      "clothesline:mytodolist": {
        capacity: { minReadUnits: 7, maxReadUnits: 7, minWriteUnits: 8, maxWriteUnits: 8 },
      },
    },
    "todo lists in one zone, with an accelerator and no way out": {
      "clothesline:mytodolist": { accelerator: {} },
      "clothesline:network": { zones: ["a"], nat: "none" },
    },
    "no second factor, where nothing asks for one": {
      "clothesline:mytodolist": { secondFactor: "off" },
    },
    "an accepted loss beside a strategy that loses nothing": {
      "clothesline:myclothes": { ...plain, sessionLossAccepted: true },
    },
  };
  for (const [what, values] of Object.entries(accepted)) {
    it(`may be ${what}`, () => {
      assert.doesNotThrow(() => parsed(values));
    });
  }
});
