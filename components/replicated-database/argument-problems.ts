import { choiceProblems } from "../arguments/choice";
import { argumentProblems } from "../arguments/checks";
import { flagProblems } from "../arguments/flag";
import { elementsOf } from "../arguments/list";
import type { ArgumentProblem } from "../arguments/problem";
import { topicArnProblems } from "../arguments/topic-arn";
import { wholeNumberProblems } from "../arguments/whole-number";
import { layoutProblems } from "../network/layout-problems";
import { defaultLogRetentionDays, logRetentionDays } from "../network/log-retention";
import type { ReplicatedDatabaseArgs } from "./arguments";
import { engineVersionProblems, replicaVersionProblems } from "./engine-version";
import { DatabaseInsights } from "./insights";
import { instanceClassProblems } from "./instance-class";
import { masterSecretProblems } from "./master-secret";
import { migrationsFolderProblems } from "./migration-files";
import { monitoringIntervals } from "./monitoring";
import {
  applicationUserProblems,
  databaseComponentNameProblems,
  databaseNameProblems,
  masterUsernameProblems,
} from "./names";
import { replicaProblems } from "./replicas";
import { defaults } from "./settings";
import { maxStorageProblems, retentionProblems, storageProblems } from "./storage";
import { caCertificateProblems, primaryZoneProblems, snapshotProblems, zonesProblems } from "./placement";

/** All that is wrong with what a database was asked to be. */
export function databaseProblems(name: unknown, args: unknown): ArgumentProblem[] {
  const given = (argument: keyof ReplicatedDatabaseArgs): unknown =>
    typeof args === "object" && args !== null ? Reflect.get(args, argument) : undefined;
  const flag = (value: unknown, argument: string) => flagProblems(argument, value);
  // A zone beside a standby has to go itself.
  const primaryZone = given("multiAz") === false ? given("zoneName") : undefined;
  const networkZones = zonesOf(given("network"));
  const replicas = countOf(given("replicas"));
  const masterUsername = given("masterUsername") ?? defaults.masterUsername;
  const allocated = given("allocatedStorageGib") ?? defaults.allocatedStorageGib;

  const checks = argumentProblems<ReplicatedDatabaseArgs>(args, {
    network: (value, argument) => [...layoutProblems(argument, value), ...zonesProblems(argument, networkZones)],
    instanceClass: (value, argument) => instanceClassProblems(argument, value),
    multiAz: flag,
    zoneName: (value, argument) => primaryZoneProblems(argument, value, { multiAz: given("multiAz"), networkZones }),
    replicas: (value, argument) => replicaProblems(argument, value, { networkZones, primaryZone }),
    engineVersion: (value, argument) => engineVersionProblems(argument, value),
    replicaEngineVersion: (value, argument) =>
      replicaVersionProblems(argument, value, { engineVersion: given("engineVersion"), replicas }),
    allowMajorVersionUpgrade: flag,
    applyImmediately: flag,
    allocatedStorageGib: (value, argument) => storageProblems(argument, value, defaults.allocatedStorageGib),
    maxAllocatedStorageGib: (value, argument) => maxStorageProblems(argument, value, allocated),
    databaseName: (value, argument) => databaseNameProblems(argument, value, defaults.databaseName),
    applicationUser: (value, argument) =>
      applicationUserProblems(argument, value, { fallback: defaults.applicationUser, masterUsername }),
    masterUsername: (value, argument) => masterUsernameProblems(argument, value, defaults.masterUsername),
    masterSecret: (value, argument) => masterSecretProblems(argument, value, replicas),
    // RDS API, CreateDBInstance: Port, for PostgreSQL.
    port: (value, argument) =>
      wholeNumberProblems(argument, value, { from: 1150, to: 65_535, fallback: defaults.port }),
    backupRetentionDays: (value, argument) =>
      retentionProblems(argument, value, { replicas, fallback: defaults.backupRetentionDays }),
    finalSnapshot: flag,
    snapshotIdentifier: (value, argument) => snapshotProblems(argument, value),
    insights: (value, argument) => choiceProblems(argument, value, Object.values(DatabaseInsights), defaults.insights),
    monitoringIntervalSeconds: (value, argument) =>
      choiceProblems(argument, value, monitoringIntervals, defaults.monitoringIntervalSeconds),
    caCertificateIdentifier: (value, argument) =>
      caCertificateProblems(argument, value, defaults.caCertificateIdentifier),
    migrationsFolder: (value, argument) => migrationsFolderProblems(argument, value),
    migrationTimeoutSeconds: (value, argument) =>
      wholeNumberProblems(argument, value, { from: 60, to: 900, fallback: defaults.migrationTimeoutSeconds }),
    logRetentionDays: (value, argument) => choiceProblems(argument, value, logRetentionDays, defaultLogRetentionDays),
    deletionProtection: flag,
    alarmTopicArn: (value, argument) => topicArnProblems(argument, value),
  });
  return [...databaseComponentNameProblems(name), ...checks];
}

function zonesOf(network: unknown): string[] {
  const zones: unknown =
    typeof network === "object" && network !== null ? Reflect.get(network, "zoneNames") : undefined;
  return elementsOf(zones)?.filter((zone) => typeof zone === "string") ?? [];
}

function countOf(replicas: unknown): number {
  return typeof replicas === "object" && replicas !== null ? Object.keys(replicas).length : 0;
}
