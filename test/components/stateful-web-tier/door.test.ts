import assert from "node:assert/strict";
import { bothStates, stackOf, text } from "../stack";
import { domain, shop, types, web } from "./tier";

/** Whom a group admits, as "source port". */
async function admitted(args: Parameters<typeof web>[0], group: string): Promise<string[]> {
  const { all, namesBehind } = await stackOf(web(args));
  return all(types.ingress)
    .filter((rule) => namesBehind(rule, "securityGroupId").includes(group))
    .map((rule) => {
      const { cidrIpv4, cidrIpv6, fromPort, toPort } = rule.inputs;
      assert.equal(fromPort, toPort);
      const source = cidrIpv4 ?? cidrIpv6 ?? namesBehind(rule, "referencedSecurityGroupId").join();
      return `${text(source)} ${Number(fromPort)}`;
    })
    .sort();
}

describe("the load balancer of a web tier", () => {
  it("is called by the world on the ports of the web, over both kinds of addresses", async () => {
    assert.deepEqual(await admitted(domain, "shop-web-load-balancer"), [
      "0.0.0.0/0 443",
      "0.0.0.0/0 80",
      "::/0 443",
      "::/0 80",
    ]);
    assert.deepEqual(await admitted({}, "shop-web-load-balancer"), ["0.0.0.0/0 80", "::/0 80"]);
  });

  it("has no address, no name and no rule of IPv6 where that is said, for networks that have none", async () => {
    const { one, all } = await stackOf(web({ ...domain, ipv6: false }));
    assert.equal(one(types.loadBalancer, "shop-web").inputs["ipAddressType"], "ipv4");
    const aliases = all(types.record).filter(({ inputs }) => inputs["aliases"] !== undefined);
    assert.deepEqual(
      aliases.map(({ inputs }) => inputs["type"]),
      ["A"],
    );
    assert.deepEqual(await admitted({ ...domain, ipv6: false }, "shop-web-load-balancer"), [
      "0.0.0.0/0 443",
      "0.0.0.0/0 80",
    ]);
  });

  it("is the only one that may call the instances, on their port alone", async () => {
    assert.deepEqual(await admitted({ ...domain, port: 3000 }, "shop-web"), ["shop-web-load-balancer 3000"]);
  });

  it("can call nothing but the instances", async () => {
    const { all, namesBehind } = await stackOf(web());
    const rules = all(types.egress).filter((rule) =>
      namesBehind(rule, "securityGroupId").includes("shop-web-load-balancer"),
    );
    assert.deepEqual(
      rules.map((rule) => [...namesBehind(rule, "referencedSecurityGroupId"), rule.inputs["fromPort"]]),
      [["shop-web", 8080]],
    );
  });

  it("stands in every zone of the public tier, dual stack, drops invalid headers and cannot be deleted", async () => {
    const { one, namesBehind } = await stackOf(shop());
    const balancer = one(types.loadBalancer, "shop-web");
    assert.deepEqual(namesBehind(balancer, "subnets"), ["shop-public-a", "shop-public-b", "shop-public-c"]);
    assert.deepEqual(namesBehind(balancer, "securityGroups"), ["shop-web-load-balancer"]);
    const { inputs } = balancer;
    assert.equal(inputs["internal"], false);
    assert.equal(inputs["ipAddressType"], "dualstack");
    assert.equal(inputs["dropInvalidHeaderFields"], true);
    assert.equal(inputs["enableDeletionProtection"], true);
    assert.equal(inputs["idleTimeout"], 60);
  });

  it("can be deleted, and waits longer, where that is said", async () => {
    const { one } = await stackOf(web({ deletionProtection: false, idleTimeoutSeconds: 120 }));
    const { inputs } = one(types.loadBalancer, "shop-web");
    assert.equal(inputs["enableDeletionProtection"], false);
    assert.equal(inputs["idleTimeout"], 120);
  });

  it("keeps access logs under the tier's name in the bucket that is given", async () => {
    const { one } = await stackOf(web({ accessLogBucketName: "logs" }));
    const { accessLogs } = one(types.loadBalancer, "shop-web").inputs;
    assert.deepEqual(accessLogs, { bucket: "logs", prefix: "shop-web", enabled: true });
    assert.equal((await stackOf(web())).one(types.loadBalancer, "shop-web").inputs["accessLogs"], undefined);
  });
});

