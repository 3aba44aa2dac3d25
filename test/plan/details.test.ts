import assert from "node:assert/strict";
import { detailsOf } from "../../plan/details";
import type { JsonValue } from "../../plan/json";

const listener = "aws:lb/listener:Listener";
const group = "aws:autoscaling/group:Group";
const instance = "aws:rds/instance:Instance";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const table = "aws:dynamodb/table:Table";
const cluster = "aws:dax/cluster:Cluster";
const lambda = "aws:lambda/function:Function";
const stage = "aws:apigateway/stage:Stage";
const methods = "aws:apigateway/methodSettings:MethodSettings";
const unknown = { $unknown: true };

/** What stands behind a resource in the plan. */
function told(type: string, inputs: JsonValue, protect = false): string {
  return detailsOf({
    ...{ urn: "", type, name: "", system: null, parent: null, provider: null, custom: true, id: null, outputs: {} },
    ...{ inputs, dependencies: [], propertyDependencies: {}, aliases: [], ignoreChanges: [], replaceOnChanges: [] },
    ...{ protect, retainOnDelete: false },
  });
}

describe("behind a resource the plan", () => {
  const lines: [what: string, type: string, inputs: JsonValue, line: string][] = [
    [
      "a subnet's zone and addresses",
      "",
      { availabilityZone: "eu-west-1a", cidrBlock: "10.0.0.0/20" },
      "eu-west-1a, 10.0.0.0/20",
    ],
    ["where a route leads", "", { destinationCidrBlock: "0.0.0.0/0" }, "to 0.0.0.0/0"],
    ["where a route over IPv6 leads", "", { destinationIpv6CidrBlock: "::/0" }, "to ::/0"],
    ["what an endpoint is for", "", { serviceName: "com.amazonaws.eu-west-1.s3" }, "com.amazonaws.eu-west-1.s3"],
    ["how long logs are kept", "", { retentionInDays: 30 }, "kept 30 days"],
    ["which port a rule opens", "", { fromPort: 443, toPort: 444 }, "port 443"],
    ["the type of instances", "", { instanceType: "t4g.small" }, "t4g.small"],
    ["the name of a certificate", "", { domainName: "shop.example.com" }, "shop.example.com"],
    [
      "the region of a provider, and nothing else of it",
      "pulumi:providers:aws",
      { region: "eu-west-1", fromPort: 1 },
      "eu-west-1",
    ],
    ["nothing that is not known yet", "", { cidrBlock: unknown, fromPort: unknown }, ""],
    ["nothing of a resource whose inputs are a secret as a whole", group, [], ""],
    ["nothing of one that has none", group, null, ""],
    ["what a listener speaks", listener, { protocol: "HTTPS", port: 443 }, "HTTPS 443"],
    [
      "that a listener redirects to encryption",
      listener,
      { protocol: "HTTP", port: 80, defaultActions: [{ type: "redirect" }] },
      "HTTP 80 → HTTPS",
    ],
    [
      "that a listener serves unencrypted, also on a path of this name",
      listener,
      { protocol: "HTTP", port: 80, defaultActions: [{ type: "forward", path: ["redirect"] }] },
      "HTTP 80: not encrypted, everybody on the way can read it",
    ],
    ["that a listener's port is not known", listener, { protocol: "HTTPS", port: unknown }, "HTTPS ?"],
    ["over how many zones a load balancer stands", "aws:lb/loadBalancer:LoadBalancer", { subnets: ["a"] }, "in 1 zone"],
    ["that a table is paid by the request", table, { billingMode: "PAY_PER_REQUEST" }, "on demand"],
    ["that a table has a capacity", table, { billingMode: "PROVISIONED" }, "provisioned"],
    [
      "how many nodes an accelerator has",
      cluster,
      { nodeType: "dax.t3.small", replicationFactor: 3 },
      "dax.t3.small, 3 nodes",
    ],
    [
      "what a function of an API answers",
      lambda,
      { description: "GET /todos, for everybody" },
      "GET /todos, for everybody",
    ],
    ["nothing of another function", lambda, { description: "Publishes releases" }, ""],
    [
      "that a stage keeps answers",
      stage,
      { cacheClusterEnabled: true, cacheClusterSize: "0.5", accessLogSettings: {} },
      "keeps answers, 0.5 GB",
    ],
    ["that a stage keeps nothing, and writes down nothing", stage, {}, "keeps no answers, no access log"],
    [
      "how many requests all methods of a stage take",
      methods,
      { methodPath: "*/*", settings: { throttlingRateLimit: 100, throttlingBurstLimit: 200, cachingEnabled: false } },
      "every method, 100 requests a second, 200 at once",
    ],
    [
      "for how long the answers of one method are kept",
      methods,
      {
        methodPath: "lists~1{listId}/GET",
        settings: { throttlingRateLimit: 5, throttlingBurstLimit: 6, cachingEnabled: true, cacheTtlInSeconds: 300 },
      },
      "GET /lists/{listId}, 5 requests a second, 6 at once, answers kept 300 s",
    ],
    ["nothing of methods whose settings are not known", methods, { methodPath: "*/*" }, ""],
    [
      "how many instances a group has, and where",
      group,
      { minSize: 1, maxSize: 2, vpcZoneIdentifiers: ["a", "b"] },
      "1 to 2 instances, in 2 subnets",
    ],
    [
      "that a group's places are not known",
      group,
      { minSize: 1, maxSize: 2, vpcZoneIdentifiers: unknown },
      "1 to 2 instances",
    ],
    [
      "that a database has a standby",
      instance,
      { instanceClass: "db.m8g.large", multiAz: true },
      "db.m8g.large, two zones, fails over",
    ],
    ["that a database has none", instance, { multiAz: false }, "one zone, no standby"],
    ["that a database has none where nobody said", instance, {}, "one zone, no standby"],
    ["nothing where it is not known", instance, { multiAz: unknown }, ""],
    ["no standby of a replica, which is one", instance, { replicateSourceDb: "users", multiAz: false }, ""],
    [
      "that a cache outlives a zone",
      cache,
      { nodeType: "cache.m7g.large", numCacheClusters: 2, automaticFailoverEnabled: true, multiAzEnabled: true },
      "cache.m7g.large, 2 nodes in different zones, fails over",
    ],
    ["that a cache does not", cache, { numCacheClusters: 1 }, "1 node, no failover"],
    ["nothing of nodes that are not known", cache, { numCacheClusters: unknown }, ""],
  ];
  for (const [what, type, inputs, line] of lines) {
    it(`says ${what}`, () => {
      assert.equal(told(type, inputs), line);
    });
  }

  it("says what is protected, last", () => {
    assert.equal(told(instance, { multiAz: true }, true), "two zones, fails over, protected");
  });
});
