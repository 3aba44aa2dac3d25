import type { Properties } from "../values";
import type { Attempt, Refusal, Thing } from "./behaviour";
import { text } from "./model";
import { has } from "./reading";

const instances = "aws:rds/instance:Instance";
/** RDS user guide, "Quotas and constraints": read replicas of one instance of PostgreSQL, MySQL or MariaDB. */
const mostReplicas = 15;

const isManaged = ({ manageMasterUserPassword }: Properties) => manageMasterUserPassword === true;

/** Instances that read from one, whether they name it or its ARN. */
export function replicasOf(identifier: string, others: Attempt["others"]): Thing[] {
  return others(instances).filter(({ properties }) => {
    const source = text(properties["replicateSourceDb"]);
    return source !== "" && (source === identifier || source.endsWith(`:db:${identifier}`));
  });
}

/** The instance that one reads from, which it names or whose ARN it names. */
export function sourceOf({ inputs, others }: Attempt): Thing | undefined {
  const name = text(inputs["replicateSourceDb"]);
  if (name === "") return undefined;
  return others(instances).find(({ properties }) => properties["identifier"] === name || properties["arn"] === name);
}

/** What RDS asks of the source of a replica. */
export function badSource(attempt: Attempt): Refusal {
  const { inputs, others, now } = attempt;
  const name = text(inputs["replicateSourceDb"]);
  if (name === "") return undefined;
  const source = sourceOf(attempt);
  if (!source) return `DBInstanceNotFound: DBInstance ${name} not found.`;
  if (!(Number(text(source.properties["backupRetentionPeriod"])) > 0)) {
    return (
      "InvalidDBInstanceState: Automated backups are not enabled for this database instance. To enable automated " +
      "backups, use ModifyDBInstance to set the backup retention period to a non-zero value."
    );
  }
  // RDS user guide, "Password management with RDS and Secrets Manager", limitations.
  if (isManaged(source.properties)) {
    return (
      "InvalidDBInstanceState: You can't create a read replica of a source DB instance that manages its master user " +
      "password in AWS Secrets Manager."
    );
  }
  if (now) return undefined;
  if (replicasOf(text(source.properties["identifier"]), others).length >= mostReplicas) {
    return `InvalidParameterValue: The DB instance ${name} already has the maximum number of read replicas, ${String(mostReplicas)}.`;
  }
  // RDS API, CreateDBInstanceReadReplica: DBSubnetGroupNotAllowedFault. The provider's documentation of
  // replicate_source_db: who wants another group names the source by its ARN.
  if (!has(inputs, "dbSubnetGroupName") || name.startsWith("arn:")) return undefined;
  return (
    "DBSubnetGroupNotAllowedFault: The DBSubnetGroup shouldn't be specified while creating read replicas that lie in " +
    "the same region as the source instance."
  );
}

/** What a source may not become while others read from it. */
export function failsReplicas({ inputs, now, others }: Attempt): Refusal {
  if (!now) return undefined;
  const replicas = replicasOf(text(now.properties["identifier"]), others);
  if (replicas.length === 0) return undefined;
  if (isManaged(inputs) && !isManaged(now.properties)) {
    return (
      "InvalidDBInstanceState: You can't manage the master user password in AWS Secrets Manager for a DB instance that " +
      "has read replicas."
    );
  }
  const keepsBackups = Number(text(inputs["backupRetentionPeriod"]) || 0) > 0;
  if (keepsBackups || has(inputs, "replicateSourceDb")) return undefined;
  return "InvalidParameterCombination: Automated backups can't be disabled while the DB instance has read replicas.";
}
