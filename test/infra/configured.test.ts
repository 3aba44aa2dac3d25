import assert from "node:assert/strict";
import { isObject, type Evaluation } from "../../sandbox";
import { ofType, one, stackOf } from "./stack";
import { good } from "./stack-values";

/** No key has its default, and no two keys that could be taken for each other have the same value. */
const whole = {
  ...good,
  "clothesline:network": { zones: ["a", "b", "c"] },
  "clothesline:alarms": { emailAddresses: ["a@example.com", "b@example.com"] },
  "clothesline:accessLogs": { retentionDays: 45, deletionProtection: false },
  "clothesline:whatisthetime": {
    domain: { name: "time.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" },
    ...{ instanceType: "m8g.large", minInstances: 4, maxInstances: 7, releasesKept: 3 },
    ...{ firewall: true, deletionProtection: false },
  },
  "clothesline:myclothes": {
    domain: { name: "shop.example.org", hostedZoneId: "Z9876543210ABCDEFGHIJ" },
    ...{ instanceType: "c8g.large", minInstances: 5, maxInstances: 11, releasesKept: 6 },
    ...{ firewall: false, deletionProtection: true, sessionLifetimeHours: 5 },
    sessionCache: { nodeType: "cache.m7g.large", nodes: 3 },
    lookasideCache: { nodeType: "cache.r7g.large", nodes: 4 },
    database: {
      ...{
        instanceClass: "db.m8g.large",
        multiAz: false,
        replicas: { catalogue: "b", orders: "c" },
        backupRetentionDays: 9,
      },
      ...{ engineVersion: "17.5", replicaEngineVersion: "17.6", allowMajorVersionUpgrade: true },
      snapshotIdentifier: "users-at-noon",
    },
  },
};
const shopWith = (block: object) =>
  stackOf({ ...whole, "clothesline:myclothes": { ...whole["clothesline:myclothes"], ...block } });

const group = "aws:autoscaling/group:Group";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const loadBalancer = "aws:lb/loadBalancer:LoadBalancer";
const publisher = "aws:lambda/function:Function";
const database = "aws:rds/instance:Instance";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const bucket = "aws:s3/bucket:Bucket";
const table = "aws:dynamodb/table:Table";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";

/** The names of a system's resources of a type; of every system's where none is said. */
const namesOf = (stack: Evaluation, system: string, type: string) =>
  ofType(stack, type)
    .map(({ name }) => name)
    .filter((name) => name.startsWith(system))
    .sort();

