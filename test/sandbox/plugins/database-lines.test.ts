import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { database, useAccount, versionsOf } from "./account";
import type { State } from "./provider";

const mysql: Properties = {
  ...database,
  backupRetentionPeriod: 7,
  engine: "mysql",
  engineVersion: "8.0",
  identifier: "users",
  skipFinalSnapshot: true,
};
const major = { ...mysql, allowMajorVersionUpgrade: true, engineVersion: "8.4" };

describe("the sandbox's RDS and the lines of MySQL and MariaDB, which two numbers name", () => {
  const account = useAccount();
  const make = (given: Properties, name = "users") => account.make("database", given, name);
  const change = (made: State, given: Properties) => account.provider.update(made, given);
  const groups = ({ outputs }: State) => [outputs["parameterGroupName"], outputs["optionGroupName"]];
  const parameters = (family: string) =>
    account.make("databaseParameters", { family, name: `own-${family.replace(".", "-")}` }, `own-${family}`);

  const made: [engine: string, asked: string | null, actual: string, parameterGroup: string, optionGroup: string][] = [
    ["mysql", "8.0", "8.0.41", "default.mysql8.0", "default:mysql-8-0"],
    ["mysql", "8.0.39", "8.0.39", "default.mysql8.0", "default:mysql-8-0"],
    ["mysql", "8", "8.0.41", "default.mysql8.0", "default:mysql-8-0"],
    ["mysql", "8.4", "8.4.4", "default.mysql8.4", "default:mysql-8-4"],
    ["mysql", null, "8.0.41", "default.mysql8.0", "default:mysql-8-0"],
    ["mariadb", "10.11", "10.11.4", "default.mariadb10.11", "default:mariadb-10-11"],
    ["mariadb", null, "11.4.5", "default.mariadb11.4", "default:mariadb-11-4"],
    ["postgres", "17", "17.4", "default.postgres17", "default:postgres-17"],
    ["postgres", "16.9", "16.9", "default.postgres16", "default:postgres-16"],
  ];
  for (const [engine, asked, actual, ...own] of made) {
    it(`makes ${engine} ${asked ?? "of no version"} run ${actual}, with the groups of its line`, async () => {
      const one = await make({ ...mysql, engine, engineVersion: asked });
      assert.deepEqual(versionsOf(one), [asked ?? actual, actual]);
      assert.deepEqual(groups(one), own);
      assert.deepEqual(versionsOf(await account.found(one)), versionsOf(one));
    });
  }

  it("leaves what runs a release of the line that is asked for, and what RDS raised", async () => {
    const one = await make({ ...mysql, engineVersion: "8.0.42" });
    const line = await change(one, mysql);
    assert.deepEqual(versionsOf(line), ["8.0", "8.0.42"]);
    assert.deepEqual(versionsOf(await account.found(line)), ["8.0", "8.0.42"]);
    account.provider.edit(({ holdings }) => {
      for (const { inputs } of holdings) if (inputs) inputs["engineVersion"] = "8.0.43";
    });
    const raised = await account.found(line);
    assert.deepEqual(versionsOf(raised), ["8.0", "8.0.43"]);
    assert.equal((await account.provider.difference(raised, mysql)).changes, false);
  });

  it("goes from one line to another only by leave, and with the parameters of that line", async () => {
    const one = await make(mysql);
    await account.refuses(
      () => change(one, { ...mysql, engineVersion: "8.4" }),
      /^InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present/,
    );
    for (const family of ["mysql8.0", "mysql8.4"]) await parameters(family);
    await account.refuses(
      () => change(one, { ...major, parameterGroupName: "own-mysql8-0" }),
      "InvalidParameterCombination: The parameter group own-mysql8-0 with DBParameterGroupFamily mysql8.0 can't be " +
        "used for this instance. Please use a parameter group with DBParameterGroupFamily mysql8.4.",
    );
    const changed = await change(one, { ...major, parameterGroupName: "own-mysql8-4" });
    assert.deepEqual(versionsOf(changed), ["8.4", "8.4.4"]);
    assert.deepEqual(groups(changed), ["own-mysql8-4", "default:mysql-8-4"]);
  });

  it("goes to the default groups of another line who names none", async () => {
    assert.deepEqual(groups(await change(await make(mysql), major)), ["default.mysql8.4", "default:mysql-8-4"]);
  });

  it("goes from one release to another of the same line without leave", async () => {
    const one = await make({ ...mysql, engineVersion: "8.0.41" });
    assert.deepEqual(versionsOf(await change(one, { ...mysql, engineVersion: "8.0.42" })), ["8.0.42", "8.0.42"]);
  });

  it("restores a snapshot with the engine that it is of, and one that it has not seen as PostgreSQL", async () => {
    const last = { finalSnapshotIdentifier: "users-final", skipFinalSnapshot: false };
    const kept = { ...mysql, ...last, engineVersion: "8.0.39" };
    await account.provider.remove(await make(kept));
    const restored = { instanceClass: "db.t4g.micro", skipFinalSnapshot: true };
    const one = await make({ ...restored, snapshotIdentifier: "users-final" }, "restored");
    const { engine, engineVersion, licenseModel, port } = one.outputs;
    assert.deepEqual([engine, engineVersion, licenseModel, port], ["mysql", "8.0.39", "general-public-license", 3306]);
    assert.deepEqual(groups(one), ["default.mysql8.0", "default:mysql-8-0"]);
    const foreign = "arn:aws:rds:eu-west-1:210987654321:snapshot:theirs";
    const other = await make({ ...restored, snapshotIdentifier: foreign }, "other");
    assert.deepEqual([other.outputs["engine"], other.outputs["engineVersion"]], ["postgres", "17.4"]);
    assert.deepEqual(groups(other), ["default.postgres17", "default:postgres-17"]);
  });
});
