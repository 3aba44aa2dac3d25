import { extname, join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bundleFunction } from "../bundle/bundle";
import type { NetworkLayout } from "../network/layout";
import { allowHttpsOut } from "../traffic/https-egress";
import { Traffic } from "../traffic/traffic";
import type { MigrationRequest } from "./function/request";
import { readMigrationFiles } from "./migration-files";
import { makeMigrationRole } from "./migration-role";
import type { Settings } from "./settings";

/** What the migrations work on. */
export interface MigrationTarget {
  network: NetworkLayout;
  settings: Settings;
  primary: aws.rds.Instance;
  databaseGroup: aws.ec2.SecurityGroup;
  key: aws.kms.Key;
  masterSecretArn: pulumi.Output<string>;
}

// Beside this file: as TypeScript in the repository, as JavaScript in the package.
const entry = join(__dirname, "function", `handler${extname(__filename)}`);

/**
 * Makes the database usable during `up`: its application's user, and the migrations. Answers with their digest, once
 * they are applied.
 */
export function migrate(name: string, target: MigrationTarget, parent: pulumi.Resource): pulumi.Output<string> {
  const { network, settings, primary, databaseGroup, key, masterSecretArn } = target;
  const { files, digest } = readMigrationFiles(settings.migrationsFolder);
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId: network.vpcId, description: `The function that runs the migrations: ${name}`, tags: { Name: name } },
    { parent },
  );
  const traffic = new Traffic(
    `${name}-to-database`,
    { fromSecurityGroupId: group.id, toSecurityGroupId: databaseGroup.id, port: settings.port },
    { parent },
  );
  const egress = allowHttpsOut(name, group.id, parent);
  const logGroup = new aws.cloudwatch.LogGroup(
    name,
    { retentionInDays: settings.logRetentionDays, tags: { Name: name } },
    { parent },
  );
  const { role, policies } = makeMigrationRole(name, { masterSecretArn, key, logGroup }, parent);
  const migration = new aws.lambda.Function(
    name,
    {
      description: "Makes the application's user and applies the SQL migrations, once each and in order",
      code: bundleFunction(entry, { files }).archive,
      handler: "index.handler",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      role: role.arn,
      memorySize: 256,
      timeout: settings.migrationTimeoutSeconds,
      vpcConfig: { subnetIds: network.appSubnetIds, securityGroupIds: [group.id] },
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      tags: { Name: name },
    },
    { parent, dependsOn: policies.network },
  );
  const invocation = new aws.lambda.Invocation(
    name,
    {
      functionName: migration.name,
      // Runs when it is made, and whatever changes here makes it anew: other migrations, another server, another user.
      // What is applied already the function passes by, so that another secret or port is no harm.
      lifecycleScope: "CREATE_ONLY",
      input: pulumi.jsonStringify({
        host: primary.address,
        port: settings.port,
        databaseName: settings.databaseName,
        masterSecretArn,
        applicationUser: settings.applicationUser,
        migrationsSha256: digest,
      } satisfies { [Key in keyof MigrationRequest]: pulumi.Input<MigrationRequest[Key]> }),
    },
    { parent, dependsOn: [primary, traffic, ...egress, policies.secret, ...wayOut(network)] },
  );
  return invocation.result.apply(() => digest);
}

/** A subnet's id says that it is there, not its routes: for those one waits for the network, where it is a component. */
function wayOut(network: NetworkLayout): pulumi.Resource[] {
  return pulumi.Resource.isInstance(network) ? [network] : [];
}
