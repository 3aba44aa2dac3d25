import assert from "node:assert/strict";
import fc from "fast-check";
import type { ReplicatedDatabaseArgs } from "../../../components/replicated-database/arguments";
import { DatabaseInsights } from "../../../components/replicated-database/insights";
import { MasterSecret } from "../../../components/replicated-database/master-secret";
import { ReplicatedDatabase } from "../../../components/replicated-database/replicated-database";
import { refused } from "../refusal";
import { bothStates, stackOf } from "../stack";
import { networkIn } from "../network-in";
import { ingressType, instanceType, shop } from "./database-scene";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const zonesFor = (letters: string, free: string[]) => fc.shuffledSubarray(free.length > 0 ? free : Array.from(letters));

/** Arguments that are right in every combination. */
const valid: fc.Arbitrary<Partial<ReplicatedDatabaseArgs>> = fc
  .record({
    letters: fc.constantFrom("ab", "abc", "abcd"),
    multiAz: fc.boolean(),
    stated: fc.boolean(),
    names: fc.uniqueArray(word, { minLength: 4, maxLength: 4 }),
  })
  .chain(({ letters, multiAz, stated, names }) => {
    const primaryZone = !multiAz && stated ? "a" : undefined;
    const free = Array.from(letters).filter((letter) => letter !== primaryZone);
    const common = {
      instanceClass: fc.constantFrom("db.t4g.micro", "db.m8g.large", "db.r8g.2xlarge", "db.x2iedn.xlarge"),
      engineVersion: fc.constantFrom("16", "17", "17.6", "18.1"),
      allocatedStorageGib: fc.integer({ min: 20, max: 65_536 }),
      databaseName: word.map((name) => `db_${name}`),
      applicationUser: word.map((name) => `app_${name}`),
      masterUsername: word.map((name) => `owner_${name}`),
      port: fc.integer({ min: 1150, max: 65_535 }),
      backupRetentionDays: fc.integer({ min: 1, max: 35 }),
      insights: fc.constantFrom(...Object.values(DatabaseInsights)),
      monitoringIntervalSeconds: fc.constantFrom(0, 1, 60),
      deletionProtection: fc.boolean(),
      finalSnapshot: fc.boolean(),
    };
    return fc.tuple(fc.record(common, { requiredKeys: [] }), zonesFor(letters, free)).map(([args, zones]) => ({
      ...args,
      network: networkIn(letters),
      multiAz,
      ...(primaryZone === undefined ? {} : { zoneName: `eu-west-1${primaryZone}` }),
      replicas: Object.fromEntries(
        zones.map((letter, index) => [names[index] ?? "", { zoneName: `eu-west-1${letter}` }]),
      ),
      ...(zones.length > 0 ? {} : { masterSecret: MasterSecret.Managed }),
    }));
  });

/** One argument at a time that is wrong whatever the others are. */
const invalid = fc.constantFrom<[string, unknown]>(
  ["instanceClass", "t4g.micro"],
  ["multiAz", "yes"],
  ["replicas", 2],
  ["engineVersion", "17.x"],
  ["allocatedStorageGib", 5],
  ["maxAllocatedStorageGib", 20],
  ["databaseName", "group"],
  ["applicationUser", "rdsadmin"],
  ["masterUsername", "admin"],
  ["masterSecret", "none"],
  ["port", 22],
  ["backupRetentionDays", -1],
  ["insights", true],
  ["logRetentionDays", 2],
  ["deletionProtection", null],
  ["password", "hunter2"],
);

describe("any database", () => {
  it("that is asked for rightly is made, each thing once, and admits its migration function alone", async () => {
    await fc.assert(
      fc.asyncProperty(valid, fc.constantFrom(...bothStates), async (args, knowledge) => {
        const { resources, all } = await stackOf(shop(args), knowledge);
        const urns = resources.map(({ urn }) => urn);
        assert.equal(new Set(urns).size, urns.length);
        assert.equal(all(instanceType).length, 1 + Object.keys(args.replicas ?? {}).length);
        const entries = all(ingressType);
        assert.equal(entries.length, 1);
        assert.ok(entries.every(({ inputs }) => !("cidrIpv4" in inputs) && !("cidrIpv6" in inputs)));
      }),
      { numRuns: 25 },
    );
  });

  it("that is asked for wrongly is refused with every wrong argument in one error", () => {
    fc.assert(
      fc.property(valid, fc.uniqueArray(invalid, { minLength: 1, selector: ([name]) => name }), (args, wrong) => {
        const bad = { instanceClass: "db.t4g.micro", ...args, ...Object.fromEntries(wrong) };
        const told = refused(() => new ReplicatedDatabase("shop", bad as unknown as ReplicatedDatabaseArgs));
        for (const [name] of wrong) assert.ok(told.includes(name), name);
      }),
    );
  });

  it("that is asked for with anything at all is made or refused, and never breaks", () => {
    const anything = fc.record({
      network: fc.oneof(fc.constant(networkIn("abc")), fc.anything()),
      instanceClass: fc.anything(),
      replicas: fc.anything(),
      engineVersion: fc.anything(),
      replicaEngineVersion: fc.anything(),
      masterSecret: fc.anything(),
      allocatedStorageGib: fc.anything(),
      maxAllocatedStorageGib: fc.anything(),
      zoneName: fc.anything(),
      // Something is always wrong, so that nothing is made here.
      port: fc.constant(0),
    });
    fc.assert(
      fc.property(anything, (args) => {
        const told = refused(() => new ReplicatedDatabase("shop", args as unknown as ReplicatedDatabaseArgs));
        assert.ok(told.includes("port"));
      }),
    );
  });
});
