import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";
import { makeIdentity } from "./identity";
import { instanceSettings, needed, type InstanceSurroundings } from "./instance-settings";
import { makeLogGroups } from "./logs";
import type { MasterPassword } from "./master-secret";
import type { Settings } from "./settings";

/** Makes the instance that is written to. */
export function makePrimary(
  name: string,
  {
    network,
    settings,
    surroundings,
    password,
  }: { network: NetworkLayout; settings: Settings; surroundings: InstanceSurroundings; password: MasterPassword },
  parent: pulumi.Resource,
): aws.rds.Instance {
  const { databaseName, masterUsername, snapshotIdentifier, deletionProtection, engineVersion } = settings;
  const keepers = { databaseName, masterUsername, snapshotIdentifier: snapshotIdentifier ?? "" };
  const identity = makeIdentity(name, keepers, parent);
  const logGroups = makeLogGroups(name, { identity, retentionDays: settings.logRetentionDays }, parent);
  const subnetGroup = new aws.rds.SubnetGroup(
    name,
    { description: `The data subnets of ${name}`, subnetIds: network.dataSubnetIds, tags: { Name: name } },
    { parent },
  );
  return new aws.rds.Instance(
    name,
    {
      ...instanceSettings({ instanceClass: settings.instanceClass, engineVersion, settings, surroundings }),
      ...password,
      identifier: identity.identifier,
      engine: "postgres",
      dbName: databaseName,
      username: masterUsername,
      dbSubnetGroupName: subnetGroup.name,
      multiAz: settings.multiAz,
      // With a standby AWS chooses, and chooses again at each failover: naming the zone would ask for it back.
      ...(settings.zoneName === undefined ? {} : { availabilityZone: settings.zoneName }),
      allocatedStorage: settings.allocatedStorageGib,
      // A restored database keeps its snapshot's key (RestoreDBInstanceFromDBSnapshot takes none), and naming another
      // one would replace it in the next run.
      ...(snapshotIdentifier === undefined ? { kmsKeyId: surroundings.key.arn } : { snapshotIdentifier }),
      backupRetentionPeriod: settings.backupRetentionDays,
      deletionProtection,
      deleteAutomatedBackups: !deletionProtection,
      skipFinalSnapshot: !settings.finalSnapshot,
      ...(settings.finalSnapshot
        ? { finalSnapshotIdentifier: pulumi.interpolate`${name}-final-${identity.suffix}` }
        : {}),
      tags: { Name: name },
    },
    { parent, protect: deletionProtection, dependsOn: [...logGroups, ...needed(surroundings)] },
  );
}
