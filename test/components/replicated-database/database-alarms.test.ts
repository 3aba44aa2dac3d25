import assert from "node:assert/strict";
import { holdAlarms, type Sounding } from "../alarms";
import { stackOf, text, type Stack } from "../stack";
import { alarmType, instanceType, shop, twoReplicas } from "./database-scene";

const topic = "arn:aws:sns:eu-west-1:123456789012:alarms";
const namesOf = ({ all }: Stack) => all(alarmType).map(({ name }) => name);
const threshold = async (args: Parameters<typeof shop>[0], name: string) =>
  (await stackOf(shop(args))).one(alarmType, name).inputs["threshold"];

describe("a database's alarms", () => {
  it("watch CPU, storage, memory and connections of each instance, and how far each replica is behind", async () => {
    const own = ["shop-connections", "shop-cpu", "shop-memory", "shop-storage"];
    assert.deepEqual(namesOf(await stackOf(shop())), own);
    const ofReplicas = ["one", "two"].flatMap((replica) =>
      ["connections", "cpu", "lag", "memory", "storage"].map((what) => `shop-${replica}-${what}`),
    );
    assert.deepEqual(namesOf(await stackOf(shop({ replicas: twoReplicas }))), [...own, ...ofReplicas].sort());
  });

  it("look at the instance that they are named after", async () => {
    const { one, all } = await stackOf(shop({ replicas: twoReplicas }), "deployed");
    for (const { name, inputs } of all(alarmType)) {
      const instance = name.slice(0, name.lastIndexOf("-"));
      const { identifier } = one(instanceType, instance).inputs;
      assert.deepEqual(inputs["dimensions"], { DBInstanceIdentifier: identifier }, name);
      assert.equal(inputs["namespace"], "AWS/RDS");
    }
  });

  it("go to the topic when they begin and when they are over, and to nobody without one", async () => {
    for (const { inputs } of (await stackOf(shop({ alarmTopicArn: topic }))).all(alarmType)) {
      assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [[topic], [topic]]);
    }
    for (const { inputs } of (await stackOf(shop())).all(alarmType)) {
      assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [[], []]);
    }
  });

  it("go off in time for the instance's own size", async () => {
    const gibibyte = 1024 ** 3;
    for (const [instanceClass, memoryGib, connections] of [
      ["db.t4g.micro", 1, 112],
      ["db.t4g.medium", 4, 450],
      ["db.m8g.large", 8, 901],
      ["db.c6gd.2xlarge", 16, 1802],
      ["db.r8g.xlarge", 32, 3604],
      ["db.x2g.16xlarge", 1024, 5000],
    ] as const) {
      const expected = Math.floor((memoryGib * 1024) / 20) * 1024 ** 2;
      assert.equal(await threshold({ instanceClass }, "shop-memory"), expected, instanceClass);
      assert.equal(
        await threshold({ instanceClass }, "shop-connections"),
        Math.floor(connections * 0.8),
        instanceClass,
      );
    }
    const least = (await threshold({ allocatedStorageGib: 100 }, "shop-storage")) as number;
    // Below a tenth storage grows by itself; the alarm is for when that did not help.
    assert.ok(least > 5 * gibibyte && least < 10 * gibibyte);
  });

  it("explain themselves", async () => {
    for (const { name, inputs } of (await stackOf(shop({ replicas: twoReplicas }))).all(alarmType)) {
      const description = text(inputs["alarmDescription"]);
      assert.match(description, /\d/, name);
      assert.ok(description.length <= 1024 && description.endsWith("."), name);
    }
  });
});

/** What instances of db.t4g.micro with 100 GiB have in common. */
function soundingsOf(instance: string): Record<string, Sounding> {
  const mebibyte = 1024 ** 2;
  return {
    [`${instance}-cpu`]: {
      periods: 15,
      bad: { CPUUtilization: [61, 100] },
      good: { CPUUtilization: [60, 100] },
      // Only an instance that is down is silent.
      silence: "alarm",
      says: "over 80 % for 15 minutes",
    },
    [`${instance}-storage`]: {
      periods: 30,
      bad: { FreeStorageSpace: [9000 * mebibyte, 8192 * mebibyte - 1] },
      good: { FreeStorageSpace: [9000 * mebibyte, 8192 * mebibyte] },
      silence: "no data",
      says: "Less than 8192 MiB, 8 % of the first 100 GiB, have been free for 30 minutes",
    },
    [`${instance}-memory`]: {
      periods: 15,
      bad: { FreeableMemory: [52 * mebibyte, 50 * mebibyte - 2] },
      good: { FreeableMemory: [52 * mebibyte, 50 * mebibyte] },
      silence: "no data",
      says: "Less than 51 MiB, 5 % of the memory of db.t4g.micro, have been free for 15 minutes",
    },
    [`${instance}-connections`]: {
      periods: 5,
      bad: { DatabaseConnections: [1, 90] },
      good: { DatabaseConnections: [89, 89] },
      silence: "no data",
      says: "More than 89 connections, 80 % of what db.t4g.micro takes, have been open for 5 minutes",
    },
  };
}

describe("an alarm of a database", () => {
  holdAlarms(shop({ allocatedStorageGib: 100, replicas: { one: { zoneName: "eu-west-1a" } } }), {
    ...soundingsOf("shop"),
    ...soundingsOf("shop-one"),
    "shop-one-lag": {
      periods: 5,
      bad: { ReplicaLag: [0, 31] },
      good: { ReplicaLag: [30, 30] },
      // One that says nothing replicates no more.
      silence: "alarm",
      says: "over 30 seconds behind for 5 minutes",
    },
  });
});
