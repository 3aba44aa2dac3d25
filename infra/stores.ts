import * as pulumi from "@pulumi/pulumi";
import { cacheSettings, type DatabaseReplica, type ReplicatedDatabase, type SessionCache } from "../components/index";
import type { Config } from "./config";
import type { Platform } from "./platform";

type Settings = NonNullable<Config["myclothes"]>;

/** What the configuration says of the database, as the component takes it. */
export function databaseOf({ database, deletionProtection }: Settings, { network }: Platform) {
  const zoneOf = (letter: string) => network.zoneNames.find((name) => name.endsWith(letter)) ?? letter;
  const replicas = Object.fromEntries(
    Object.entries(database.replicas).map(([name, letter]): [string, DatabaseReplica] => [
      name,
      { zoneName: zoneOf(letter) },
    ]),
  );
  return { network, ...database, replicas, deletionProtection };
}

/** What the shop's instances call, what they find of it in their environment, and what their role may sign in to. */
export function storesOf(users: ReplicatedDatabase, lookaside: SessionCache) {
  return {
    stores: {
      users: { securityGroupId: users.securityGroupId, port: users.port, readiness: users.migrated },
      lookaside: { securityGroupId: lookaside.securityGroupId, port: lookaside.port, readiness: lookaside.host },
    },
    settings: { ...databaseSettings(users), ...cacheSettings(lookaside, "LOOKASIDE_") },
    rolePermissions: {
      "sign-in-to-database": { actions: ["rds-db:connect"], resourceArns: users.connectArns },
      "sign-in-to-cache": { actions: ["elasticache:Connect"], resourceArns: [lookaside.cacheArn, lookaside.userArn] },
    },
  };
}

/** There is no password among them: the shop signs in with its role. */
function databaseSettings({ host, readerHosts, port, databaseName, applicationUser }: ReplicatedDatabase) {
  return {
    DATABASE_HOST: host,
    DATABASE_READER_HOSTS: pulumi.all(readerHosts).apply((hosts) => hosts.join(",")),
    DATABASE_PORT: String(port),
    DATABASE_NAME: databaseName,
    DATABASE_USER: applicationUser,
  };
}
