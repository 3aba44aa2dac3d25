import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import type { StatefulWebTierArgs } from "../../../components/stateful-web-tier/arguments";
import { StatefulWebTier } from "../../../components/stateful-web-tier/stateful-web-tier";
import { refusal, refused } from "../refusal";
import { domain, layout, least, releaseShare, sessionCache, sessionTable } from "./tier";

/** Arguments as JavaScript or another language may hand them over. */
const tier = (args: object | undefined, name = "shop-web") => new StatefulWebTier(name, args as StatefulWebTierArgs);
const withDomain = { network: layout, releaseShare, ...domain };

interface Row {
  what: string;
  args: object;
  wrong: string[];
}

const door: Row[] = [
  { what: "an empty domain", args: { domainName: "" }, wrong: ["domainName"] },
  { what: "an address for a domain", args: { domainName: "https://shop.example.com" }, wrong: ["domainName"] },
  { what: "a label for a domain", args: { domainName: "shop" }, wrong: ["domainName"] },
  { what: "a star for a domain", args: { domainName: "*.example.com" }, wrong: ["domainName"] },
  { what: "a domain too long", args: { domainName: `${"s".repeat(60)}.example.com` }, wrong: ["domainName"] },
  { what: "a domain known only later", args: { domainName: output("shop.example.com") }, wrong: ["domainName"] },
  { what: "a domain without its zone", args: { hostedZoneId: undefined }, wrong: ["hostedZoneId"] },
  { what: "a zone without its domain", args: { domainName: undefined }, wrong: ["domainName"] },
  { what: "a name for a zone", args: { hostedZoneId: "example.com" }, wrong: ["hostedZoneId"] },
  { what: "plain HTTP under a domain", args: { plainHttp: true }, wrong: ["plainHttp"] },
  {
    what: "plain HTTP that nobody asked for",
    args: { domainName: undefined, hostedZoneId: undefined },
    wrong: ["domainName"],
  },
  {
    what: "HTTPS without a domain",
    args: { domainName: undefined, hostedZoneId: undefined, plainHttp: false },
    wrong: ["domainName"],
  },
  { what: "a word for a flag", args: { firewall: "yes" }, wrong: ["firewall"] },
  { what: "a version for a flag", args: { ipv6: 6 }, wrong: ["ipv6"] },
  { what: "a limit too low", args: { firewallRequestsPerFiveMinutes: 9 }, wrong: ["firewallRequestsPerFiveMinutes"] },
  { what: "no idle time", args: { idleTimeoutSeconds: 0 }, wrong: ["idleTimeoutSeconds"] },
  { what: "idle time without end", args: { idleTimeoutSeconds: 4001 }, wrong: ["idleTimeoutSeconds"] },
  { what: "a health path without a slash", args: { healthPath: "health" }, wrong: ["healthPath"] },
  { what: "an empty health path", args: { healthPath: "" }, wrong: ["healthPath"] },
  { what: "a health path for a shell", args: { healthPath: "/$(reboot)" }, wrong: ["healthPath"] },
  { what: "a number for a bucket", args: { accessLogBucketName: 7 }, wrong: ["accessLogBucketName"] },
  {
    what: "a queue for a topic",
    args: { alarmTopicArn: "arn:aws:sqs:eu-west-1:123456789012:q" },
    wrong: ["alarmTopicArn"],
  },
  { what: "no latency", args: { latencyAlarmSeconds: 0 }, wrong: ["latencyAlarmSeconds"] },
];

