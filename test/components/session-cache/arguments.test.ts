import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import { SessionCache, type SessionCacheArgs } from "../../../components/session-cache/session-cache";
import { refusal, refused } from "../refusal";
import { networkIn } from "../network-in";

/** Arguments as JavaScript or another language may hand them over. */
const cache = (args: object | undefined, name = "shop-carts") => new SessionCache(name, args as SessionCacheArgs);
const network = networkIn("abc");
const sessions = { network, purpose: "sessions" };
const lookaside = { network, purpose: "lookaside" };

describe("a cache refuses", () => {
  const table: { what: string; args: object | undefined; wrong: string[] }[] = [
    { what: "no arguments at all", args: undefined, wrong: ["network", "purpose"] },
    { what: "a VPC's id for a network", args: { ...sessions, network: "vpc-0123456789abcdef0" }, wrong: ["network"] },
    {
      what: "a network with a zone too few",
      args: { ...sessions, network: { ...network, zoneNames: ["a"] } },
      wrong: ["network"],
    },
    { what: "no purpose", args: { network }, wrong: ["purpose"] },
    { what: "an unknown purpose", args: { network, purpose: "carts" }, wrong: ["purpose"] },
    { what: "an engine without replicas", args: { ...sessions, engine: "memcached" }, wrong: ["engine"] },
    {
      what: "a version without sign-in by IAM",
      args: { ...sessions, engine: "redis", engineVersion: "6.2" },
      wrong: ["engineVersion"],
    },
    { what: "the other engine's version", args: { ...sessions, engineVersion: "7.1" }, wrong: ["engineVersion"] },
    { what: "a version as a number", args: { ...sessions, engineVersion: 8.1 }, wrong: ["engineVersion"] },
    {
      what: "sessions without servers, since those evict",
      args: { ...sessions, serverless: true },
      wrong: ["serverless"],
    },
    {
      what: "no servers in one zone",
      args: { purpose: "lookaside", serverless: true, network: networkIn("a") },
      wrong: ["serverless"],
    },
    { what: "serverless as text", args: { ...lookaside, serverless: "true" }, wrong: ["serverless"] },
    { what: "an instance type for a node type", args: { ...sessions, nodeType: "t4g.micro" }, wrong: ["nodeType"] },
    {
      what: "a node type that does not encrypt",
      args: { ...sessions, nodeType: "cache.m3.medium" },
      wrong: ["nodeType"],
    },
    {
      what: "a node type with data tiering",
      args: { ...sessions, nodeType: "cache.r6gd.xlarge" },
      wrong: ["nodeType"],
    },
    { what: "no nodes", args: { ...sessions, nodes: 0 }, wrong: ["nodes"] },
    { what: "seven nodes", args: { ...sessions, nodes: 7 }, wrong: ["nodes"] },
    { what: "half a node", args: { ...sessions, nodes: 1.5 }, wrong: ["nodes"] },
    { what: "nodes known only later", args: { ...sessions, nodes: output(2) }, wrong: ["nodes"] },
    {
      what: "failover with one node",
      args: { ...sessions, nodes: 1, automaticFailover: true },
      wrong: ["automaticFailover"],
    },
    { what: "failover in one zone", args: { ...sessions, network: networkIn("a") }, wrong: ["nodes"] },
    { what: "failover as a number", args: { ...sessions, automaticFailover: 1 }, wrong: ["automaticFailover"] },
    {
      what: "limits for nodes",
      args: { ...lookaside, maxStorageGb: 5, maxEcpuPerSecond: 5000 },
      wrong: ["maxStorageGb", "maxEcpuPerSecond"],
    },
    {
      what: "nodes without servers",
      args: { ...lookaside, serverless: true, nodes: 2, nodeType: "cache.t4g.small", engineVersion: "8.1" },
      wrong: ["engineVersion", "nodeType", "nodes"],
    },
    {
      what: "what has to go, once, whatever its value",
      args: { ...sessions, serverless: true, nodes: 9, engine: "redis", engineVersion: "7.2" },
      wrong: ["serverless", "engineVersion", "nodes"],
    },
    {
      what: "a limit that nodes have not, once, whatever its value",
      args: { ...lookaside, maxStorageGb: 0 },
      wrong: ["maxStorageGb"],
    },
    {
      what: "what only nodes have, without servers",
      args: {
        ...lookaside,
        serverless: true,
        automaticFailover: false,
        maintenanceWindow: "sun:04:00-sun:05:00",
        finalSnapshot: true,
        logRetentionDays: 30,
      },
      wrong: ["automaticFailover", "maintenanceWindow", "finalSnapshot", "logRetentionDays"],
    },
    { what: "a limit of nothing", args: { ...lookaside, serverless: true, maxStorageGb: 0 }, wrong: ["maxStorageGb"] },
    {
      what: "a limit below AWS's",
      args: { ...lookaside, serverless: true, maxEcpuPerSecond: 999 },
      wrong: ["maxEcpuPerSecond"],
    },
    {
      what: "snapshots for 36 days",
      args: { ...sessions, snapshotRetentionDays: 36 },
      wrong: ["snapshotRetentionDays"],
    },
    {
      what: "snapshots for fewer than no days",
      args: { ...sessions, snapshotRetentionDays: -1 },
      wrong: ["snapshotRetentionDays"],
    },
    {
      what: "a window of half an hour",
      args: { ...sessions, maintenanceWindow: "sun:04:00-sun:04:30" },
      wrong: ["maintenanceWindow"],
    },
    {
      what: "a window of two days",
      args: { ...sessions, maintenanceWindow: "sun:04:00-tue:04:00" },
      wrong: ["maintenanceWindow"],
    },
    {
      what: "a window every day",
      args: { ...sessions, maintenanceWindow: "04:00-05:00" },
      wrong: ["maintenanceWindow"],
    },
    {
      what: "a window in capitals",
      args: { ...sessions, maintenanceWindow: "Sun:04:00-Sun:05:00" },
      wrong: ["maintenanceWindow"],
    },
    {
      what: "a retention CloudWatch has not",
      args: { ...sessions, logRetentionDays: 31 },
      wrong: ["logRetentionDays"],
    },
    { what: "a topic's name for its ARN", args: { ...sessions, alarmTopicArn: "alarms" }, wrong: ["alarmTopicArn"] },
    { what: "protection as text", args: { ...sessions, deletionProtection: "no" }, wrong: ["deletionProtection"] },
    { what: "an argument that is not there", args: { ...sessions, authToken: "secret" }, wrong: ["authToken"] },
  ];
  for (const { what, args, wrong } of table) {
    it(what, () => {
      assert.deepEqual(
        refused(() => cache(args)),
        wrong,
      );
    });
  }

  for (const name of [
    "",
    "Shop",
    "shop_carts",
    "shop.carts",
    "shop--carts",
    "shop-",
    "1shop",
    "shop-with-a-name-that-is-long1",
  ]) {
    it(`the name ${JSON.stringify(name)}, of which ElastiCache makes no id`, () => {
      assert.deepEqual(
        refused(() => cache(sessions, name)),
        ["name"],
      );
    });
  }

  it("everything that is wrong in one error, each with what was given, what is allowed and the fix", () => {
    const bad = { network, purpose: "sessions", serverless: true, snapshotRetentionDays: 40 };
    assert.deepEqual(refusal(() => cache(bad, "Shop")).message.split("\n"), [
      'SessionCache "Shop" cannot be made, 3 arguments are wrong:',
      '  name: got "Shop". Allowed: 1 to 29 lower-case letters, digits and single dashes, beginning with a letter. Fix: write a short name in the form "system-purpose".',
      '  serverless: got true. Allowed: false for sessions: a cache without servers evicts keys that have a time to live when it is full. Fix: leave it out, or write purpose: "lookaside".',
      "  snapshotRetentionDays: got 40. Allowed: a whole number from 0 to 35, plain. Fix: write one of these, or leave it out for 7.",
    ]);
  });

  it("without showing what was given for an argument that is not there, which may be a password", () => {
    assert.doesNotMatch(refusal(() => cache({ ...sessions, authToken: "hunter2-hunter2" })).message, /hunter2/);
  });
});
