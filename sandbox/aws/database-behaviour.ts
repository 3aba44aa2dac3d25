import type { Properties } from "../values";
import type { Attempt, Behaviour, Refusal } from "./behaviour";
import { badMonitoring } from "./database-monitoring";
import { isMadeOfAnother, snapshotOf, snapshots } from "./database-origins";
import { badSource, failsReplicas } from "./database-replicas";
import { badStorage, hasGrown, roundedUp } from "./database-storage";
import { zonesOfGroup } from "./database-subnets";
import { badVersion, upgradedAlong, versionOfSource } from "./database-versions";
import { isOfLine } from "./engine-versions";
import { keyOrAlias } from "./keys";
import { text } from "./model";
import { has } from "./reading";

/** The provider asks for them where it makes one; a replica that is promoted has them already. */
function missing({ inputs, now }: Attempt): Refusal {
  if (now || isMadeOfAnother(inputs)) return undefined;
  const absent = ["allocated_storage", "engine", "username"].find((name) => !has(inputs, camel(name)));
  return absent === undefined ? undefined : `"${absent}": required field is not set`;
}

const camel = (name: string) => name.replaceAll(/_(.)/g, (_match, letter: string) => letter.toUpperCase());

function badPassword({ inputs, now }: Attempt): Refusal {
  const managed = "manageMasterUserPassword" in inputs;
  const password = text(inputs["password"]) || text(inputs["passwordWo"]);
  if (password !== "" && managed) return `"password": conflicts with manage_master_user_password`;
  if (password === "") {
    if (now || managed || isMadeOfAnother(inputs)) return undefined;
    return "one of password, password_wo or manage_master_user_password is required";
  }
  if (has(inputs, "replicateSourceDb")) {
    return "InvalidParameterCombination: A master user password cannot be given to a read replica";
  }
  const wrong = "InvalidParameterValue: The parameter MasterUserPassword is not a valid password";
  if (password.length < 8) return `${wrong} because it is shorter than 8 characters.`;
  if (/^[!#-.0-?A-~]+$/.test(password)) return undefined;
  return `${wrong}. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`;
}

function badZone(attempt: Attempt): Refusal {
  const { inputs } = attempt;
  if (!has(inputs, "availabilityZone")) return undefined;
  if (inputs["multiAz"] === true) {
    return "InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances.";
  }
  const [zone, zones] = [text(inputs["availabilityZone"]), zonesOfGroup(attempt)];
  if (zones.length === 0 || zones.includes(zone)) return undefined;
  return (
    `InvalidVPCNetworkStateFault: Cannot create a ${text(inputs["instanceClass"])} database instance because there is ` +
    `not a subnet in ${zone}, the targeted availability zone. Choose from these availability zones: ${zones.join(", ")}.`
  );
}

function badNames({ inputs }: Attempt): Refusal {
  const name = text(inputs["dbName"]);
  if (name !== "" && !/^[A-Za-z]\w{0,62}$/.test(name)) {
    return "InvalidParameterValue: DBName must begin with a letter and contain only alphanumeric characters.";
  }
  const user = text(inputs["username"]);
  // RDS keeps these for itself; "admin" is a word of PostgreSQL's own.
  const reserved = inputs["engine"] === "postgres" ? ["admin", "rdsadmin"] : ["rdsadmin"];
  if (!reserved.includes(user)) return undefined;
  return `InvalidParameterValue: MasterUsername ${user} cannot be used as it is a reserved word used by the engine`;
}

/**
 * A bare "17" that somebody asked for stays what is asked for, whatever RDS made of it, "17.7"
 * (internal/service/rds/engine_version.go, compareActualEngineVersion).
 */
function asAskedFor(known: Properties, found: Properties): Properties {
  const [line, version] = [text(known["engineVersion"]), text(found["engineVersion"])];
  if (isOfLine(version, line)) return { ...found, engineVersion: line, engineVersionActual: version };
  return isOfLine(text(found["engineVersionActual"]), version) ? found : { ...found, engineVersionActual: version };
}

/** Only what has a name in this account can be looked for; somebody else's snapshot has an ARN. */
function missingSnapshot({ inputs, now, others }: Attempt): Refusal {
  const name = text(inputs["snapshotIdentifier"]);
  if (now || name === "" || name.includes(":")) return undefined;
  if (others(snapshots).some(({ id }) => id === name)) return undefined;
  return `DBSnapshotNotFound: DBSnapshot not found: ${name}`;
}

function groupOfOtherNetwork({ inputs, find, others }: Attempt): Refusal {
  const subnets = others("aws:rds/subnetGroup:SubnetGroup").find(({ id }) => id === inputs["dbSubnetGroupName"]);
  const network = text(subnets?.properties["vpcId"]);
  const groups = Array.isArray(inputs["vpcSecurityGroupIds"]) ? inputs["vpcSecurityGroupIds"] : [];
  const other = groups.map((id) => text(find(id)?.properties["vpcId"])).find((vpc) => vpc !== "" && vpc !== network);
  if (network === "" || other === undefined) return undefined;
  return (
    `InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. ` +
    `The DB instance is in ${network} and the EC2 security group is in ${other}`
  );
}

/** What the provider and RDS ask of the last picture that is taken of an instance. */
function badFinalSnapshot({ inputs, others }: Attempt): Refusal {
  if (inputs["skipFinalSnapshot"] === true) return undefined;
  const name = text(inputs["finalSnapshotIdentifier"]);
  if (name === "") return "final_snapshot_identifier is required when skip_final_snapshot is false";
  if (has(inputs, "replicateSourceDb")) {
    return "InvalidParameterCombination: FinalDBSnapshotIdentifier can not be specified when deleting a replica instance";
  }
  if (!others(snapshots).some(({ id }) => id === name)) return undefined;
  return `DBSnapshotAlreadyExists: Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`;
}

const name = "a letter first, then letters, digits and hyphens, no two hyphens in a row and none at the end";

export const databaseBehaviour: Behaviour = {
  holdsData: true,
  required: ["instanceClass"],
  names: [
    {
      argument: "identifier",
      pattern: /^(?!.*--)[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
      allowed: `1 to 63 characters in lower case: ${name}`,
    },
    {
      argument: "finalSnapshotIdentifier",
      pattern: /^(?!.*--)[A-Za-z](?:[A-Za-z0-9-]{0,253}[A-Za-z0-9])?$/,
      allowed: `1 to 255 characters: ${name}`,
    },
  ],
  // terraform-provider-aws internal/service/rds/instance.go. Identifier, class, storage, version, subnet group and
  // Multi-AZ are changed in place, and a replica whose source is taken away becomes an instance of its own.
  replaces: [
    ...["availabilityZone", "backupTarget", "characterSetName", "customIamInstanceProfile", "dbName", "engine"],
    ...["kmsKeyId", "ncharCharacterSetName", "restoreToPointInTime", "s3Import", "snapshotIdentifier"],
    ...["storageEncrypted", "timezone", "username"],
  ],
  suppresses: (before, after) => (hasGrown(before, after) ? ["allocatedStorage"] : []),
  reads: asAskedFor,
  numbers: [
    { argument: "backupRetentionPeriod", allowed: { from: 0, to: 35 } },
    { argument: "monitoringInterval", allowed: [0, 1, 5, 10, 15, 30, 60] },
  ],
  unique: [{ properties: ["identifier"], refusal: () => "DBInstanceAlreadyExists: DB instance already exists" }],
  refuses: (attempt) =>
    missing(attempt) ??
    badPassword(attempt) ??
    badZone(attempt) ??
    badNames(attempt) ??
    badSource(attempt) ??
    failsReplicas(attempt) ??
    badVersion(attempt) ??
    missingSnapshot(attempt) ??
    badStorage(attempt) ??
    badMonitoring(attempt) ??
    groupOfOtherNetwork(attempt),
  takes: (attempt) => ({ ...roundedUp(attempt), ...versionOfSource(attempt) }),
  changesAlong: upgradedAlong,
  refersTo: {
    dbSubnetGroupName: "aws:rds/subnetGroup:SubnetGroup",
    kmsKeyId: keyOrAlias,
    masterUserSecretKmsKeyId: keyOrAlias,
    performanceInsightsKmsKeyId: keyOrAlias,
    monitoringRoleArn: "aws:iam/role:Role",
    parameterGroupName: "aws:rds/parameterGroup:ParameterGroup",
    vpcSecurityGroupIds: "aws:ec2/securityGroup:SecurityGroup",
  },
  brings: { "masterUserSecrets.kmsKeyId": "aws:kms/key:Key" },
  protection: {
    argument: "deletionProtection",
    on: true,
    refusal: () =>
      "InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection and try again.",
  },
  refusesDelete: badFinalSnapshot,
  leaves: ({ properties }, inputs) => {
    if (inputs["skipFinalSnapshot"] === true) return undefined;
    return snapshotOf(properties, text(inputs["finalSnapshotIdentifier"]));
  },
  alsoKnownBy: "identifier",
};