const instances: Row[] = [
  { what: "a port of root's", args: { port: 80 }, wrong: ["port"] },
  { what: "a port that Linux lends out", args: { port: 32_768 }, wrong: ["port"] },
  { what: "a port whose neighbour Linux lends out", args: { port: 32_767 }, wrong: ["port"] },
  { what: "a port of the share's client", args: { port: 20_500 }, wrong: ["port"] },
  { what: "a port whose neighbour is the share's client's", args: { port: 20_048 }, wrong: ["port"] },
  { what: "half a port", args: { port: 8080.5 }, wrong: ["port"] },
  { what: "a port known only later", args: { port: output(8080) }, wrong: ["port"] },
  { what: "no instance", args: { minInstances: 0 }, wrong: ["minInstances"] },
  { what: "fewer at most than at least", args: { minInstances: 4, maxInstances: 3 }, wrong: ["maxInstances"] },
  { what: "fewer at most than by default", args: { maxInstances: 1 }, wrong: ["maxInstances"] },
  { what: "fewer to begin with", args: { minInstances: 3, desiredInstances: 2 }, wrong: ["desiredInstances"] },
  { what: "more to begin with", args: { maxInstances: 4, desiredInstances: 5 }, wrong: ["desiredInstances"] },
  {
    what: "sizes of which none is one",
    args: { minInstances: 0, maxInstances: "9", desiredInstances: -1 },
    wrong: ["minInstances", "maxInstances", "desiredInstances"],
  },
  {
    what: "more to begin with, beside too many",
    args: { maxInstances: 4000, desiredInstances: 3001 },
    wrong: ["maxInstances", "desiredInstances"],
  },
  { what: "a part of an instance", args: { minInstances: 2.5 }, wrong: ["minInstances"] },
  { what: "an x86 instance", args: { instanceType: "t3.small" }, wrong: ["instanceType"] },
  { what: "a size alone", args: { instanceType: "small" }, wrong: ["instanceType"] },
  { what: "fewer than no warm instance", args: { warmInstances: -1 }, wrong: ["warmInstances"] },
  { what: "a lifetime of no day", args: { instanceLifetimeDays: 0 }, wrong: ["instanceLifetimeDays"] },
  { what: "a disk too small for the image", args: { volumeGigabytes: 4 }, wrong: ["volumeGigabytes"] },
  { what: "all of the processors", args: { targetCpuPercent: 100 }, wrong: ["targetCpuPercent"] },
  { what: "no request", args: { targetRequestsPerMinute: 0 }, wrong: ["targetRequestsPerMinute"] },
  { what: "a boot that outlasts its hook", args: { bootTimeoutSeconds: 2401 }, wrong: ["bootTimeoutSeconds"] },
  { what: "no time to drain", args: { deregistrationDelaySeconds: 0 }, wrong: ["deregistrationDelaySeconds"] },
  {
    what: "a drain that outlasts its hook",
    args: { deregistrationDelaySeconds: 901 },
    wrong: ["deregistrationDelaySeconds"],
  },
  { what: "a number for a tag", args: { instanceTags: { cost: 7 } }, wrong: ['instanceTags["cost"]'] },
  {
    what: "a tag that is the tier's own, told once",
    args: { instanceTags: { Name: 7 } },
    wrong: ['instanceTags["Name"]'],
  },
  {
    what: "more tags than an instance takes beside the tier's own",
    args: { instanceTags: Object.fromEntries(Array.from({ length: 49 }, (_, tag) => [`tag-${tag}`, "x"])) },
    wrong: ["instanceTags"],
  },
  { what: "tags as a list", args: { instanceTags: ["cost"] }, wrong: ["instanceTags"] },
  ...[
    ...["", "aws:cost", "AWS:cost", "cost&", "x".repeat(129)],
    // The tier sets these.
    ...["Name", "clothesline:fleet"],
  ].map((key) => ({
    what: `the tag ${JSON.stringify(key.slice(0, 20))}, of ${key.length} letters`,
    args: { instanceTags: { [key]: "x", fine: "y" } },
    wrong: [`instanceTags[${JSON.stringify(key)}]`],
  })),
  ...["x".repeat(257), "a&b", null].map((value) => ({
    what: `a tag of ${String(value).slice(0, 20)}`,
    args: { instanceTags: { cost: value } },
    wrong: ['instanceTags["cost"]'],
  })),
];