/** What the instances of the shop find in their environment. */
function settingsOf(stack: Evaluation): Record<string, string> {
  const { userData } = one(stack, template, "myclothes-web").inputs;
  assert.ok(typeof userData === "string");
  const script = Buffer.from(userData, "base64").toString();
  return Object.fromEntries(
    [...script.matchAll(/'([A-Z_]+)=([^']*)'/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** What Pulumi refuses to delete of a system, but for the keys that it is encrypted with. */
function protectedIn({ resources }: Evaluation, system: string): string[] {
  const kept = resources.filter(({ protect, name }) => protect && name.startsWith(system));
  const shown = kept.map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`);
  return shown.filter((each) => !/^(Key|Alias) /.test(each)).sort();
}

function everyAlarmTells(stack: Evaluation): void {
  const topic = one(stack, "aws:sns/topic:Topic", "platform-alarms").id;
  for (const { name, inputs } of ofType(stack, "aws:cloudwatch/metricAlarm:MetricAlarm")) {
    assert.deepEqual(inputs["alarmActions"], [topic], name);
  }
}

describe("what a stack's file says", () => {
  let stack: Evaluation;
  before(async () => {
    stack = await stackOf(whole);
  });
  const inputsOf = (type: string, name: string, ...keys: string[]) => {
    const { inputs } = one(stack, type, name);
    return keys.map((key) => inputs[key]);
  };

  it("of instances is said to each system's own", () => {
    assert.deepEqual(inputsOf(group, "whatisthetime-web", "minSize", "maxSize"), [4, 7]);
    assert.deepEqual(inputsOf(group, "myclothes-web", "minSize", "maxSize"), [5, 11]);
    assert.deepEqual(inputsOf(template, "whatisthetime-web", "instanceType"), ["m8g.large"]);
    assert.deepEqual(inputsOf(template, "myclothes-web", "instanceType"), ["c8g.large"]);
  });

  it("of names stands in each one's own zone", () => {
    const records = ofType(stack, "aws:route53/record:Record");
    const zonesOf = (system: string) =>
      new Set(records.filter(({ name }) => name.startsWith(system)).map(({ inputs }) => inputs["zoneId"]));
    assert.deepEqual(zonesOf("whatisthetime"), new Set(["Z0123456789ABCDEFGHIJ"]));
    assert.deepEqual(zonesOf("myclothes"), new Set(["Z9876543210ABCDEFGHIJ"]));
    const { whatisthetime, myclothes } = stack.stackOutputs as Record<string, { url: string }>;
    assert.deepEqual([whatisthetime?.url, myclothes?.url], ["https://time.example.com", "https://shop.example.org"]);
  });

  it("of a firewall makes one there and no other", () => {
    assert.deepEqual(namesOf(stack, "", "aws:wafv2/webAcl:WebAcl"), ["whatisthetime-web"]);
  });

  it("of releases is told each publisher", () => {
    const kept = ["whatisthetime", "myclothes"].map((system) => {
      const { environment } = one(stack, publisher, `${system}-releases-publisher`).inputs;
      const variables = isObject(environment ?? null) ? (environment as { variables: object }).variables : {};
      return (variables as Record<string, unknown>)["RELEASES_KEPT"];
    });
    assert.deepEqual(kept.map(Number), [3, 6]);
  });

  it("of protection holds for what keeps data and for the door, of that system alone", () => {
    assert.deepEqual(protectedIn(stack, "whatisthetime"), []);
    assert.deepEqual(protectedIn(stack, "platform"), []);
    assert.deepEqual(protectedIn(stack, "myclothes"), [
      "Bucket myclothes-releases-uploads",
      "FileSystem myclothes-releases",
      "Instance myclothes-users",
      "ReplicationGroup myclothes-session-cache",
    ]);
    const doors = ["whatisthetime-web", "myclothes-web"].flatMap((name) =>
      inputsOf(loadBalancer, name, "enableDeletionProtection"),
    );
    assert.deepEqual(doors, [false, true]);
  });

  it("of protection holds for the access logs where it is said of them", async () => {
    const other = await stackOf({ ...good, "clothesline:accessLogs": { deletionProtection: true } });
    assert.deepEqual(protectedIn(other, "platform"), ["Bucket platform-access-logs"]);
    assert.equal(one(other, bucket, "platform-access-logs").inputs["forceDestroy"], false);
  });

  it("of protection is said to each store of the shop, so that none is left when it is off", async () => {
    assert.deepEqual(protectedIn(await shopWith({ deletionProtection: false }), "myclothes"), []);
  });

  it("of the caches is each one's own", () => {
    assert.deepEqual(inputsOf(cache, "myclothes-session-cache", "nodeType", "numCacheClusters"), [
      "cache.m7g.large",
      3,
    ]);
    assert.deepEqual(inputsOf(cache, "myclothes-lookaside", "nodeType", "numCacheClusters"), ["cache.r7g.large", 4]);
  });

  it("of the database reaches it and its replica, which lies in its zone", () => {
    const primary = one(stack, database, "myclothes-users").inputs;
    const { instanceClass, multiAz, backupRetentionPeriod, engineVersion, snapshotIdentifier } = primary;
    assert.deepEqual(
      [instanceClass, multiAz, backupRetentionPeriod, engineVersion, snapshotIdentifier],
      ["db.m8g.large", false, 9, "17.5", "users-at-noon"],
    );
    assert.deepEqual([primary["allowMajorVersionUpgrade"], primary["deletionProtection"]], [true, true]);
    assert.deepEqual(
      inputsOf(database, "myclothes-users-catalogue", "availabilityZone", "engineVersion", "instanceClass"),
      ["eu-west-1b", "17.6", "db.m8g.large"],
    );
  });

  it("is told the shop: its stores, and for how long a session lasts", () => {
    const [writer, ...readers] = ["", "-catalogue", "-orders"].map((reader) => {
      const { address } = one(stack, database, `myclothes-users${reader}`).outputs;
      assert.ok(typeof address === "string");
      return address;
    });
    const endpoint = (name: string) => one(stack, cache, name).outputs["primaryEndpointAddress"];
    const { DATABASE_HOST, DATABASE_READER_HOSTS, DATABASE_PORT, DATABASE_NAME, DATABASE_USER, ...settings } =
      settingsOf(stack);
    assert.deepEqual([DATABASE_HOST, DATABASE_READER_HOSTS, DATABASE_PORT], [writer, readers.join(","), "5432"]);
    assert.deepEqual(
      [DATABASE_NAME, DATABASE_USER],
      [one(stack, database, "myclothes-users").inputs["dbName"], "application"],
    );
    assert.equal(settings["SESSION_LIFETIME_SECONDS"], String(5 * 3600));
    assert.equal(settings["SESSION_CACHE_HOST"], endpoint("myclothes-session-cache"));
    assert.equal(settings["LOOKASIDE_CACHE_HOST"], endpoint("myclothes-lookaside"));
  });

  it("of whom to tell is said to every alarm, and to each address", () => {
    everyAlarmTells(stack);
    const addresses = ofType(stack, "aws:sns/topicSubscription:TopicSubscription").map(
      ({ inputs }) => inputs["endpoint"],
    );
    assert.deepEqual(addresses, ["a@example.com", "b@example.com"]);
  });

  it("of access logs is said to every door and every bucket for uploads, and of the logs to their own", () => {
    const logs = one(stack, bucket, "platform-access-logs");
    for (const { name, inputs } of ofType(stack, loadBalancer)) {
      assert.deepEqual(inputs["accessLogs"], { bucket: logs.id, enabled: true, prefix: name });
    }
    assert.deepEqual(namesOf(stack, "", "aws:s3/bucketLogging:BucketLogging").length, 2);
    assert.equal(logs.inputs["forceDestroy"], true);
    const [rules] = inputsOf(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "platform-access-logs",
      "rules",
    );
    assert.match(JSON.stringify(rules), /"days":45\b/);
    const [encryption] = inputsOf(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "platform-access-logs",
      "rules",
    );
    assert.match(JSON.stringify(encryption), /"AES256"/);
  });

  it("of a role is what it may sign in to, and nothing more", () => {
    const granted = namesOf(stack, "", rolePolicy).filter((name) => name.includes("-may-"));
    const [toCache, toDatabase] = ["cache", "database"].map((store) => `myclothes-web-may-sign-in-to-${store}`);
    assert.deepEqual(granted, [toCache, toDatabase]);
    const said = granted.map((name) => {
      const [policy] = inputsOf(rolePolicy, name, "policy");
      assert.ok(typeof policy === "string");
      return (JSON.parse(policy) as { Statement: unknown }).Statement;
    });
    const arnOf = (type: string, name: string) => one(stack, type, name).outputs["arn"];
    const databases = ["", "-catalogue", "-orders"].map((reader) => {
      const { resourceId } = one(stack, database, `myclothes-users${reader}`).outputs;
      assert.ok(typeof resourceId === "string");
      return `arn:aws:rds-db:eu-west-1:123456789012:dbuser:${resourceId}/application`;
    });
    const caches = [arnOf(cache, "myclothes-lookaside"), arnOf("aws:elasticache/user:User", "myclothes-lookaside")];
    assert.deepEqual(said, [
      [{ Effect: "Allow", Action: ["elasticache:Connect"], Resource: caches }],
      [{ Effect: "Allow", Action: ["rds-db:connect"], Resource: databases }],
    ]);
  });

  it("of sessions in a table is said to that: its keys, its end of life, its protection, its alarms", async () => {
    for (const deletionProtection of [true, false]) {
      const other = await shopWith({ sessionStrategy: "table", deletionProtection });
      const { hashKey, rangeKey, ttl, deletionProtectionEnabled } = one(other, table, "myclothes-session-table").inputs;
      assert.deepEqual(
        [hashKey, rangeKey, ttl, deletionProtectionEnabled],
        ["session", "entry", { attributeName: "expiresAt", enabled: true }, deletionProtection],
      );
      everyAlarmTells(other);
      if (!deletionProtection) assert.deepEqual(protectedIn(other, "myclothes"), []);
    }
  });

  it("of the cookie's keys is their generation", async () => {
    const other = await shopWith({ sessionStrategy: "cookie", sessionCookieKeyGeneration: 7 });
    assert.deepEqual(
      namesOf(other, "myclothes-web", "aws:secretsmanager/secret:Secret"),
      [6, 7, 8].map((generation) => `myclothes-web-session-key-${generation}`),
    );
  });
});
