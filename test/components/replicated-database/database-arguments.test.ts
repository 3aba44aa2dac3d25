import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import type { ReplicatedDatabaseArgs } from "../../../components/replicated-database/arguments";
import { ReplicatedDatabase } from "../../../components/replicated-database/replicated-database";
import { refusal, refused } from "../refusal";
import { networkIn } from "../network-in";
import { folderWith, twoReplicas } from "./database-scene";

/** Arguments as JavaScript or another language may hand them over. */
const database = (args: object | undefined, name: unknown = "shop") =>
  new ReplicatedDatabase(name as string, args as ReplicatedDatabaseArgs);
const good = { network: networkIn("abc"), instanceClass: "db.t4g.micro" };
const inZones = (...letters: string[]) =>
  Object.fromEntries(letters.map((letter, index) => [`r${index}`, { zoneName: `eu-west-1${letter}` }]));

describe("a database refuses", () => {
  const table: { what: string; args: object | undefined; wrong: string[] }[] = [
    { what: "no arguments at all", args: undefined, wrong: ["network", "instanceClass"] },
    { what: "a network's id for the network", args: { ...good, network: "vpc-1a2b3c4d" }, wrong: ["network"] },
    { what: "a network in one zone", args: { ...good, network: networkIn("a") }, wrong: ["network"] },
    { what: "an instance type of EC2", args: { ...good, instanceClass: "t4g.micro" }, wrong: ["instanceClass"] },
    { what: "a class without a size", args: { ...good, instanceClass: "db.t4g" }, wrong: ["instanceClass"] },
    {
      what: "a class known only later",
      args: { ...good, instanceClass: output("db.t4g.micro") },
      wrong: ["instanceClass"],
    },
    { what: "a flag as text", args: { ...good, multiAz: "yes" }, wrong: ["multiAz"] },
    { what: "a zone beside a standby", args: { ...good, multiAz: true, zoneName: "eu-west-1a" }, wrong: ["zoneName"] },
    { what: "a zone beside the standby by default", args: { ...good, zoneName: "eu-west-1a" }, wrong: ["zoneName"] },
    {
      what: "a zone beside a standby, and no replica for lying in it",
      args: { ...good, multiAz: true, zoneName: "eu-west-1a", replicas: inZones("a") },
      wrong: ["zoneName"],
    },
    {
      what: "a zone outside the network",
      args: { ...good, multiAz: false, zoneName: "eu-west-1d" },
      wrong: ["zoneName"],
    },
    { what: "replicas as a number", args: { ...good, replicas: 2 }, wrong: ["replicas"] },
    { what: "replicas as a list", args: { ...good, replicas: [{ zoneName: "eu-west-1a" }] }, wrong: ["replicas"] },
    { what: "replicas known only later", args: { ...good, replicas: output(twoReplicas) }, wrong: ["replicas"] },
    {
      what: "sixteen replicas",
      args: { ...good, replicas: inZones(...Array.from("abcabcabcabcabca")) },
      wrong: ["replicas"],
    },
    { what: "a replica without a zone", args: { ...good, replicas: { one: {} } }, wrong: ["replicas.one.zoneName"] },
    { what: "a replica that is its zone", args: { ...good, replicas: { one: "eu-west-1a" } }, wrong: ["replicas.one"] },
    {
      what: "a replica outside the network",
      args: { ...good, replicas: inZones("d") },
      wrong: ["replicas.r0.zoneName"],
    },
    {
      what: "a replica that is a list",
      args: { ...good, replicas: { one: ["eu-west-1a"] } },
      wrong: ["replicas.one"],
    },
    {
      what: "a replica's zone by a misspelt name, once",
      args: { ...good, replicas: { one: { zonename: "eu-west-1a" } } },
      wrong: ["replicas.one.zonename"],
    },
    {
      what: "a replica's argument that does not exist",
      args: { ...good, replicas: { one: { zoneName: "eu-west-1a", zone: "a" } } },
      wrong: ["replicas.one.zone"],
    },
    {
      what: "a replica's class of another service",
      args: { ...good, replicas: { one: { zoneName: "eu-west-1a", instanceClass: "cache.t4g.micro" } } },
      wrong: ["replicas.one.instanceClass"],
    },
    {
      what: "replicas by names that RDS does not take",
      args: { ...good, replicas: { One: { zoneName: "eu-west-1a" }, "two--": { zoneName: "eu-west-1b" } } },
      wrong: ["replicas.One", "replicas.two--"],
    },
    {
      what: "two replicas in one zone of three",
      args: { ...good, replicas: inZones("a", "a") },
      wrong: ["replicas.r1.zoneName"],
    },
    {
      what: "three replicas in two zones of three",
      args: { ...good, replicas: inZones("a", "b", "a") },
      wrong: ["replicas.r2.zoneName"],
    },
    {
      what: "a replica in the zone of a primary without a standby",
      args: { ...good, multiAz: false, zoneName: "eu-west-1a", replicas: inZones("a") },
      wrong: ["replicas.r0.zoneName"],
    },
    { what: "a version as a number", args: { ...good, engineVersion: 17 }, wrong: ["engineVersion"] },
    { what: "a version out of support", args: { ...good, engineVersion: "12.4" }, wrong: ["engineVersion"] },
    { what: "the latest version", args: { ...good, engineVersion: "latest" }, wrong: ["engineVersion"] },
    {
      what: "a version of no replicas",
      args: { ...good, engineVersion: "17.5", replicaEngineVersion: "17.6" },
      wrong: ["replicaEngineVersion"],
    },
    {
      what: "replicas behind the primary",
      args: { ...good, replicas: twoReplicas, engineVersion: "17.6", replicaEngineVersion: "17.5" },
      wrong: ["replicaEngineVersion"],
    },
    {
      what: "replicas of another major version",
      args: { ...good, replicas: twoReplicas, engineVersion: "17.6", replicaEngineVersion: "18.1" },
      wrong: ["replicaEngineVersion"],
    },
    {
      what: "replicas with a minor version of their own while AWS chooses the primary's",
      args: { ...good, replicas: twoReplicas, engineVersion: "17", replicaEngineVersion: "17.6" },
      wrong: ["replicaEngineVersion"],
    },
    { what: "too little storage", args: { ...good, allocatedStorageGib: 19 }, wrong: ["allocatedStorageGib"] },
    { what: "storage as text", args: { ...good, allocatedStorageGib: "20" }, wrong: ["allocatedStorageGib"] },
    {
      what: "storage that cannot grow by a tenth",
      args: { ...good, allocatedStorageGib: 100, maxAllocatedStorageGib: 109 },
      wrong: ["maxAllocatedStorageGib"],
    },
    {
      what: "a limit of the most storage where it is less than a tenth above",
      args: { ...good, allocatedStorageGib: 59_579, maxAllocatedStorageGib: 65_536 },
      wrong: ["maxAllocatedStorageGib"],
    },
    { what: "a database that begins with a digit", args: { ...good, databaseName: "1shop" }, wrong: ["databaseName"] },
    { what: "a database with a dash", args: { ...good, databaseName: "my-shop" }, wrong: ["databaseName"] },
    { what: "a word of SQL for a database", args: { ...good, databaseName: "User" }, wrong: ["databaseName"] },
    {
      what: "RDS's own user for the application",
      args: { ...good, applicationUser: "rds_iam" },
      wrong: ["applicationUser"],
    },
    {
      what: "the master user for the application",
      args: { ...good, masterUsername: "owner", applicationUser: "owner" },
      wrong: ["applicationUser"],
    },
    {
      what: "the application's default for the master user",
      args: { ...good, masterUsername: "application" },
      wrong: ["applicationUser"],
    },
    { what: "admin for the master user", args: { ...good, masterUsername: "admin" }, wrong: ["masterUsername"] },
    { what: "an unknown keeper of the password", args: { ...good, masterSecret: "vault" }, wrong: ["masterSecret"] },
    {
      what: "a password managed by RDS beside a replica",
      args: { ...good, replicas: inZones("a"), masterSecret: "managed" },
      wrong: ["masterSecret"],
    },
    { what: "a port that RDS does not take", args: { ...good, port: 80 }, wrong: ["port"] },
    { what: "a port known only later", args: { ...good, port: output(5432) }, wrong: ["port"] },
    { what: "backups for 36 days", args: { ...good, backupRetentionDays: 36 }, wrong: ["backupRetentionDays"] },
    {
      what: "no backups beside replicas",
      args: { ...good, replicas: inZones("a"), backupRetentionDays: 0 },
      wrong: ["backupRetentionDays"],
    },
    {
      what: "a snapshot's name that cannot be",
      args: { ...good, snapshotIdentifier: "" },
      wrong: ["snapshotIdentifier"],
    },
    { what: "an unknown mode of insights", args: { ...good, insights: "basic" }, wrong: ["insights"] },
    {
      what: "an interval that RDS has not",
      args: { ...good, monitoringIntervalSeconds: 20 },
      wrong: ["monitoringIntervalSeconds"],
    },
    {
      what: "a certificate for an authority",
      args: { ...good, caCertificateIdentifier: "-----BEGIN" },
      wrong: ["caCertificateIdentifier"],
    },
    {
      what: "a folder that is not there",
      args: { ...good, migrationsFolder: "no/such/folder" },
      wrong: ["migrationsFolder"],
    },
    { what: "a file for a folder", args: { ...good, migrationsFolder: __filename }, wrong: ["migrationsFolder"] },
    {
      what: "migrations of an hour",
      args: { ...good, migrationTimeoutSeconds: 3600 },
      wrong: ["migrationTimeoutSeconds"],
    },
    { what: "logs kept for ever", args: { ...good, logRetentionDays: 0 }, wrong: ["logRetentionDays"] },
    { what: "an address for a topic", args: { ...good, alarmTopicArn: "ops@example.com" }, wrong: ["alarmTopicArn"] },
    { what: "a password of one's own", args: { ...good, masterPassword: "x" }, wrong: ["masterPassword"] },
  ];
  for (const { what, args, wrong } of table) {
    it(what, () => {
      assert.deepEqual(
        refused(() => database(args)),
        wrong,
      );
    });
  }

  for (const name of ["", "Shop", "my shop", "shop-", "my--shop", "1shop", "s".repeat(33), null, 7]) {
    it(`the name ${String(name)}`, () => {
      assert.deepEqual(
        refused(() => database(good, name)),
        ["name"],
      );
    });
  }

  it("everything that is wrong in one error", () => {
    const bad = {
      ...good,
      zoneName: "eu-west-1a",
      replicas: inZones("a", "b", "c"),
      masterSecret: "managed",
      backupRetentionDays: 0,
      port: 0,
      databaseName: "select",
    };
    assert.deepEqual(
      refused(() => database(bad, "Shop")),
      ["name", "zoneName", "databaseName", "masterSecret", "port", "backupRetentionDays"],
    );
  });

  it("every migration that cannot be applied, with the file's name", () => {
    const migrationsFolder = folderWith({ "001-users.sql": "COMMIT;", "003-carts.sql": "SELECT 1;" });
    const { errors } = refusal(() => database({ ...good, migrationsFolder }));
    assert.deepEqual(
      errors.map(({ propertyPath }) => propertyPath),
      ["migrationsFolder", "migrationsFolder"],
    );
    assert.match(errors[0]?.reason ?? "", /001-users\.sql, line 1: got COMMIT/);
    assert.match(errors[1]?.reason ?? "", /002: missing/);
  });

  const words: { what: string; args: object; told: string }[] = [
    {
      what: "a replica's zone by a misspelt name with the right one",
      args: { replicas: { one: { zonename: "eu-west-1a" } } },
      told:
        "replicas.one.zonename: got an argument that does not exist. Allowed: the arguments zoneName, instanceClass. " +
        "Fix: rename it to zoneName.",
    },
    {
      what: "a replica that is written as a stack's file has it",
      args: { replicas: { one: "eu-west-1b" } },
      told:
        'replicas.one: got "eu-west-1b". Allowed: an object with zoneName and instanceClass. ' +
        'Fix: write it as { zoneName: "eu-west-1b" }.',
    },
    {
      what: "a replica that is written as its zone's letter",
      args: { replicas: { one: "c" } },
      told:
        'replicas.one: got "c". Allowed: an object with zoneName and instanceClass. ' +
        'Fix: write it as { zoneName: "eu-west-1c" }.',
    },
    {
      what: "a password managed by RDS beside replicas with the reason and both ways out",
      args: { replicas: twoReplicas, masterSecret: "managed" },
      told:
        'masterSecret: got "managed". Allowed: "generated" beside replicas, because RDS manages no password that ' +
        "replicas share. Fix: leave it out; or take the replicas away in one run and write it in the next, since RDS " +
        "refuses it until the last one is gone.",
    },
    {
      what: "a zone beside a standby with the reason",
      args: { zoneName: "eu-west-1a" },
      told:
        'zoneName: got "eu-west-1a". Allowed: nothing beside a standby (multiAz), whose zone and the primary\'s AWS ' +
        "chooses and swaps. Fix: leave it out, or write multiAz: false.",
    },
    {
      what: "a limit that storage as large as it gets cannot have with the way out",
      args: { allocatedStorageGib: 65_536, maxAllocatedStorageGib: 65_536 },
      told:
        "maxAllocatedStorageGib: got 65536. Allowed: nothing beside 65536 GiB, because a limit is at least a tenth " +
        "above and 65536 at most. Fix: leave it out; the storage does not grow by itself then.",
    },
    {
      what: "two replicas in a zone with the zones that are free",
      args: { replicas: inZones("a", "a") },
      told:
        'replicas.r1.zoneName: got "eu-west-1a". Allowed: a zone of its own, while there are no more replicas than ' +
        "zones; replicas.r0 is there. Fix: write eu-west-1b or eu-west-1c.",
    },
    {
      what: "replicas behind the primary with the order of an upgrade",
      args: { replicas: twoReplicas, engineVersion: "17.6", replicaEngineVersion: "17.5" },
      told:
        'replicaEngineVersion: got "17.5". Allowed: "17.6" like engineVersion, or a later minor version of 17. Fix: ' +
        "upgrade the replicas first and engineVersion in a second run; a major version goes into engineVersion alone.",
    },
  ];
  for (const { what, args, told } of words) {
    it(what, () => {
      const lines = refusal(() => database({ ...good, ...args })).message.split("\n");
      assert.deepEqual(lines, ['ReplicatedDatabase "shop" cannot be made, one argument is wrong:', `  ${told}`]);
    });
  }
});
