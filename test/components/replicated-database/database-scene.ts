import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReplicatedDatabaseArgs } from "../../../components/replicated-database/arguments";
import { ReplicatedDatabase } from "../../../components/replicated-database/replicated-database";
import type { EvaluatedResource } from "../../../sandbox";
import type { Stack } from "../stack";
import { networkIn } from "../network-in";

export const instanceType = "aws:rds/instance:Instance";
export const keyType = "aws:kms/key:Key";
export const groupType = "aws:ec2/securityGroup:SecurityGroup";
export const ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const egressType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
export const parameterGroupType = "aws:rds/parameterGroup:ParameterGroup";
export const secretType = "aws:secretsmanager/secret:Secret";
export const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
export const invocationType = "aws:lambda/invocation:Invocation";
export const functionType = "aws:lambda/function:Function";
export const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
export const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** Two replicas beside a Multi-AZ primary. */
export const twoReplicas = { one: { zoneName: "eu-west-1a" }, two: { zoneName: "eu-west-1b" } };

/** A program with the database "shop" over three zones, which gives its outputs. */
export function shop(args: Partial<ReplicatedDatabaseArgs> = {}) {
  return () => {
    const database = new ReplicatedDatabase("shop", {
      network: networkIn("abc"),
      instanceClass: "db.t4g.micro",
      ...args,
    });
    const { host, port, readerHosts, readerHostsByName, databaseName, applicationUser } = database;
    const { connectArns, securityGroupId, masterSecretArn, migrated } = database;
    return {
      ...{ host, port, readerHosts, readerHostsByName, databaseName, applicationUser },
      ...{ connectArns, securityGroupId, masterSecretArn, migrated },
    };
  };
}

/** A folder with these migrations, which is gone when the process is. */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  process.on("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The resources of whatever comes from a package, in the order of their URNs, as text. */
export function written({ resources }: Stack): string[] {
  return resources
    .filter(({ type }) => type.startsWith("aws:") || type.startsWith("random:"))
    .map(({ urn, inputs }) => JSON.stringify({ urn, inputs }))
    .sort();
}

/** The names of the resources that one waits for. */
export const waitsFor = ({ dependencies }: EvaluatedResource) =>
  dependencies.map((urn) => urn.slice(urn.lastIndexOf("::") + 2)).sort();
