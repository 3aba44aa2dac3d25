import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/values";
import { database, useAccount } from "./account";
import type { State } from "./provider";

const primary: Properties = {
  ...database,
  backupRetentionPeriod: 7,
  engineVersion: "17.4",
  identifier: "users",
  skipFinalSnapshot: true,
};
const replica: Properties = { instanceClass: "db.t4g.micro", skipFinalSnapshot: true };
const major = { ...primary, allowMajorVersionUpgrade: true, engineVersion: "18.1" };

describe("the sandbox's RDS and the replicas of a primary that goes to another major version", () => {
  const account = useAccount();
  const make = (given: Properties, name: string) => account.make("database", given, name);
  const replicaOf = (source: string, name: string, given: Properties = {}) =>
    make({ ...replica, identifier: name, replicateSourceDb: source, ...given }, name);
  const parameters = (family: string) => account.make("databaseParameters", { family, name: `own-${family}` }, family);
  const holdingOf = (made: State, region = "eu-west-1") =>
    account.provider.holdings().find((holding) => holding.id === made.id && holding.region === region) ??
    assert.fail("it is not in the account");
  const described = async (made: State) => {
    const { engineVersion, engineVersionActual, parameterGroupName, optionGroupName } = (await account.found(made))
      .outputs;
    return [engineVersion, engineVersionActual, parameterGroupName, optionGroupName];
  };
  const upgraded = ["18.1", "18.1", "default.postgres18", "default:postgres-18"];

  it("go along, replicas of replicas too, and to the default groups of that version", async () => {
    for (const family of ["postgres17", "postgres18"]) await parameters(family);
    const source = await make({ ...primary, parameterGroupName: "own-postgres17" }, "users");
    const one = await replicaOf("users", "one", { backupRetentionPeriod: 7, parameterGroupName: "own-postgres17" });
    const ofOne = await replicaOf("one", "of-one", { backupRetentionPeriod: 7 });
    const ofThat = await replicaOf("of-one", "of-that");
    await account.provider.update(source, { ...major, parameterGroupName: "own-postgres18" });
    for (const made of [one, ofOne, ofThat]) assert.deepEqual(await described(made), upgraded);
  });

  it("are told apart from what has nothing to do with it", async () => {
    const source = await make(primary, "users");
    const other = await make({ ...primary, identifier: "orders" }, "orders");
    const ofOther = await replicaOf("orders", "of-orders");
    await account.provider.update(source, major);
    for (const made of [other, ofOther]) assert.equal((await account.found(made)).outputs["engineVersion"], "17.4");
  });

  it("are those of its region: what has the same id in another one stays as it is", async () => {
    const source = await make(primary, "users");
    const made = await replicaOf("users", "reader");
    account.provider.edit(({ holdings }) => {
      const own = holdings.find(({ id }) => id === made.id) ?? assert.fail("the replica is gone");
      holdings.push({ ...own, region: "us-east-1" });
    });
    await account.provider.update(source, major);
    assert.equal(holdingOf(made).computed["engineVersion"], "18.1");
    assert.equal(holdingOf(made, "us-east-1").computed["engineVersion"], "17.4");
  });

  it("have the version as asked for where somebody asked for one, and else as AWS decided", async () => {
    const source = await make(primary, "users");
    const asked = await replicaOf("users", "asked", { engineVersion: "17.4" });
    const left = await replicaOf("users", "left");
    await account.provider.update(source, major);
    const versions = ["engineVersion", "engineVersionActual"] as const;
    const inAccount = (made: State) => {
      const { inputs, computed } = holdingOf(made);
      return [versions.map((key) => inputs[key]), versions.map((key) => computed[key])];
    };
    assert.deepEqual(inAccount(asked), [
      ["18.1", undefined],
      [undefined, "18.1"],
    ]);
    assert.deepEqual(inAccount(left), [
      [undefined, undefined],
      ["18.1", "18.1"],
    ]);
  });
});