const group = "sg-0123456789abcdef0";
const sendsMail = { actions: ["ses:SendEmail"], resourceArns: ["*"] };
const bucketArn = "arn:aws:s3:::my-bucket/*";
const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const stores: Row[] = [
  { what: "no share", args: { releaseShare: undefined }, wrong: ["releaseShare"] },
  {
    what: "a share without its parts",
    args: { releaseShare: {} },
    wrong: ["fileSystemId", "fileSystemArn", "accessPointId", "securityGroupId", "port", "readiness"].map(
      (field) => `releaseShare.${field}`,
    ),
  },
  { what: "a store by its group alone", args: { stores: { database: group } }, wrong: ['stores["database"]'] },
  {
    what: "a store without port",
    args: { stores: { database: { securityGroupId: group } } },
    wrong: ['stores["database"].port'],
  },
  {
    what: "a store with the name of the tier's own",
    args: { stores: { sessions: { securityGroupId: group, port: 1 } } },
    wrong: ['stores["sessions"]'],
  },
  {
    what: "a store with a name for nobody",
    args: { stores: { "the database": { securityGroupId: group, port: 1 } } },
    wrong: ['stores["the database"]'],
  },
  { what: "stores known only later", args: { stores: output({}) }, wrong: ["stores"] },
  {
    what: "permissions for nothing, or by no action's name",
    args: { rolePermissions: { mail: { actions: ["send"], resourceArns: [] } } },
    wrong: ['rolePermissions["mail"].actions[0]', 'rolePermissions["mail"].resourceArns'],
  },
  {
    what: "a permission and a policy of one name",
    args: { rolePermissions: { mail: sendsMail }, rolePolicies: { mail: policy } },
    wrong: ['rolePolicies["mail"]'],
  },
  {
    what: "a permission that would rather deny, or hold under conditions",
    args: { rolePermissions: { mail: { ...sendsMail, effect: "Deny", conditions: {} } } },
    wrong: ['rolePermissions["mail"].effect', 'rolePermissions["mail"].conditions'],
  },
  {
    what: "a permission for what is no ARN",
    args: {
      rolePermissions: { mail: { ...sendsMail, resourceArns: ["", "my-bucket", "arn:aws:s3", "*", bucketArn] } },
    },
    wrong: [0, 1, 2].map((place) => `rolePermissions["mail"].resourceArns[${place}]`),
  },
  { what: "no permission", args: { rolePermissions: { mail: "ses:*" } }, wrong: ['rolePermissions["mail"]'] },
  ...Object.entries({
    "a policy that is no text": { Version: 1 },
    "a policy that is no JSON": "not json",
    "a policy that is a list": "[]",
    "a policy that says nothing": '{"Version":"2012-10-17"}',
    "a policy whose statement is a word": '{"Statement":"Allow"}',
  }).map(([what, mail]) => ({ what, args: { rolePolicies: { mail } }, wrong: ['rolePolicies["mail"]'] })),
  { what: "a setting that is no text", args: { settings: { MAIL_PORT: 25 } }, wrong: ['settings["MAIL_PORT"]'] },
  { what: "a setting with a dash", args: { settings: { "MAIL-HOST": "mail" } }, wrong: ['settings["MAIL-HOST"]'] },
  { what: "the instance's own setting", args: { settings: { PORT: "1" } }, wrong: ['settings["PORT"]'] },
  { what: "the tier's own setting", args: { settings: { DRAIN_SECONDS: "1" } }, wrong: ['settings["DRAIN_SECONDS"]'] },
  { what: "a setting of the sessions", args: { settings: { SESSION_ID: "1" } }, wrong: ['settings["SESSION_ID"]'] },
  { what: "a secret itself", args: { secretArns: { MAIL_KEY: "hunter2" } }, wrong: ['secretArns["MAIL_KEY"]'] },
  {
    what: "a name for a setting and a secret",
    args: {
      settings: { MAIL_KEY: "x" },
      secretArns: { MAIL_KEY: "arn:aws:ssm:eu-west-1:123456789012:parameter/mail" },
    },
    wrong: ['secretArns["MAIL_KEY"]'],
  },
  {
    what: "a network in one zone",
    args: {
      network: {
        ...layout,
        zoneNames: ["eu-west-1a"],
        publicSubnetIds: ["subnet-1"],
        appSubnetIds: ["subnet-2"],
        dataSubnetIds: ["subnet-3"],
      },
    },
    wrong: ["network"],
  },
  { what: "a VPC for a network", args: { network: "vpc-0123456789abcdef0" }, wrong: ["network"] },
  { what: "an argument that there is not", args: { healtPath: "/up" }, wrong: ["healtPath"] },
];

