import { databaseBehaviour } from "./database-behaviour";
import { versionOf } from "./database-origins";
import { actualVersion, defaultGroups, defaultVersion } from "./engine-versions";
import { digits, text, uniqueSuffix, uuid, type Facts, type ResourceModel } from "./model";

const ports: Record<string, number> = { mariadb: 3306, mysql: 3306, postgres: 5432 };

const given = (facts: Facts, argument: string) => text(facts.inputs[argument]);
/** The source of a replica, which its identifier names, or in another region its ARN. */
const source = (facts: Facts) => {
  const name = given(facts, "replicateSourceDb");
  return facts.find(name) ?? facts.find(name.split(":db:")[1]);
};
const subnetGroup = (facts: Facts) => facts.find(inherited(facts, "dbSubnetGroupName"));
/** What an instance is made of; of a snapshot that nobody here has seen nothing is known. */
const origin = (facts: Facts) => source(facts) ?? facts.find(given(facts, "snapshotIdentifier"));
/** A replica is what its source is, and what is restored is what the snapshot was taken of. */
const inherited = (facts: Facts, argument: string) => given(facts, argument) || text(origin(facts)?.[argument]);

const identifier = (facts: Facts) =>
  given(facts, "identifier") || (given(facts, "identifierPrefix") || "tf-") + uniqueSuffix(facts.digits);
const engine = (facts: Facts) => inherited(facts, "engine") || "postgres";
const port = (facts: Facts) => Number(given(facts, "port") || (ports[engine(facts)] ?? 5432));
/** What it runs already, or what it is made of does. */
const running = (facts: Facts) => given(facts, "engineVersionActual") || versionOf(origin(facts) ?? {});
const version = (facts: Facts) =>
  given(facts, "engineVersion") || versionOf(origin(facts) ?? {}) || defaultVersion(engine(facts));
/** Everybody's databases in a region have one word of the account's in their names. */
const address = (facts: Facts) =>
  `${identifier(facts)}.${digits(`${facts.accountId} ${facts.region} rds`, 12)}.${facts.region}.rds.amazonaws.com`;
const groups = (facts: Facts) => defaultGroups(engine(facts), version(facts));
const ownKey = (facts: Facts, of: string) => facts.arn("kms", `key/${uuid(facts.digits(32, of))}`);

/** RDS picks a zone that the group's subnets cover; the sandbox picks the first. */
const zone = (facts: Facts) => {
  const subnets = subnetGroup(facts)?.["subnetIds"];
  const zones = Array.isArray(subnets) ? subnets.map((id) => text(facts.find(id)?.["availabilityZone"])) : [];
  return zones.filter((name) => name !== "").sort()[0] ?? `${facts.region}a`;
};

const vpcGroups = (facts: Facts) => {
  const vpc = facts.find(subnetGroup(facts)?.["vpcId"]);
  return [vpc?.["defaultSecurityGroupId"] ?? `sg-0${facts.digits(16, "default")}`];
};

const instance: ResourceModel = {
  ...databaseBehaviour,
  // The provider's id is the one that stays when the instance is renamed.
  id: ({ digits: own }) => `db-${own(26).toUpperCase()}`,
  tagged: true,
  defaults: {
    applyImmediately: false,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: false,
    deleteAutomatedBackups: true,
    monitoringInterval: 0,
    performanceInsightsEnabled: false,
    publiclyAccessible: false,
    skipFinalSnapshot: false,
  },
  sets: ["enabledCloudwatchLogsExports", "vpcSecurityGroupIds", "domainDnsIps"],
  computed: {
    address,
    allocatedStorage: (facts) => Number(inherited(facts, "allocatedStorage") || 0),
    arn: (facts) => facts.arn("rds", `db:${identifier(facts)}`),
    availabilityZone: zone,
    backupRetentionPeriod: () => 0,
    backupTarget: () => "region",
    backupWindow: () => "02:00-02:30",
    caCertIdentifier: () => "rds-ca-rsa2048-g1",
    characterSetName: () => "",
    databaseInsightsMode: () => "standard",
    dbName: (facts) => text(origin(facts)?.["dbName"]),
    dbSubnetGroupName: (facts) => inherited(facts, "dbSubnetGroupName") || "default",
    domainFqdn: () => "",
    endpoint: (facts) => `${address(facts)}:${port(facts)}`,
    engine,
    engineLifecycleSupport: () => "open-source-rds-extended-support",
    engineVersion: version,
    engineVersionActual: (facts) => actualVersion(engine(facts), version(facts), running(facts)),
    hostedZoneId: () => "Z29XKXDKYMONMX",
    identifier,
    identifierPrefix: () => "",
    iops: () => 0,
    kmsKeyId: (facts) =>
      facts.inputs["storageEncrypted"] === true ? text(source(facts)?.["kmsKeyId"]) || ownKey(facts, "storage") : "",
    latestRestorableTime: () => "",
    licenseModel: (facts) => (engine(facts) === "postgres" ? "postgresql-license" : "general-public-license"),
    listenerEndpoints: () => [],
    maintenanceWindow: () => "sun:03:00-sun:03:30",
    masterUserSecretKmsKeyId: () => "",
    masterUserSecrets: (facts) =>
      facts.inputs["manageMasterUserPassword"] === true
        ? [
            {
              kmsKeyId: given(facts, "masterUserSecretKmsKeyId") || ownKey(facts, "secret"),
              secretArn: facts.arn("secretsmanager", `secret:rds!${facts.id}-${facts.digits(6, "secret")}`),
              secretStatus: "active",
            },
          ]
        : [],
    monitoringRoleArn: () => "",
    multiAz: () => false,
    ncharCharacterSetName: () => "",
    networkType: () => "IPV4",
    optionGroupName: (facts) => groups(facts).optionGroupName,
    parameterGroupName: (facts) => groups(facts).parameterGroupName,
    performanceInsightsKmsKeyId: () => "",
    performanceInsightsRetentionPeriod: () => 0,
    port,
    replicaMode: () => "",
    replicas: () => [],
    resourceId: ({ id }) => id,
    snapshotIdentifier: () => "",
    status: () => "available",
    storageThroughput: () => 0,
    storageType: ({ inputs }) => (inputs["iops"] === undefined ? "gp2" : "io1"),
    timezone: () => "",
    upgradeRolloutOrder: () => "second",
    username: (facts) => text(origin(facts)?.["username"]),
    vpcSecurityGroupIds: vpcGroups,
  },
};

export const databases: Record<string, ResourceModel> = { "aws:rds/instance:Instance": instance };
