import type { BadConfiguration } from "./bad-configurations";

const least = { plainHttp: true };
const time = (block: unknown) => ({ "clothesline:whatisthetime": block });
const timeIn = (network: unknown) => ({ ...time(least), "clothesline:network": network });
const key = (name: string) => `clothesline:whatisthetime.${name}`;

const shop = (block: object) => ({ "clothesline:myclothes": { ...least, ...block } });
const shopKey = (name: string) => `clothesline:myclothes.${name}`;

/** Slips in the blocks of the systems, and of what they share. */
export const badSystems: BadConfiguration[] = [
  {
    slip: "a system that is only switched on",
    values: time(true),
    told: { "clothesline:whatisthetime": ["domain, plainHttp, instanceType", "its keys below it"] },
  },
  {
    slip: "neither a domain nor a word that nothing is encrypted",
    values: time({}),
    told: {
      [key("domain")]: [
        "name, hostedZoneId",
        "plainHttp: true to go unencrypted, but in no stack for the public (prod, production, live)",
      ],
    },
  },
  {
    slip: "a domain that is served unencrypted",
    values: time({ ...least, domain: { name: "time.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" } }),
    told: { [key("plainHttp")]: ["false beside a domain", "leave one"] },
  },
  {
    slip: "a domain without its zone",
    values: time({ domain: { name: "time.example.com" } }),
    told: { [key("domain.hostedZoneId")]: ["hosted zone", "beginning with Z"] },
  },
  {
    slip: "an empty domain",
    values: time({ domain: { name: "", hostedZoneId: "Z0123456789ABCDEFGHIJ" } }),
    told: { [key("domain.name")]: ["full name in DNS", "shop.example.com"] },
  },
  {
    slip: "an address in place of a name",
    values: time({ domain: { name: "https://time.example.com/", hostedZoneId: "/hostedzone/Z0123456789" } }),
    told: {
      [key("domain.name")]: ["full name in DNS", "without protocol"],
      [key("domain.hostedZoneId")]: ["hosted zone", "as Route 53 shows it"],
    },
  },
  {
    slip: "an instance type with another maker's processor",
    values: time({ ...least, instanceType: "t3.small" }),
    told: { [key("instanceType")]: ["Graviton", "t4g.small"] },
  },
  {
    slip: "no instances",
    values: time({ ...least, minInstances: 0 }),
    told: { [key("minInstances")]: ["1 to 1000", "write 1"] },
  },
  {
    slip: "instances in quotes",
    values: time({ ...least, minInstances: "3" }),
    told: { [key("minInstances")]: ["1 to 1000", "write 3, without quotes"] },
  },
  {
    slip: "half an instance",
    values: time({ ...least, minInstances: 2.5 }),
    told: { [key("minInstances")]: ["a whole number", "write 3"] },
  },
  {
    slip: "fewer at most than at least",
    values: time({ ...least, minInstances: 4, maxInstances: 3 }),
    told: { [key("maxInstances")]: ["from 4 (minInstances)", "write 12"] },
  },
  {
    slip: "fewer at most than one for each zone",
    values: {
      ...time({ ...least, maxInstances: 1 }),
      ...shop({ maxInstances: 2 }),
      "clothesline:network": { zones: ["a", "b", "c"] },
    },
    told: {
      [key("maxInstances")]: ["3 or more", "minInstances beside it"],
      [shopKey("maxInstances")]: ["3 or more", "minInstances beside it"],
    },
  },
  {
    slip: "one release kept",
    values: time({ ...least, releasesKept: 1 }),
    told: { [key("releasesKept")]: ["2 to 50", "write 2"] },
  },
  {
    slip: "protection by the word yes",
    values: time({ ...least, deletionProtection: "yes" }),
    told: { [key("deletionProtection")]: ["true (it must", "write true, without quotes"] },
  },
  {
    slip: "a firewall by name",
    values: time({ ...least, firewall: "waf" }),
    told: { [key("firewall")]: ["AWS WAF", "write false"] },
  },
  {
    slip: "a key of the component's that configuration does not have",
    values: time({ ...least, domainName: "time.example.com" }),
    told: { [key("domainName")]: ["domain, plainHttp", "take it out"] },
  },
  {
    slip: "a system without a way out to AWS's APIs",
    values: timeIn({ nat: "none" }),
    told: { "clothesline:network.nat": ["single or perZone for whatisthetime", "write single"] },
  },
  {
    slip: "a load balancer in one zone",
    values: timeIn({ zones: ["a"] }),
    told: { "clothesline:network.zones": ["two zones or more for whatisthetime", "another zone"] },
  },
  {
    slip: "a session strategy of no kind",
    values: shop({ sessionStrategy: "redis" }),
    told: { [shopKey("sessionStrategy")]: ["cache, table, cookie or sticky", "write cache"] },
  },
  {
    slip: "sticky sessions whose loss nobody accepted",
    values: shop({ sessionStrategy: "sticky" }),
    told: { [shopKey("sessionLossAccepted")]: ["true beside sessionStrategy: sticky", "sessionStrategy: cache"] },
  },
  {
    slip: "a replica in a zone that the network does not have",
    values: shop({ database: { replicas: { catalogue: "c" } } }),
    told: { [shopKey("database.replicas.catalogue")]: ["a or b", "add the zone"] },
  },
  {
    slip: "two replicas in one zone beside a free one",
    values: {
      ...shop({ database: { replicas: { catalogue: "b", orders: "b" } } }),
      "clothesline:network": { zones: ["a", "b", "c"] },
    },
    told: { [shopKey("database.replicas.orders")]: ["catalogue is in b already", "write a or c"] },
  },
  {
    slip: "what two blocks have against each other, beside other slips in both",
    values: {
      ...shop({
        maxInstances: 0,
        sessionStrategy: "redis",
        database: { replicas: { catalogue: "c" }, multiAz: "yes" },
      }),
      ...time({ ...least, instanceType: "t3.small", maxInstances: 1 }),
      "clothesline:network": { nat: "none", cidrBlock: "10.0.0.0" },
    },
    told: {
      "clothesline:network.cidrBlock": ["192.168.0.0/16", "address/mask"],
      "clothesline:network.nat": ["single or perZone for whatisthetime, myclothes", "write single"],
      [key("instanceType")]: ["Graviton", "t4g.small"],
      [key("maxInstances")]: ["2 or more", "minInstances beside it"],
      [shopKey("maxInstances")]: ["1 to 1000", "write 1"],
      [shopKey("sessionStrategy")]: ["cache, table, cookie or sticky", "write cache"],
      [shopKey("database.multiAz")]: ["a standby takes over", "write true"],
      [shopKey("database.replicas.catalogue")]: ["a or b", "add the zone"],
    },
  },
  {
    slip: "a sticky session of more than a week",
    values: shop({ sessionStrategy: "sticky", sessionLossAccepted: true, sessionLifetimeHours: 169 }),
    told: { [shopKey("sessionLifetimeHours")]: ["1 to 168", "write 168"] },
  },
  {
    slip: "all that people get wrong of a shop, together",
    values: shop({
      ...{ plainHttp: false, domain: { name: "", hostedZoneId: "shop" }, minInstances: 3, maxInstances: 2 },
      ...{ sessionStrategy: "memory", sessionCache: { serverless: true }, healthPath: "up", port: 80 },
      database: {
        replicas: { catalogue: "z" },
        backupRetentionDays: 36,
        masterSecret: "managed",
        zoneName: "eu-west-1a",
      },
    }),
    told: {
      [shopKey("domain.name")]: ["full name in DNS", "shop.example.com"],
      [shopKey("domain.hostedZoneId")]: ["hosted zone", "beginning with Z"],
      [shopKey("maxInstances")]: ["from 3 (minInstances)", "write 9"],
      [shopKey("sessionStrategy")]: ["cache, table, cookie or sticky", "write cache"],
      [shopKey("sessionCache.serverless")]: ["nodeType, nodes", "take it out"],
      [shopKey("healthPath")]: ["domain, plainHttp", "take it out"],
      [shopKey("port")]: ["domain, plainHttp", "take it out"],
      [shopKey("database.replicas.catalogue")]: ["the letter of a zone", "write the letter"],
      [shopKey("database.backupRetentionDays")]: ["1 to 35", "write 35"],
      [shopKey("database.masterSecret")]: ["instanceClass, multiAz", "take it out"],
      [shopKey("database.zoneName")]: ["instanceClass, multiAz", "take it out"],
    },
  },
  {
    slip: "a replica by the name of a zone",
    values: shop({ database: { replicas: { catalogue: "eu-west-1b" } } }),
    told: { [shopKey("database.replicas.catalogue")]: ["letter of a zone", "write b"] },
  },
  {
    slip: "a replica in capitals",
    values: shop({ database: { replicas: { Catalogue: "b" } } }),
    told: { [shopKey("database.replicas.Catalogue")]: ["small letters", "such as catalogue"] },
  },
  {
    slip: "replicas by number",
    values: shop({ database: { replicas: 2 } }),
    told: { [shopKey("database.replicas")]: ["up to 15", "catalogue: b"] },
  },
  {
    slip: "sixteen replicas",
    values: shop({
      database: { replicas: Object.fromEntries(Array.from({ length: 16 }, (_, place) => [`reader-${place}`, "a"])) },
    }),
    told: { [shopKey("database.replicas")]: ["up to 15", "catalogue: b"] },
  },
  {
    slip: "a database on an instance that is none of RDS's",
    values: shop({ database: { instanceClass: "t4g.micro" } }),
    told: { [shopKey("database.instanceClass")]: ["db.t4g.micro", "a larger one"] },
  },
  {
    slip: "a version that YAML takes for a number",
    values: shop({ database: { engineVersion: 17.1 } }),
    told: { [shopKey("database.engineVersion")]: ['as text: "17"', 'leave it out for "17"'] },
  },
  {
    slip: "replicas behind the primary",
    values: shop({
      database: { replicas: { catalogue: "b" }, engineVersion: "17.6", replicaEngineVersion: "17.5" },
    }),
    told: { [shopKey("database.replicaEngineVersion")]: ['"17.6" like engineVersion', "upgrade the replicas first"] },
  },
  {
    slip: "a version for replicas of which there are none",
    values: shop({ database: { engineVersion: "17.6", replicaEngineVersion: "17.6" } }),
    told: { [shopKey("database.replicaEngineVersion")]: ["no replicas", "leave it out"] },
  },
  {
    slip: "a major version's upgrade by the word yes",
    values: shop({ database: { allowMajorVersionUpgrade: "yes" } }),
    told: { [shopKey("database.allowMajorVersionUpgrade")]: ["no way back", "write true, without quotes"] },
  },
  {
    slip: "a snapshot by the time at which it was taken",
    values: shop({ database: { snapshotIdentifier: "2026-11-20 12:00" } }),
    told: { [shopKey("database.snapshotIdentifier")]: ["identifier or the ARN of a DB snapshot", "as RDS shows it"] },
  },
  {
    slip: "nodes that the component cannot encrypt, or whose memory it cannot rule",
    values: shop({ sessionCache: { nodeType: "cache.r6gd.xlarge" }, lookasideCache: { nodeType: "cache.m3.medium" } }),
    told: {
      [shopKey("sessionCache.nodeType")]: ["without data tiering, which r6gd cannot", "cache.t4g.small"],
      [shopKey("lookasideCache.nodeType")]: ["encrypts in transit, which m3 does not", "cache.t4g.small"],
    },
  },
  {
    slip: "a database without backups",
    values: shop({ database: { backupRetentionDays: 0 } }),
    told: { [shopKey("database.backupRetentionDays")]: ["1 to 35", "write 1"] },
  },
  {
    slip: "a cache on an instance that is none of ElastiCache's",
    values: shop({ sessionCache: { nodeType: "t4g.micro", nodes: 7 } }),
    told: {
      [shopKey("sessionCache.nodeType")]: ["as ElastiCache names it", "cache.t4g.micro"],
      [shopKey("sessionCache.nodes")]: ["1 to 6", "write 6"],
    },
  },
  {
    slip: "an address with a name around it",
    values: { "clothesline:alarms": { emailAddresses: ["On call <on-call@example.com>"] } },
    told: { "clothesline:alarms.emailAddresses[0]": ["on-call@example.com", "address alone"] },
  },
  {
    slip: "one address without a list",
    values: { "clothesline:alarms": { emailAddresses: "on-call@example.com" } },
    told: { "clothesline:alarms.emailAddresses": ["a list", "[on-call@example.com]"] },
  },
  {
    slip: "an address twice",
    values: { "clothesline:alarms": { emailAddresses: ["a@example.com", "a@example.com"] } },
    told: { "clothesline:alarms.emailAddresses": ["each once", "[on-call@example.com]"] },
  },
  {
    slip: "logs that are kept for no time",
    values: { "clothesline:accessLogs": { retentionDays: 0 } },
    told: { "clothesline:accessLogs.retentionDays": ["1 to 3653", "write 1"] },
  },
  {
    slip: "a setting of the account in words",
    values: { "clothesline:accountSettings": { apiGatewayLogs: "yes" } },
    told: { "clothesline:accountSettings.apiGatewayLogs": ["another stack or a person does", "write true"] },
  },
];
