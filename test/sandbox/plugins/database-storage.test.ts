import assert from "node:assert/strict";
import { Secret, type Properties } from "../../../sandbox/values";
import { database, useAccount } from "./account";
import type { State } from "./provider";

const fast: Properties = { ...database, allocatedStorage: 100, iops: 3000, storageType: "io1" };
const general: Properties = { ...database, allocatedStorage: 400, storageType: "gp3" };

describe("the sandbox's RDS and the storage of a database", () => {
  const account = useAccount();
  const make = (given: Properties, name = "database") => account.make("database", given, name);
  const change = (made: State, given: Properties) => account.provider.update(made, given);

  describe("makes none", () => {
    const wrong = "InvalidParameterCombination:";
    const of = (type: string) => `for engine name postgres and storage type ${type}`;
    const below = `${wrong} You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400.`;
    const refusals: [what: string, given: Properties, words: string][] = [
      ["smaller than any", { ...database, allocatedStorage: 19 }, `${wrong} Invalid storage size ${of("gp2")}: 19`],
      [
        "larger than any",
        { ...general, allocatedStorage: 65_537 },
        `${wrong} Invalid storage size ${of("gp3")}: 65537`,
      ],
      [
        "of magnetic storage that is too small",
        { ...database, allocatedStorage: 4, storageType: "standard" },
        `${wrong} Invalid storage size ${of("standard")}: 4`,
      ],
      [
        "of magnetic storage that is too large",
        { ...database, allocatedStorage: 3073, storageType: "standard" },
        `${wrong} Invalid storage size ${of("standard")}: 3073`,
      ],
      ["of io1 that is too small", { ...fast, allocatedStorage: 99 }, `${wrong} Invalid storage size ${of("io1")}: 99`],
      [
        "of io2 that is too small",
        { ...fast, allocatedStorage: 99, storageType: "io2" },
        `${wrong} Invalid storage size ${of("io2")}: 99`,
      ],
      [
        "of io1 without its speed",
        { ...fast, iops: null },
        `${wrong} The storage type io1 requires iops to be specified.`,
      ],
      [
        "of io2 without its speed",
        { ...fast, iops: null, storageType: "io2" },
        `${wrong} The storage type io2 requires iops to be specified.`,
      ],
      [
        "of io1 that is too slow",
        { ...fast, iops: 999 },
        `${wrong} Invalid iops ${of("io1")}: 999. Allowed are 1000 to 256000.`,
      ],
      [
        "of io1 that is too fast for its size",
        { ...fast, iops: 5001 },
        `${wrong} Invalid iops to storage (GiB) ratio ${of("io1")}: 50.0100`,
      ],
      [
        "of io1 that is too slow for its size",
        { ...fast, allocatedStorage: 2001, iops: 1000 },
        `${wrong} Invalid iops to storage (GiB) ratio ${of("io1")}: 0.4998`,
      ],
      [
        "of io1 that grows too large for its speed",
        { ...fast, iops: 1000, maxAllocatedStorage: 2500 },
        `${wrong} Invalid iops to max storage (GiB) ratio ${of("io1")}: 0.4000`,
      ],
      ["of gp3 with a speed below four volumes", { ...general, allocatedStorage: 399, iops: 12_000 }, below],
      [
        "of gp3 with a throughput below four volumes",
        { ...general, allocatedStorage: 399, storageThroughput: 500 },
        below,
      ],
      [
        "of gp3 below its baseline",
        { ...general, iops: 3000 },
        `${wrong} Invalid iops ${of("gp3")}: 3000. Allowed are 12000 to 64000.`,
      ],
      [
        "of gp3 with a throughput below its baseline",
        { ...general, storageThroughput: 499 },
        `${wrong} Invalid storage throughput ${of("gp3")}: 499. Allowed are 500 to 4000.`,
      ],
      [
        "of gp3 with more throughput than its speed carries",
        { ...general, iops: 12_000, storageThroughput: 3001 },
        `${wrong} Invalid storage throughput to iops ratio ${of("gp3")}: 0.2501`,
      ],
      [
        "whose limit is its size",
        { ...database, maxAllocatedStorage: 20 },
        `${wrong} Max storage size must be greater than storage size`,
      ],
      [
        "whose limit is below its size",
        { ...database, maxAllocatedStorage: 19 },
        `${wrong} Max storage size must be greater than storage size`,
      ],
      [
        "whose limit is less than a tenth above its size",
        { ...database, maxAllocatedStorage: 21 },
        `${wrong} The maximum allocated storage must be increased by at least 10 percent.`,
      ],
    ];
    for (const [what, given, words] of refusals) {
      it(what, () => account.refuses(() => make(given), words));
    }
  });

  it("makes all that is within the limits", async () => {
    const good: Properties[] = [
      { ...fast, iops: 5000 },
      { ...fast, allocatedStorage: 2000, iops: 1000 },
      { ...fast, iops: 100_000, storageType: "io2" },
      { ...general, iops: 12_000, storageThroughput: 3000 },
      { ...general, allocatedStorage: 20 },
      { ...database, allocatedStorage: 5, storageType: "standard" },
      { ...database, allocatedStorage: 3072, storageType: "standard" },
      { ...database, maxAllocatedStorage: 22 },
      { ...database, allocatedStorage: 100, maxAllocatedStorage: 110 },
      { ...database, maxAllocatedStorage: 0 },
    ];
    for (const [place, given] of good.entries()) await make(given, `database-${String(place)}`);
  });

  it("grows as far as somebody asks, limit or none, and does not shrink", async () => {
    const made = await make(database);
    const grown = await change(made, { ...database, allocatedStorage: 30 });
    assert.equal(grown.outputs["allocatedStorage"], 30);
    await account.refuses(
      () => change(grown, database),
      "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type gp2: 20",
    );
  });

  it("grows by a tenth at least", async () => {
    const made = await make({ ...database, allocatedStorage: 100 });
    const grown = await change(made, { ...database, allocatedStorage: 101 });
    assert.equal(grown.outputs["allocatedStorage"], 110);
    assert.equal((await account.provider.read(grown))?.outputs["allocatedStorage"], 110);
    const { outputs } = await change(grown, { ...database, allocatedStorage: 121 });
    assert.equal(outputs["allocatedStorage"], 121);
  });

  describe("with a limit", () => {
    const limited = { ...database, maxAllocatedStorage: 100 };

    it("grows to it by itself, and is changed otherwise all the same", async () => {
      const made = await make(limited);
      account.provider.edit(({ holdings }) => {
        for (const { inputs } of holdings) if (inputs) inputs["allocatedStorage"] = 100;
      });
      await change(made, { ...limited, backupRetentionPeriod: 7 });
    });

    it("grows to it by a person only together with it", async () => {
      const made = await make(limited);
      await account.refuses(
        () => change(made, { ...limited, allocatedStorage: 100 }),
        "InvalidParameterCombination: Max storage size must be greater than storage size",
      );
      await change(made, { ...limited, allocatedStorage: 95 });
      await change(made, { ...limited, allocatedStorage: 100, maxAllocatedStorage: 200 });
    });

    it("is without one again, once it is the size or none", async () => {
      const made = await make(limited);
      await change(await change(made, { ...database, maxAllocatedStorage: 20 }), limited);
      await change(made, database);
    });
  });

  it("gives a replica the size of its source, and a type of its own", async () => {
    await make(
      { ...fast, backupRetentionPeriod: 7, identifier: "users", password: new Secret("battery-horse") },
      "users",
    );
    const replica = { instanceClass: "db.t4g.micro", replicateSourceDb: "users" };
    await account.refuses(
      () => make({ ...replica, maxAllocatedStorage: 105 }, "reader"),
      "InvalidParameterCombination: The maximum allocated storage must be increased by at least 10 percent.",
    );
    await account.refuses(
      () => make({ ...replica, iops: 6000, storageType: "io1" }, "reader"),
      "InvalidParameterCombination: Invalid iops to storage (GiB) ratio for engine name postgres and storage type io1: 60.0000",
    );
    const { outputs } = await make({ ...replica, maxAllocatedStorage: 200, storageType: "gp3" }, "reader");
    assert.equal(outputs["allocatedStorage"], 100);
  });

  it("may become faster storage that it is large enough for", async () => {
    const made = await make(database);
    const to = { ...database, iops: 3000, storageType: "io2" };
    await account.refuses(
      () => change(made, to),
      "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type io2: 20",
    );
    await change(made, { ...to, allocatedStorage: 100 });
  });
});