const sessions: Row[] = [
  { what: "an unknown strategy", args: { sessionStrategy: "memory" }, wrong: ["sessionStrategy"] },
  { what: "an empty strategy", args: { sessionStrategy: "" }, wrong: ["sessionStrategy"] },
  { what: "sessions in a cache without one", args: { sessionStrategy: "cache" }, wrong: ["sessionCache"] },
  { what: "sessions in a table without one", args: { sessionStrategy: "table" }, wrong: ["sessionTable"] },
  { what: "sealed cookies without keys", args: { sessionStrategy: "cookie" }, wrong: ["sessionCookieKeyGeneration"] },
  {
    what: "keys before the first",
    args: { sessionStrategy: "cookie", sessionCookieKeyGeneration: 0 },
    wrong: ["sessionCookieKeyGeneration"],
  },
  { what: "loss that nobody accepted", args: { sessionStrategy: "sticky" }, wrong: ["sessionLossAccepted"] },
  {
    what: "loss that was refused",
    args: { sessionStrategy: "sticky", sessionLossAccepted: false },
    wrong: ["sessionLossAccepted"],
  },
  {
    what: "stickiness for longer than a week",
    args: { sessionStrategy: "sticky", sessionLossAccepted: true, sessionLifetimeHours: 169 },
    wrong: ["sessionLifetimeHours"],
  },
  {
    what: "a lifetime that is too long for any strategy, told once",
    args: { sessionStrategy: "sticky", sessionLossAccepted: true, sessionLifetimeHours: 8761 },
    wrong: ["sessionLifetimeHours"],
  },
  { what: "a session without time", args: { sessionLifetimeHours: 0 }, wrong: ["sessionLifetimeHours"] },
  {
    what: "a serverless cache for sessions",
    args: { sessionStrategy: "cache", sessionCache: { ...sessionCache, isServerless: true } },
    wrong: ["sessionCache.isServerless"],
  },
  {
    what: "a cache that does not say how many replicas it has",
    args: { sessionCache: { ...sessionCache, replicas: undefined } },
    wrong: ["sessionCache.replicas"],
  },
  {
    what: "a cache without host",
    args: { sessionCache: { ...sessionCache, host: undefined } },
    wrong: ["sessionCache.host"],
  },
  {
    what: "a name for a table's ARN",
    args: { sessionTable: { ...sessionTable, tableArn: "carts" } },
    wrong: ["sessionTable.tableArn"],
  },
  ...["AWSALB", "AWSALBAPP-0", "AWSALBTG", "AWSALBCORS", "awsalb"].map((sessionCookieName) => ({
    what: `the load balancer's cookie ${sessionCookieName}`,
    args: { sessionCookieName },
    wrong: ["sessionCookieName"],
  })),
  { what: "a cookie with a blank", args: { sessionCookieName: "my session" }, wrong: ["sessionCookieName"] },
];

