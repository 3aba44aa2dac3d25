import type { Properties } from "../values";
import type { Attempt, Change, Refusal, Thing } from "./behaviour";
import { isMadeOfAnother, originOf, versionOf } from "./database-origins";
import { replicasOf, sourceOf } from "./database-replicas";
import { actualVersion, compared, defaultGroups, defaultVersion, familyOf, isOfLine, majorOf } from "./engine-versions";
import { text } from "./model";
import { has } from "./reading";

/** What RDS refuses of another engine version, or of the parameters that do not fit it. */
export function badVersion(attempt: Attempt): Refusal {
  return badUpgrade(attempt) ?? foreignFamily(attempt);
}

interface Upgrade {
  engine: string;
  from: string;
  to: string;
  isMajor: boolean;
}

/**
 * From what runs, or from what a snapshot brought back: who restores one and asks for another version gets an instance as
 * it was, and then the same change as of any other (terraform-provider-aws internal/service/rds/instance.go).
 */
function upgradeOf(attempt: Attempt): Upgrade | undefined {
  const { inputs, now = has(inputs, "snapshotIdentifier") ? originOf(attempt) : undefined } = attempt;
  const [asked, from] = [text(inputs["engineVersion"]), now ? versionOf(now.properties) : ""];
  if (!now || asked === "" || from === "") return undefined;
  const engine = text(inputs["engine"]) || text(now.properties["engine"]);
  const to = actualVersion(engine, asked, from);
  if (compared(to, from) === 0) return undefined;
  return { engine, from, to, isMajor: majorOf(engine, to) !== majorOf(engine, from) };
}

function badUpgrade(attempt: Attempt): Refusal {
  const upgrade = upgradeOf(attempt);
  if (!upgrade) return undefined;
  const { engine, from, to, isMajor } = upgrade;
  if (compared(to, from) < 0) return `InvalidParameterCombination: Cannot upgrade ${engine} from ${from} to ${to}`;
  if (isMajor && has(attempt.inputs, "replicateSourceDb") && engine === "postgres") {
    return "InvalidParameterValue: Major Version Upgrade not supported for Postgres Read Replica DB Instances";
  }
  if (isMajor && attempt.inputs["allowMajorVersionUpgrade"] !== true) {
    return (
      "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major " +
      "version."
    );
  }
  if (isMajor && engine === "postgres") return undefined;
  // RDS user guide, "Upgrades of the RDS for PostgreSQL DB engine": within a major version replicas go first. So they
  // do to any other version of MySQL and MariaDB.
  const behind = ownReplicas(attempt).filter((replica) => compared(versionOf(replica.properties), to) < 0);
  if (behind.length === 0) return undefined;
  const names = behind.map(({ properties }) => text(properties["identifier"])).sort();
  return (
    "DBUpgradeDependencyFailure: One or more of the DB Instance's read replicas need to be upgraded: " +
    names.join(", ")
  );
}

function ownReplicas({ now, others }: Attempt): Thing[] {
  return now ? replicasOf(text(now.properties["identifier"]), others) : [];
}

/** RDS for PostgreSQL has replicas of replicas, too. */
function withTheirReplicas(replicas: Thing[], others: Attempt["others"]): Thing[] {
  return replicas.flatMap((replica) => [
    replica,
    ...withTheirReplicas(replicasOf(text(replica.properties["identifier"]), others), others),
  ]);
}

/**
 * "Any read replicas associated with the database are also upgraded to that next major version" (RDS user guide,
 * "Choosing a major version for an RDS for PostgreSQL upgrade"). Their groups of the former version do not fit the new
 * one, and nobody can name others for them in that call, so they get the default ones.
 */
export function upgradedAlong(attempt: Attempt): Change[] {
  const upgrade = upgradeOf(attempt);
  if (!upgrade?.isMajor || upgrade.engine !== "postgres") return [];
  const { engine, to } = upgrade;
  const properties = { engineVersion: to, engineVersionActual: to, ...defaultGroups(engine, to) };
  return withTheirReplicas(ownReplicas(attempt), attempt.others).map((thing) => ({ thing, properties }));
}

/**
 * CreateDBInstanceReadReplica takes no version, and the provider asks for none afterwards (internal/service/rds/
 * instance.go): a new replica has its source's, and another one is a difference to the next run.
 */
export function versionOfSource(attempt: Attempt): Properties {
  const source = sourceOf(attempt);
  const version = source ? versionOf(source.properties) : "";
  if (attempt.now || version === "") return {};
  const asked = text(attempt.inputs["engineVersion"]);
  return { engineVersion: isOfLine(version, asked) ? asked : version, engineVersionActual: version };
}

/**
 * What an instance is about to run, as far as that is known: what is asked for, except of a new replica, or what there
 * is or it is made of, or RDS's default.
 */
function engineOf(attempt: Attempt): { engine: string; version: string } {
  const { inputs, now } = attempt;
  const known = (now ?? originOf(attempt))?.properties ?? {};
  const engine = text(inputs["engine"]) || text(known["engine"]);
  const asked = !now && has(inputs, "replicateSourceDb") ? "" : text(inputs["engineVersion"]);
  const isNew = !now && !isMadeOfAnother(inputs);
  return { engine, version: asked || versionOf(known) || (isNew ? defaultVersion(engine) : "") };
}

function foreignFamily(attempt: Attempt): Refusal {
  const name = text(attempt.inputs["parameterGroupName"]);
  const { engine, version } = engineOf(attempt);
  const group = attempt.others("aws:rds/parameterGroup:ParameterGroup").find(({ id }) => id === name);
  if (!group || version === "" || engine === "") return undefined;
  const [family, expected] = [text(group.properties["family"]), familyOf(engine, version)];
  if (expected === undefined || family === expected) return undefined;
  return (
    `InvalidParameterCombination: The parameter group ${name} with DBParameterGroupFamily ${family} can't be used for ` +
    `this instance. Please use a parameter group with DBParameterGroupFamily ${expected}.`
  );
}
