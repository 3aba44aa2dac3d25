import assert from "node:assert/strict";
import { Secret, type Properties } from "../../../sandbox/values";
import { database, useAccount } from "./account";
import { refusalOf, type State } from "./provider";

describe("the sandbox's RDS", () => {
  const account = useAccount();

  describe("makes no database", () => {
    const refusals: [what: string, given: Properties, words: RegExp][] = [
      ["of no size", { allocatedStorage: null }, /^"allocated_storage": required field is not set$/],
      ["of no engine", { engine: null }, /^"engine": required field is not set$/],
      ["of no owner", { username: null }, /^"username": required field is not set$/],
      ["with no password", { password: null }, /^one of password, .* is required$/],
      ["with its own password and a managed one", { manageMasterUserPassword: true }, /^"password": conflicts with/],
      [
        "in a zone and in several",
        { multiAz: true, availabilityZone: "eu-west-1a" },
        /^InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances\.$/,
      ],
      ["of a name with a hyphen", { dbName: "my-db" }, /^InvalidParameterValue: DBName must begin with a letter/],
      [
        "of an owner's name that is taken",
        { username: "admin" },
        /^InvalidParameterValue: MasterUsername admin cannot/,
      ],
      ["with a short password", { password: new Secret("horse") }, /because it is shorter than 8 characters\.$/],
      ["with a password that RDS cannot take", { password: new Secret("b@ttery-horse") }, /Only printable ASCII/],
      ["in a subnet group that is not there", { dbSubnetGroupName: "data" }, /^DBSubnetGroupNotFoundFault: .*'data'/],
      ["that replicates none", { replicateSourceDb: "users", password: null }, /^DBInstanceNotFound: DBInstance users/],
    ];
    for (const [what, given, words] of refusals) {
      it(what, async () => {
        assert.match(await refusalOf(account.make("database", { ...database, ...given })), words);
        assert.deepEqual(account.left(), []);
      });
    }

    it("of a name that one has", async () => {
      await account.make("database", { ...database, identifier: "users" });
      assert.equal(
        await refusalOf(account.make("database", { ...database, identifier: "users" })),
        "DBInstanceAlreadyExists: DB instance already exists",
      );
    });
  });

  describe("leaves what RDS changed by itself", () => {
    const grows = { ...database, engineVersion: "17", maxAllocatedStorage: 100 };

    /** As RDS does overnight, and as a refresh then finds it. */
    async function changed(given: Properties, by: Properties): Promise<State> {
      const made = await account.make("database", given);
      account.provider.edit(({ holdings }) => {
        for (const holding of holdings) Object.assign(holding.inputs ?? {}, by);
      });
      return account.found(made);
    }

    it("as it is: storage that grew below its limit, and a version of the line that was asked for", async () => {
      const found = await changed(grows, { allocatedStorage: 40, engineVersion: "17.7" });
      assert.equal((await account.provider.difference(found, grows)).changes, false);
      const { outputs } = await account.provider.update(found, { ...grows, backupRetentionPeriod: 7 });
      assert.deepEqual([outputs["allocatedStorage"], outputs["engineVersion"]], [40, "17"]);
      assert.equal(outputs["engineVersionActual"], "17.7");
      const [holding] = account.provider.holdings();
      assert.deepEqual([holding?.inputs["allocatedStorage"], holding?.computed["engineVersionActual"]], [40, "17.7"]);
    });

    it("but not storage that nobody let grow, nor another version", async () => {
      const fixed = { ...database, engineVersion: "17.4" };
      const found = await changed(fixed, { allocatedStorage: 40, engineVersion: "17.41" });
      const { details } = await account.provider.difference(found, fixed);
      assert.deepEqual(details, { allocatedStorage: "UPDATE", engineVersion: "UPDATE" });
    });

    it("and grows further what is asked for beyond it", async () => {
      const found = await changed(grows, { allocatedStorage: 40 });
      const { outputs } = await account.provider.update(found, { ...grows, allocatedStorage: 60 });
      assert.equal(outputs["allocatedStorage"], 60);
    });
  });

  describe("makes a replica", () => {
    const replica = { instanceClass: "db.t4g.micro", replicateSourceDb: "users" };

    it("of a database that has backups, and none of one that has none", async () => {
      const source = await account.make("database", { ...database, identifier: "users" });
      assert.match(
        await refusalOf(account.make("database", replica, "reader")),
        /^InvalidDBInstanceState: Automated backups are not enabled for this database instance\./,
      );
      await account.provider.update(source, { ...database, identifier: "users", backupRetentionPeriod: 7 });
      const { outputs } = await account.make("database", replica, "reader");
      assert.deepEqual([outputs["engine"], outputs["username"], outputs["port"]], ["postgres", "owner", 5432]);
    });

    it("whose owner has the source's password, and none of its own", async () => {
      await account.make("database", { ...database, identifier: "users", backupRetentionPeriod: 7 });
      assert.match(
        await refusalOf(account.make("database", { ...replica, password: new Secret("battery-horse") }, "reader")),
        /^InvalidParameterCombination: A master user password cannot be given to a read replica$/,
      );
    });

    it("that is deleted without a last snapshot", async () => {
      await account.make("database", { ...database, identifier: "users", backupRetentionPeriod: 7 });
      const made = await account.make("database", { ...replica, finalSnapshotIdentifier: "reader-final" }, "reader");
      assert.match(
        await refusalOf(account.provider.remove(made)),
        /^InvalidParameterCombination: FinalDBSnapshotIdentifier can not be specified when deleting a replica instance$/,
      );
      await account.provider.remove(await account.provider.update(made, { ...replica, skipFinalSnapshot: true }));
    });
  });

  describe("keeps a last snapshot of a database", () => {
    it("under the name that it was told", async () => {
      const made = await account.make("database", {
        ...database,
        identifier: "users",
        finalSnapshotIdentifier: "users-final",
      });
      await account.provider.remove(made);
      assert.deepEqual(account.left(), [["aws:rds/snapshot:Snapshot", "users-final"]]);
      assert.equal(account.provider.holdings()[0]?.inputs["dbInstanceIdentifier"], "users");
      assert.equal(JSON.stringify(account.provider.holdings()).includes("battery-horse"), false);
    });

    it("unless it was told not to", async () => {
      await account.provider.remove(await account.make("database", { ...database, skipFinalSnapshot: true }));
      assert.deepEqual(account.left(), []);
    });

    it("with its tags, if they are to be copied", async () => {
      const tagged = { ...database, finalSnapshotIdentifier: "final", tags: { Name: "users" } };
      await account.provider.remove(await account.make("database", { ...tagged, copyTagsToSnapshot: true }));
      assert.deepEqual(account.provider.holdings()[0]?.inputs["tags"], { Name: "users" });
    });

    it("and deletes none that has no name for it, or one that is taken", async () => {
      const nameless = await account.make("database", database);
      const words = "final_snapshot_identifier is required when skip_final_snapshot is false";
      assert.equal(await refusalOf(account.provider.remove(nameless)), words);
      const named = { ...database, finalSnapshotIdentifier: "final" };
      const [one, other] = [
        await account.make("database", named, "one"),
        await account.make("database", named, "other"),
      ];
      await account.provider.remove(one);
      assert.match(
        await refusalOf(account.provider.remove(other)),
        /^DBSnapshotAlreadyExists: .* the identifier final already/,
      );
      assert.equal(account.left().length, 3);
    });
  });
});
