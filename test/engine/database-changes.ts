import type { Change } from "./changes";
import { edited } from "./edited";
import { alone, program } from "./workspace";

const users = "myclothes-users";

const logsOf = (database: string) =>
  ["iam-db-auth-error", "postgresql", "upgrade"].map((log) => `LogGroup ${database}-${log}`);

const alarmsOf = (replica: string) =>
  ["connections", "cpu", "lag", "memory", "storage"].map((alarm) => `MetricAlarm ${replica}-${alarm}`);

/**
 * The logs of one of the program's replicas go with it: RDS names their groups after the instance, and one in another zone
 * is another instance.
 */
const logsOfReplica = (name: string) => logsOf(`${users}-${name}`);

const instance = (name: string) => [`Instance ${name}`, `RandomId ${name}`, ...logsOf(name)];

const replica = (name: string) => [...instance(`${users}-${name}`), ...alarmsOf(`${users}-${name}`)];

/** The shop is told of its readers, and its role may sign in to them. */
const readersTold = {
  updated: ["Group myclothes-web", "LaunchTemplate myclothes-web", "RolePolicy myclothes-web-may-sign-in-to-database"],
  refreshes: ["Group myclothes-web"],
};

const ofPrimary = ["connections", "cpu", "memory", "storage"].map((alarm) => `MetricAlarm ${users}-${alarm}`);

/** RDS takes no subnet out of use while something lies in its zone, so what does goes first. */
export const outOfZoneC = edited("orders: c", "orders: a");

/** The replicas of dev's database, by the zones that they lie in. */
const withReplicas = (replicas: Record<string, string>) => (file: string) =>
  file.replace("multiAz: false", `multiAz: false\n      replicas: ${JSON.stringify(replicas)}`);

/** Shared by another account, since the local one has none until an instance leaves it there. */
const snapshot = "snapshotIdentifier: arn:aws:rds:eu-west-1:210987654321:snapshot:users-at-noon";

/** Changes of the shop's database. */
export const databaseChanges: Change[] = [
  {
    what: "a replica is laid into another zone",
    project: program,
    stack: "prod",
    edit: outOfZoneC,
    replaced: instance(`${users}-orders`),
    givenUp: logsOfReplica("orders"),
    updated: [...alarmsOf(`${users}-orders`), ...readersTold.updated],
    refreshes: readersTold.refreshes,
  },
  {
    what: "a database without replicas gets two",
    project: program,
    stack: "dev",
    edit: withReplicas({ catalogue: "a", orders: "b" }),
    created: [...replica("catalogue"), ...replica("orders")],
    ...readersTold,
  },
  {
    what: "one of two replicas is taken away",
    project: program,
    stack: "dev",
    from: withReplicas({ catalogue: "a", orders: "b" }),
    edit: withReplicas({ catalogue: "a" }),
    deleted: replica("orders"),
    givenUp: logsOfReplica("orders"),
    ...readersTold,
  },
  {
    what: "the middle one of three replicas is taken away",
    project: program,
    stack: "dev",
    from: withReplicas({ catalogue: "a", orders: "a", reports: "b" }),
    edit: withReplicas({ catalogue: "a", reports: "b" }),
    deleted: replica("orders"),
    givenUp: logsOfReplica("orders"),
    ...readersTold,
  },
  {
    what: "a database that has a replica begins anew, with a snapshot",
    project: program,
    stack: "dev",
    from: withReplicas({ catalogue: "a" }),
    edit: (file) =>
      withReplicas({ catalogue: "a" })(file).replace("multiAz: false", `multiAz: false\n      ${snapshot}`),
    // Both beside those before, which go when the shop is led to the new ones.
    replaced: [
      ...[...instance(users), ...instance(`${users}-catalogue`)],
      // The snapshot may be older than the last migrations.
      "Invocation myclothes-users-migrations",
    ],
    updated: [...ofPrimary, ...alarmsOf(`${users}-catalogue`), ...readersTold.updated],
    refreshes: readersTold.refreshes,
    givenUp: [`Instance ${users}`, ...logsOf(users), ...logsOfReplica("catalogue")],
  },
  {
    what: "the replicas get a newer minor version of the engine, as RDS wants it before their primary does",
    project: alone("database"),
    stack: "dev",
    edit: edited('replicaEngineVersion: "17.5"', 'replicaEngineVersion: "17.6"'),
    updated: ["Instance users-one", "Instance users-two"],
  },
  {
    what: "the primary follows its replicas to their minor version",
    project: alone("database"),
    stack: "dev",
    // A new replica has its source's version, whichever it is asked for.
    cameUpWith: (file) => file,
    from: edited('replicaEngineVersion: "17.5"', 'replicaEngineVersion: "17.6"'),
    edit: edited('"17.5"', '"17.6"'),
    updated: ["Instance users"],
  },
  {
    what: "the database gets a newer major version of the engine",
    project: alone("database"),
    stack: "dev",
    edit: (file) => file.replaceAll('"17.5"', '"18.1"').replace("VersionUpgrade: false", "VersionUpgrade: true"),
    updated: ["Instance users", "Instance users-one", "Instance users-two"],
    replaced: ["ParameterGroup users"],
  },
];
