import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../arguments/problem";
import { makeCustomerKey } from "../encryption/customer-key";
import type { NetworkLayout } from "../network/layout";
import { watchInstance, watchReplicaLag } from "./alarms";
import { databaseProblems } from "./argument-problems";
import type { ReplicatedDatabaseArgs } from "./arguments";
import { connectArn } from "./connect-arn";
import { makeMasterSecret } from "./master-secret";
import { migrate } from "./migrations";
import { makeMonitoringRole } from "./monitoring";
import { makeParameterGroup } from "./parameter-group";
import { makePrimary } from "./primary";
import { makeReplicas } from "./replicas";
import { settingsOf } from "./settings";

/**
 * A PostgreSQL on RDS with a standby and read replicas, encrypted, on TLS only, whose application signs in with IAM. It
 * is usable after `up`: a function in the network makes the application's user and applies the migrations.
 */
export class ReplicatedDatabase extends pulumi.ComponentResource {
  /** The writer's endpoint, without its port: use it as it is, the server's certificate holds no other name. */
  readonly host: pulumi.Output<string>;
  /** The readers' endpoints in the order of their names; none without replicas. */
  readonly readerHosts: pulumi.Output<string>[];
  /** The readers' endpoints by the names of the replicas. */
  readonly readerHostsByName: Record<string, pulumi.Output<string>>;
  /** The port of all of them. */
  readonly port: number;
  /** The database in the server. */
  readonly databaseName: string;
  /** The user that the application signs in as. */
  readonly applicationUser: string;
  /** What a role needs for `rds-db:connect` to sign in as the application's user: the writer, then the readers. */
  readonly connectArns: pulumi.Output<string>[];
  /** The security group of the writer and the readers. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The secret with the master user. */
  readonly masterSecretArn: pulumi.Output<string>;
  /** The digest of the migrations, once they are applied: depend on it where the database must be usable. */
  readonly migrated: pulumi.Output<string>;

  constructor(name: string, args: ReplicatedDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("ReplicatedDatabase", name, databaseProblems(name, args));
    super("clothesline:index:ReplicatedDatabase", name, {}, opts);
    const { network, alarmTopicArn: topicArn } = args;
    const settings = settingsOf(args);
    const { deletionProtection: protect, applicationUser } = settings;

    const key = makeCustomerKey(
      name,
      { description: `${name}: storage, insights, master secret`, service: "rds", protect },
      this,
    );
    const securityGroup = makeSecurityGroup(name, network, this);
    const parameterGroup = makeParameterGroup(name, settings.engineVersion, this);
    const monitoring = makeMonitoringRole(name, settings.monitoringIntervalSeconds, this);
    const surroundings = { key, securityGroup, parameterGroup, monitoring };
    const secret = makeMasterSecret(
      name,
      { kind: settings.masterSecret, username: settings.masterUsername, key },
      this,
    );
    const primary = makePrimary(name, { network, settings, surroundings, password: secret.password }, this);
    const replicas = makeReplicas(name, { settings, primary, surroundings }, this);
    const masterSecretArn = secret.arnOf(primary);
    const target = { network, settings, primary, databaseGroup: securityGroup, key, masterSecretArn };
    const migrated = migrate(`${name}-migrations`, target, this);

    const { instanceClass, allocatedStorageGib } = settings;
    const place = { topicArn, parent: this };
    watchInstance({ name, instance: primary, instanceClass, allocatedStorageGib }, place);
    for (const replica of replicas) {
      watchInstance({ ...replica, allocatedStorageGib }, place);
      watchReplicaLag(replica.name, replica.instance, place);
    }

    this.host = primary.address;
    this.readerHosts = replicas.map(({ instance }) => instance.address);
    this.readerHostsByName = Object.fromEntries(
      replicas.map(({ key: reader, instance }) => [reader, instance.address]),
    );
    this.port = settings.port;
    this.databaseName = settings.databaseName;
    this.applicationUser = applicationUser;
    this.connectArns = [primary, ...replicas.map(({ instance }) => instance)].map((instance) =>
      connectArn(instance, applicationUser),
    );
    this.securityGroupId = securityGroup.id;
    this.masterSecretArn = masterSecretArn;
    this.migrated = migrated;
    this.registerOutputs(outputsOf(this));
  }
}

function makeSecurityGroup(name: string, network: NetworkLayout, parent: pulumi.Resource): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    name,
    { vpcId: network.vpcId, description: `The database ${name} and its replicas`, tags: { Name: name } },
    { parent },
  );
}

function outputsOf(database: ReplicatedDatabase): pulumi.Inputs {
  const { host, readerHosts, readerHostsByName, port, databaseName, applicationUser } = database;
  const { connectArns, securityGroupId, masterSecretArn, migrated } = database;
  return {
    ...{ host, readerHosts, readerHostsByName, port, databaseName, applicationUser },
    ...{ connectArns, securityGroupId, masterSecretArn, migrated },
  };
}
