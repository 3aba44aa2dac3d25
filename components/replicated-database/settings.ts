import type { DatabaseReplica } from "./replicas";
import type { ReplicatedDatabaseArgs } from "./arguments";
import { defaultLogRetentionDays } from "../network/log-retention";
import { defaultEngineVersion } from "./engine-version";
import { DatabaseInsights } from "./insights";
import { MasterSecret } from "./master-secret";
import { defaultMaxStorageGib } from "./storage";

/** What a database is like where nobody says. */
export const defaults = {
  allocatedStorageGib: 20,
  applicationUser: "application",
  backupRetentionDays: 14,
  caCertificateIdentifier: "rds-ca-rsa2048-g1",
  databaseName: "application",
  insights: DatabaseInsights.Standard,
  masterSecret: MasterSecret.Generated,
  masterUsername: "postgres",
  migrationTimeoutSeconds: 300,
  monitoringIntervalSeconds: 60,
  port: 5432,
} as const;

/** The arguments with their defaults. */
export interface Settings
  extends
    Required<Omit<ReplicatedDatabaseArgs, Optional | "maxAllocatedStorageGib">>,
    Pick<ReplicatedDatabaseArgs, Optional> {
  maxAllocatedStorageGib: number | undefined;
  replicas: Record<string, DatabaseReplica>;
}

type Optional = "alarmTopicArn" | "migrationsFolder" | "snapshotIdentifier" | "zoneName";

export function settingsOf(args: ReplicatedDatabaseArgs): Settings {
  const { engineVersion = defaultEngineVersion, allocatedStorageGib = defaults.allocatedStorageGib } = args;
  return {
    ...defaults,
    allocatedStorageGib,
    allowMajorVersionUpgrade: false,
    applyImmediately: true,
    deletionProtection: true,
    engineVersion,
    finalSnapshot: true,
    logRetentionDays: defaultLogRetentionDays,
    maxAllocatedStorageGib: defaultMaxStorageGib(allocatedStorageGib),
    multiAz: true,
    replicaEngineVersion: engineVersion,
    replicas: {},
    ...given(args),
  };
}

/** What is there but undefined must not cover a default. */
function given<Args extends object>(args: Args): Args {
  const copy = { ...args };
  for (const key of Object.keys(copy)) if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key);
  return copy;
}