describe("a web tier refuses", () => {
  for (const { what, args, wrong } of [...door, ...instances, ...stores, ...sessions]) {
    it(what, () => {
      assert.deepEqual(
        refused(() => tier({ ...withDomain, ...args })),
        wrong,
      );
    });
  }

  it("a cookie that only HTTPS can carry, over plain HTTP", () => {
    assert.deepEqual(
      refused(() => tier({ ...least, sessionCookieName: "__Host-session" })),
      ["sessionCookieName"],
    );
  });

  it("no arguments at all", () => {
    assert.deepEqual(
      refused(() => tier(undefined)),
      ["network", "releaseShare", "domainName"],
    );
  });

  for (const name of ["", "shop web", "shop_web", "-web", "web-", "internal-web", "sg-web", "s".repeat(25)]) {
    it(`the name ${JSON.stringify(name)}`, () => {
      assert.deepEqual(
        refused(() => tier(least, name)),
        ["name"],
      );
    });
  }

  it("everything that is wrong in one error, in words that say what to write", () => {
    const bad = { ...least, port: 80, healthPath: "up", sessionStrategy: "sticky", minInstances: 3, maxInstances: 2 };
    assert.deepEqual(refusal(() => tier(bad)).message.split("\n"), [
      'StatefulWebTier "shop-web" cannot be made, 4 arguments are wrong:',
      "  port: got 80. Allowed: a whole number from 1024 to 32766, plain, but neither it nor the one above it, on which " +
        "new releases are tried, from 20049 to 21049, where the share's client listens. Fix: write one of these, or " +
        "leave it out for 8080.",
      '  healthPath: got "up". Allowed: a path of up to 200 characters that begins with a slash. Fix: write one like ' +
        '"/health", or leave it out for "/health".',
      '  sessionLossAccepted: got nothing. Allowed: true beside sessionStrategy "sticky", with which a cart is lost when ' +
        'its instance goes. Fix: write true if that is what you want, or choose "cache".',
      "  maxInstances: got 2. Allowed: a whole number from 3 to 3000, plain, beside minInstances of 3. Fix: write one of " +
        "these.",
    ]);
  });

  it("all that people get wrong, together", () => {
    const bad = {
      ...{ network: layout, releaseShare, domainName: "", port: 80, healthPath: "up" },
      ...{ minInstances: 3, maxInstances: 2, sessionCookieName: "AWSALB", sessionStrategy: "memory" },
      ...{ sessionCache: { ...sessionCache, isServerless: true }, settings: { LONG: "x".repeat(20_000) } },
    };
    const wrong = ["domainName", "hostedZoneId", "port", "healthPath", "maxInstances", "sessionCookieName"];
    const error = refusal(() => tier(bad));
    assert.deepEqual(
      error.errors.map(({ propertyPath }) => propertyPath).sort(),
      [...wrong, "sessionStrategy", "sessionCache.isServerless", "settings"].sort(),
    );
    for (const { reason } of error.errors) assert.match(reason, /^got .+\. Allowed: .+\. Fix: .+\.$/s);
  });

  for (const [key, value] of Object.entries({ effect: "Deny", conditions: {}, notActions: [], notResourceArns: [] })) {
    it(`${key} of a permission, and tells neither to allow it without that nor to allow the reverse`, () => {
      const { message } = refusal(() => tier({ ...least, rolePermissions: { mail: { ...sendsMail, [key]: value } } }));
      assert.match(message, /Fix: take the permission out and write it as a policy under rolePolicies: this can only/);
    });
  }

  it("notActions alone, which are not to be renamed, and a slip that is", () => {
    const fixesOf = (mail: object) =>
      refusal(() => tier({ ...least, rolePermissions: { mail } })).errors.map(({ reason }) => reason.split("Fix: ")[1]);
    const { actions, resourceArns } = sendsMail;
    assert.deepEqual(fixesOf({ notActions: actions, resourceArns }), [
      "take the permission out and write it as a policy under rolePolicies: this can only allow.",
    ]);
    assert.deepEqual(fixesOf({ action: actions, resourceArns }), ["rename it to actions."]);
  });

  it("a secret that is written where its ARN belongs, without showing it", () => {
    const { message } = refusal(() => tier({ ...least, secretArns: { MAIL_KEY: "hunter2" } }));
    assert.ok(!message.includes("hunter2"));
  });
});
