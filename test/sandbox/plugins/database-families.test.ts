import type { Properties } from "../../../sandbox/values";
import { database, useAccount } from "./account";

const primary: Properties = {
  ...database,
  backupRetentionPeriod: 7,
  engineVersion: "16.9",
  finalSnapshotIdentifier: "users-final",
  identifier: "users",
};
const replica: Properties = { instanceClass: "db.t4g.micro", replicateSourceDb: "users", skipFinalSnapshot: true };
const restored: Properties = {
  instanceClass: "db.t4g.micro",
  skipFinalSnapshot: true,
  snapshotIdentifier: "users-final",
};
const foreign = "arn:aws:rds:eu-west-1:210987654321:snapshot:theirs";

describe("the sandbox's RDS and the families of parameters that fit what nobody gave a version", () => {
  const account = useAccount();
  const make = (given: Properties, name: string) => account.make("database", given, name);
  const parameters = async (families: string[]) => {
    for (const family of families) {
      await account.make("databaseParameters", { family, name: nameOf(family) }, family);
    }
  };
  const nameOf = (family: string) => `own-${family.replace(".", "-")}`;

  /** Refuses the one family for the other, which it takes. */
  async function takesOnly(given: Properties, fitting: string, other: string): Promise<void> {
    await parameters([fitting, other]);
    await account.refuses(
      () => make({ ...given, parameterGroupName: nameOf(other) }, "one"),
      `InvalidParameterCombination: The parameter group ${nameOf(other)} with DBParameterGroupFamily ${other} can't be ` +
        `used for this instance. Please use a parameter group with DBParameterGroupFamily ${fitting}.`,
    );
    await make({ ...given, parameterGroupName: nameOf(fitting) }, "one");
  }

  for (const [engine, fitting, other] of [
    ["postgres", "postgres17", "postgres16"],
    ["mysql", "mysql8.0", "mysql8.4"],
    ["mariadb", "mariadb11.4", "mariadb10.11"],
  ] as const) {
    it(`are those of RDS's default of ${engine}`, () =>
      takesOnly({ ...primary, engine, engineVersion: null }, fitting, other));
  }

  for (const engineVersion of [null, "17.4"]) {
    it(`are those of its source in a new replica that asks for ${engineVersion ?? "nothing"}`, async () => {
      await make(primary, "users");
      await takesOnly({ ...replica, engineVersion }, "postgres16", "postgres17");
    });
  }

  it("are those of what is asked for in a replica that is there", async () => {
    await parameters(["mysql8.0", "mysql8.4"]);
    await make({ ...primary, engine: "mysql", engineVersion: "8.0.41" }, "users");
    const made = await make(replica, "reader");
    const major = { ...replica, allowMajorVersionUpgrade: true, engineVersion: "8.4.5" };
    await account.refuses(
      () => account.provider.update(made, { ...major, parameterGroupName: nameOf("mysql8.0") }),
      /Please use a parameter group with DBParameterGroupFamily mysql8\.4\.$/,
    );
    await account.provider.update(made, { ...major, parameterGroupName: nameOf("mysql8.4") });
  });

  it("are those of the snapshot in what is restored", async () => {
    await account.provider.remove(await make(primary, "users"));
    await takesOnly(restored, "postgres16", "postgres17");
  });

  it("are those of what is asked for in what is restored as another version", async () => {
    await account.provider.remove(await make(primary, "users"));
    await takesOnly({ ...restored, allowMajorVersionUpgrade: true, engineVersion: "17.4" }, "postgres17", "postgres16");
  });

  it("are any where nobody knows what is restored", async () => {
    await parameters(["postgres16"]);
    const given = { ...restored, engine: "postgres", parameterGroupName: nameOf("postgres16") };
    await make({ ...given, snapshotIdentifier: foreign }, "theirs");
    const point = { sourceDbInstanceIdentifier: "users", useLatestRestorableTime: true };
    await make({ ...given, restoreToPointInTime: point, snapshotIdentifier: null }, "earlier");
  });
});
