import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { database, useAccount, versionsOf } from "./account";

const kept: Properties = {
  ...database,
  allocatedStorage: 40,
  dbName: "shop",
  finalSnapshotIdentifier: "users-final",
  identifier: "users",
};
const restored: Properties = {
  instanceClass: "db.t4g.micro",
  skipFinalSnapshot: true,
  snapshotIdentifier: "users-final",
};

describe("the sandbox's RDS and what it restores from a snapshot", () => {
  const account = useAccount();
  const restore = (given: Properties = {}) => account.make("database", { ...restored, ...given }, "restored");

  /** The last that is left of an instance. */
  async function snapshot(given: Properties): Promise<void> {
    await account.provider.remove(await account.make("database", { ...kept, ...given }, "users"));
  }

  const lines: [engine: string, taken: string, asked: string | null, versions: [string, string]][] = [
    ["postgres", "16.9", null, ["16.9", "16.9"]],
    ["postgres", "16", null, ["16.4", "16.4"]],
    ["postgres", "16.9", "16", ["16", "16.9"]],
    ["postgres", "16.9", "17.4", ["17.4", "17.4"]],
    ["mysql", "8.0.39", null, ["8.0.39", "8.0.39"]],
    ["oracle-ee", "19", null, ["19", "19"]],
  ];
  for (const [engine, taken, asked, expected] of lines) {
    it(`runs ${expected[1]} of ${engine}, where the snapshot is of ${taken} and ${asked ?? "nothing"} is asked for`, async () => {
      await snapshot({ engine, engineVersion: taken });
      const made = await restore({ engineVersion: asked, allowMajorVersionUpgrade: true });
      assert.deepEqual(versionsOf(made), expected);
      assert.deepEqual(versionsOf(await account.found(made)), expected);
    });
  }

  it("is of the release that RDS had raised its instance to", async () => {
    const made = await account.make("database", { ...kept, engineVersion: "17" }, "users");
    account.provider.edit(({ holdings }) => {
      for (const { inputs } of holdings) if (inputs) inputs["engineVersion"] = "17.7";
    });
    await account.provider.remove(made);
    assert.deepEqual(versionsOf(await restore()), ["17.7", "17.7"]);
  });

  it("has the snapshot's size, owner and database, and grows from there", async () => {
    await snapshot({});
    const made = await restore();
    const { allocatedStorage, dbName, username } = made.outputs;
    assert.deepEqual([allocatedStorage, dbName, username], [40, "shop", "owner"]);
    const after = await account.provider.update(made, { ...restored, allocatedStorage: 41 });
    assert.equal(after.outputs["allocatedStorage"], 44);
  });

  it("is held to what storage of the snapshot's size may have", async () => {
    await snapshot({});
    await account.refuses(
      () => restore({ iops: 3000, storageType: "gp3" }),
      /can't specify IOPS or storage throughput for engine postgres and a storage size less than 400\.$/,
    );
  });

  it("is brought to another version as what runs is", async () => {
    await snapshot({ engineVersion: "16.9" });
    await account.refuses(
      () => restore({ engineVersion: "16.4" }),
      "InvalidParameterCombination: Cannot upgrade postgres from 16.9 to 16.4",
    );
    await account.refuses(
      () => restore({ engineVersion: "17.4" }),
      /^InvalidParameterCombination: The AllowMajorVersionUpgrade/,
    );
  });
});