describe("a web tier with a name in DNS", () => {
  it("serves over HTTPS with a modern policy, and leads whoever comes by HTTP there", async () => {
    const { one, all, namesBehind } = await stackOf(web(domain), "deployed");
    assert.equal(all(types.listener).length, 2);
    assert.deepEqual(one(types.listener, "shop-web-http").inputs["defaultActions"], [
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ]);
    const https = one(types.listener, "shop-web-https");
    assert.equal(https.inputs["protocol"], "HTTPS");
    assert.equal(https.inputs["port"], 443);
    assert.equal(https.inputs["sslPolicy"], "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
    assert.deepEqual(https.inputs["defaultActions"], [
      { type: "forward", targetGroupArn: one(types.targetGroup, "shop-web").id },
    ]);
    assert.deepEqual(namesBehind(https, "certificateArn"), ["shop-web"]);
    assert.ok(https.propertyDependencies["certificateArn"]?.every((urn) => urn.includes(types.validation)));
  });

  for (const knowledge of bothStates) {
    it(`proves that the name is its own by a record in the zone (${knowledge})`, async () => {
      const { one, namesBehind } = await stackOf(web(domain), knowledge);
      assert.equal(one(types.certificate, "shop-web").inputs["validationMethod"], "DNS");
      const proof = one(types.record, "shop-web-certificate");
      for (const property of ["name", "type", "records"]) assert.deepEqual(namesBehind(proof, property), ["shop-web"]);
      assert.equal(proof.inputs["zoneId"], domain.hostedZoneId);
      const validation = one(types.validation, "shop-web");
      assert.deepEqual(namesBehind(validation, "validationRecordFqdns"), ["shop-web-certificate"]);
    });
  }

  it("has aliases for both kinds of addresses, and says its address", async () => {
    const { one, outputs } = await stackOf(web(domain), "deployed");
    const { dnsName, zoneId } = one(types.loadBalancer, "shop-web").outputs;
    for (const [name, type] of [
      ["shop-web-ipv4", "A"],
      ["shop-web-ipv6", "AAAA"],
    ] as const) {
      const { inputs } = one(types.record, name);
      assert.equal(inputs["type"], type);
      assert.equal(inputs["name"], "shop.example.com");
      assert.deepEqual(inputs["aliases"], [{ name: dnsName, zoneId, evaluateTargetHealth: true }]);
    }
    assert.equal(outputs["url"], "https://shop.example.com");
  });
});

describe("a web tier with plain HTTP", () => {
  it("has no certificate and no record, and serves under the load balancer's name", async () => {
    const { all, one, outputs } = await stackOf(web(), "deployed");
    assert.deepEqual([...all(types.certificate), ...all(types.record)], []);
    const listeners = all(types.listener);
    assert.deepEqual(
      listeners.map(({ inputs }) => [inputs["protocol"], inputs["port"]]),
      [["HTTP", 80]],
    );
    assert.deepEqual(listeners[0]?.inputs["defaultActions"], [
      { type: "forward", targetGroupArn: one(types.targetGroup, "shop-web").id },
    ]);
    assert.equal(outputs["url"], `http://${text(one(types.loadBalancer, "shop-web").outputs["dnsName"])}`);
  });
});

describe("the target group of a web tier", () => {
  it("asks the release for its health, lets it finish, and has no name that would stand in its own way", async () => {
    const args = { port: 3000, healthPath: "/up", deregistrationDelaySeconds: 45 };
    const { inputs } = (await stackOf(web(args))).one(types.targetGroup, "shop-web");
    assert.equal(inputs["port"], 3000);
    assert.equal(inputs["protocol"], "HTTP");
    assert.equal(inputs["deregistrationDelay"], 45);
    const { path, matcher } = inputs["healthCheck"] as Record<string, unknown>;
    assert.deepEqual([path, matcher], ["/up", "200"]);
    assert.match(text(inputs["name"]), /^shop-web-[0-9a-f]{7}$/);
  });

  it("takes half a minute without an answer for one that is gone, and two good answers for one that is back", async () => {
    const { inputs } = (await stackOf(web())).one(types.targetGroup, "shop-web");
    const { interval, timeout, healthyThreshold, unhealthyThreshold } = inputs["healthCheck"] as Record<string, number>;
    assert.deepEqual([interval, unhealthyThreshold, healthyThreshold], [10, 3, 2]);
    assert.equal(timeout, 5);
  });
});

describe("the firewall of a web tier", () => {
  it("is there when it is asked for, refuses floods and known attacks, and lets the rest through", async () => {
    const { one, namesBehind } = await stackOf(web({ firewall: true, firewallRequestsPerFiveMinutes: 500 }));
    const { scope, defaultAction, rules } = one(types.acl, "shop-web").inputs;
    assert.equal(scope, "REGIONAL");
    assert.deepEqual(defaultAction, { allow: {} });
    const [floods, attacks] = rules as { action: unknown; overrideAction: unknown; statement: unknown }[];
    assert.deepEqual(floods?.action, { block: {} });
    assert.deepEqual(floods.statement, {
      rateBasedStatement: { limit: 500, evaluationWindowSec: 300, aggregateKeyType: "IP" },
    });
    assert.deepEqual(attacks?.overrideAction, { none: {} });
    assert.deepEqual(attacks.statement, {
      managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" },
    });
    const association = one(types.aclAssociation, "shop-web");
    assert.deepEqual(namesBehind(association, "resourceArn"), ["shop-web"]);
    assert.ok(association.propertyDependencies["resourceArn"]?.every((urn) => urn.includes(types.loadBalancer)));
  });

  it("is not there otherwise", async () => {
    const { all } = await stackOf(web());
    assert.deepEqual([...all(types.acl), ...all(types.aclAssociation)], []);
  });
});
