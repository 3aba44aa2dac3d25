import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { database, useAccount } from "./account";
import type { State } from "./provider";

const oracle: Properties = { ...database, engine: "oracle-ee", engineVersion: "19", skipFinalSnapshot: true };
const sqlServer: Properties = { ...oracle, engine: "sqlserver-ex", engineVersion: "15.00" };
const fast: Properties = { iops: 1000, storageType: "io1" };

describe("the sandbox's RDS and the engines whose rules it does not know", () => {
  const account = useAccount();
  const make = (given: Properties, name = "users") => account.make("database", given, name);
  const described = ({ outputs }: State) =>
    ["engineVersion", "engineVersionActual", "parameterGroupName", "optionGroupName"].map((name) => outputs[name]);

  const versions: [what: string, given: Properties, version: string][] = [
    ["a line of Oracle", oracle, "19"],
    ["a line of SQL Server", sqlServer, "15.00"],
    ["no version of Oracle", { ...oracle, engineVersion: null }, ""],
  ];
  for (const [what, given, version] of versions) {
    it(`makes no release and no groups up for ${what}`, async () => {
      const one = await make(given);
      assert.deepEqual(described(one), [version, version, "", ""]);
      assert.deepEqual(described(await account.found(one)), described(one));
      assert.equal((await account.provider.difference(one, given)).changes, false);
    });
  }

  it("leaves what runs a release of the line that is asked for", async () => {
    const one = await make({ ...sqlServer, engineVersion: "15.00.4345.5.v1" });
    const line = await account.provider.update(one, sqlServer);
    assert.deepEqual(described(line), ["15.00", "15.00.4345.5.v1", "", ""]);
    assert.deepEqual(described(await account.found(line)), described(line));
  });

  it("takes their groups of parameters", async () => {
    const groups: [family: string, given: Properties][] = [
      ["oracle-ee-19", oracle],
      ["sqlserver-ex-15.0", sqlServer],
    ];
    for (const [family, given] of groups) {
      const parameterGroupName = `own-${family.replace(".", "-")}`;
      await account.make("databaseParameters", { family, name: parameterGroupName }, family);
      assert.equal(
        (await make({ ...given, parameterGroupName }, family)).outputs["parameterGroupName"],
        parameterGroupName,
      );
    }
  });

  it("takes storage beyond the limits of PostgreSQL, MySQL and MariaDB", async () => {
    const good: Properties[] = [
      { ...oracle, allocatedStorage: 200, iops: 12_000, storageThroughput: 500, storageType: "gp3" },
      { ...sqlServer, iops: 3_000, storageType: "gp3" },
      { ...sqlServer, ...fast },
      { ...oracle, ...fast, allocatedStorage: 100, iops: 6_000 },
    ];
    for (const [place, given] of good.entries()) await make(given, `database-${String(place)}`);
  });

  it("refuses of their storage what it refuses of any engine's", async () => {
    await account.refuses(
      () => make({ ...oracle, ...fast, iops: null }),
      "InvalidParameterCombination: The storage type io1 requires iops to be specified.",
    );
    const made = await make({ ...oracle, allocatedStorage: 30 });
    await account.refuses(
      () => account.provider.update(made, oracle),
      "InvalidParameterCombination: Invalid storage size for engine name oracle-ee and storage type gp2: 20",
    );
  });
});
