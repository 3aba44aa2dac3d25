import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLayout } from "../network/layout";
import type { DatabaseInsights } from "./insights";
import type { MasterSecret } from "./master-secret";
import type { DatabaseReplica } from "./replicas";

export interface ReplicatedDatabaseArgs {
  /** Where it lies: its instances in the data subnets, its migration function in the app subnets. No default. */
  network: NetworkLayout;
  /** The class of the primary, and of the replicas that name none, for example db.t4g.micro. No default. */
  instanceClass: string;
  /** Whether a standby in another zone takes over when the primary fails. Default: true. */
  multiAz?: boolean;
  /**
   * The zone of a primary without a standby, for `multiAz: false` alone. Changing it replaces the database, which RDS
   * refuses; stay with a standby until it lies where it should. Default: AWS chooses.
   */
  zoneName?: string;
  /** Up to 15 read replicas by their names. Adding or removing one touches no other. Default: none. */
  replicas?: Record<string, DatabaseReplica>;
  /**
   * PostgreSQL's version: "17" for whichever release of 17 AWS has chosen, which it then raises in maintenance windows,
   * or "17.6" for that one until this changes. Default: 17.
   */
  engineVersion?: string;
  /**
   * The replicas' version, beside an engineVersion with its minor. Within a major version RDS wants the replicas first:
   * raise this in one run and engineVersion in the next. Default: engineVersion.
   */
  replicaEngineVersion?: string;
  /** Whether engineVersion may rise to another major version, which takes the replicas along. Default: false. */
  allowMajorVersionUpgrade?: boolean;
  /** Whether changes that interrupt the service are made at once, or in the next maintenance window. Default: true. */
  applyImmediately?: boolean;
  /** The storage to begin with, in GiB. It never shrinks. Default: 20. */
  allocatedStorageGib?: number;
  /**
   * How far the storage may grow by itself, in GiB. Default: five times allocatedStorageGib, up to 65536; beside 59579
   * or more none, since nothing is left to grow to.
   */
  maxAllocatedStorageGib?: number;
  /** The database in the server. Changing it replaces everything. Default: application. */
  databaseName?: string;
  /** The user that the application signs in as, with IAM and on TLS only. Default: application. */
  applicationUser?: string;
  /** The user that owns the tables and runs the migrations. Changing it replaces everything. Default: postgres. */
  masterUsername?: string;
  /**
   * Who keeps the master user's password: Pulumi ("generated"), or RDS, who changes it every week ("managed"; not
   * beside replicas). Each can become the other in place. Default: generated.
   */
  masterSecret?: MasterSecret;
  /** The port of the primary and the replicas. Default: 5432. */
  port?: number;
  /** How many days one can go back to any moment; 0 for no backups, which replicas do not allow. Default: 14. */
  backupRetentionDays?: number;
  /** Whether a snapshot is taken when the database is deleted. Default: true. */
  finalSnapshot?: boolean;
  /**
   * The snapshot to begin with, by its identifier or ARN. Names and key are then the snapshot's: databaseName and
   * masterUsername must be as they were there. Changing it replaces everything, so leave it there afterwards.
   * Default: none, an empty database.
   */
  snapshotIdentifier?: string;
  /** How much Database Insights shows: "standard", or "advanced" for its price. Default: standard. */
  insights?: DatabaseInsights;
  /** How often the operating system is measured: 0 (never), 1, 5, 10, 15, 30 or 60 seconds. Default: 60. */
  monitoringIntervalSeconds?: number;
  /** The authority that signs the servers' certificates, by RDS's name for it. Default: rds-ca-rsa2048-g1. */
  caCertificateIdentifier?: string;
  /**
   * The folder with the SQL migrations 001-what-it-does.sql and so on, as seen from where the program runs. They are
   * applied during `up`, once each and in order. Default: none, only the application's user is made.
   */
  migrationsFolder?: string;
  /** How long the migrations may take, in seconds, up to 900. Default: 300. */
  migrationTimeoutSeconds?: number;
  /** How many days the logs are kept, one of the retentions CloudWatch Logs has. Default: 30. */
  logRetentionDays?: number;
  /** Whether AWS and Pulumi refuse to delete the primary, and Pulumi its key. Default: true. */
  deletionProtection?: boolean;
  /** The topic that alarms go to. Default: none, the alarms tell nobody. */
  alarmTopicArn?: pulumi.Input<string>;
}
