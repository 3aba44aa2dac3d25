import assert from "node:assert/strict";
import type { ServerlessApiArgs } from "../../../components/index";
import { networkIn } from "../network-in";
import { bothStates, stackOf, text } from "../stack";
import { deployed } from "./deployed";
import { handlersOf, operationIds, types, withApi } from "./todos";

const topic = "arn:aws:sns:eu-west-1:123456789012:alarms";
const domain = { domainName: "api.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };
const all: Partial<ServerlessApiArgs> = {
  ...domain,
  allowedOrigins: ["https://app.example.com"],
  responseCache: true,
  firewall: true,
  alarmTopicArn: topic,
};
const listTodos = {
  network: networkIn("ab"),
  stores: { accelerator: { securityGroupId: "sg-0123456789abcdef0", port: 9111 } },
  reachesDynamodb: true,
};
const inNetwork = withApi({ ...all, handlers: handlersOf(operationIds, { listTodos }) });

describe("an API", () => {
  for (const [kind, program] of Object.entries({ "the smallest": withApi(), "with all that there is": inNetwork })) {
    it(`makes the same resources whether values are known or not (${kind})`, async () => {
      const [preview, known] = await Promise.all(
        bothStates.map(async (state) => (await stackOf(program, state)).resources.map(({ urn }) => urn)),
      );
      assert.ok((preview?.length ?? 0) > 50);
      assert.deepEqual(known?.sort(), preview?.sort());
    });
  }

  it("owns everything it makes, under its own name", async () => {
    const { resources, one } = await stackOf(inNetwork);
    const component = one("clothesline:index:ServerlessApi", "shop-todos");
    for (const { type, name, parent } of resources.filter(({ type }) => type.startsWith("aws:"))) {
      if (parent !== component.urn)
        assert.match(parent ?? "", /::shop-todos-listTodos-to-accelerator$/, `${type} ${name}`);
      assert.match(name, /^shop-todos(-|$)/);
    }
  });

  it("tells where it is found, and what it is made of", async () => {
    const { one, outputs } = await deployed();
    const api = one(types.api, "shop-todos");
    assert.equal(outputs["apiId"], api.id);
    assert.equal(outputs["url"], `https://${text(api.id)}.execute-api.eu-west-1.amazonaws.com/live`);
    assert.equal(outputs["stageArn"], `arn:aws:apigateway:eu-west-1::/restapis/${text(api.id)}/stages/live`);
    const names = operationIds.map((id) => [id, one(types.lambda, `shop-todos-${id}`).outputs["name"]]);
    assert.deepEqual(outputs["functionNames"], Object.fromEntries(names));
    assert.deepEqual(outputs["functionSecurityGroupIds"], {});
  });

  it("speaks TLS 1.2 and above with forward secrecy, over both kinds of addresses", async () => {
    const { one } = await stackOf(withApi());
    const { inputs } = one(types.api, "shop-todos");
    assert.deepEqual(inputs["endpointConfiguration"], { types: "REGIONAL", ipAddressType: "dualstack" });
    assert.equal(inputs["securityPolicy"], "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09");
    assert.equal(inputs["endpointAccessMode"], "STRICT");
  });
});

describe("an API's log of requests", () => {
  it("says in JSON who called what and what came of it, without bodies, tokens and queries", async () => {
    const { one, namesBehind } = await deployed();
    const stage = one(types.stage, "shop-todos");
    assert.deepEqual(namesBehind(stage, "accessLogSettings"), ["shop-todos-access-log"]);
    const { format } = stage.inputs["accessLogSettings"] as { format: string };
    const fields = JSON.parse(format) as Record<string, string>;
    for (const field of ["requestId", "status", "method", "resource", "ip", "user", "latencyMs"])
      assert.ok(fields[field]);
    // Each by its variable, in quotes, so that the line is JSON whatever stands in it.
    for (const value of Object.values(fields)) assert.match(value, /^\$context\.[\w.]+$/);
    assert.doesNotMatch(format, /body|\$context\.path\b|authorization|token|querystring/i);
  });

  it("is not there where it is not wanted, so that an account without a role for it takes the stage", async () => {
    const { one, all } = await deployed({ accessLog: false });
    assert.ok(!Object.hasOwn(one(types.stage, "shop-todos").inputs, "accessLogSettings"));
    assert.ok(!all(types.logGroup).some(({ name }) => name === "shop-todos-access-log"));
  });

  it("is kept for a time and encrypted with a key that the logs alone use", async () => {
    const { one, namesBehind } = await deployed({ logRetentionDays: 90 });
    const log = one(types.logGroup, "shop-todos-access-log");
    assert.equal(log.inputs["retentionInDays"], 90);
    assert.deepEqual(namesBehind(log, "kmsKeyId"), ["shop-todos"]);
    const policy = JSON.parse(text(one(types.key, "shop-todos").inputs["policy"])) as { Statement: object[] };
    assert.deepEqual(policy.Statement[1], {
      Sid: "UsedByTheLogs",
      Effect: "Allow",
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:Describe*", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:shop-todos*",
        },
      },
    });
  });

  it("is the only one that API Gateway writes: its own would hold bodies", async () => {
    for (const args of [{}, { responseCache: true }]) {
      for (const { inputs } of (await stackOf(withApi(args))).all(types.settings)) {
        const { loggingLevel, dataTraceEnabled } = inputs["settings"] as Record<string, unknown>;
        assert.deepEqual([loggingLevel, dataTraceEnabled], ["OFF", false]);
      }
    }
  });
});

describe("an API's stage", () => {
  it("is traced, and lets through what it is told to, on every method alike", async () => {
    const args = { requestsPerSecond: 7, requestsInBurst: 11, responseCache: true };
    const stack = await stackOf(withApi(args));
    assert.equal(stack.one(types.stage, "shop-todos").inputs["xrayTracingEnabled"], true);
    const settings = stack.all(types.settings).map(({ inputs }) => inputs["settings"] as Record<string, unknown>);
    assert.equal(settings.length, 3);
    for (const { throttlingRateLimit, throttlingBurstLimit, metricsEnabled } of settings) {
      assert.deepEqual([throttlingRateLimit, throttlingBurstLimit, metricsEnabled], [7, 11, true]);
    }
  });

  it("has a firewall before it where that is said", async () => {
    const {
      one,
      all: every,
      namesBehind,
    } = await stackOf(withApi({ firewall: true, firewallRequestsPerFiveMinutes: 50 }));
    const place = one(types.firewallPlace, "shop-todos");
    assert.deepEqual(namesBehind(place, "resourceArn"), ["shop-todos"]);
    assert.match(JSON.stringify(one(types.firewall, "shop-todos").inputs["rules"]), /"limit":50/);
    const known = await deployed({ firewall: true });
    assert.equal(known.one(types.firewallPlace, "shop-todos").inputs["resourceArn"], known.outputs["stageArn"]);
    assert.equal(every(types.firewall).length, 1);
    assert.deepEqual((await stackOf(withApi())).all(types.firewall), []);
  });

  it("has bodies counted and not refused by what people write in them, unless it is told otherwise", async () => {
    const overrides = async (args: object) => {
      const { one } = await stackOf(withApi({ firewall: true, ...args }));
      const [, attacks] = one(types.firewall, "shop-todos").inputs["rules"] as { statement: unknown }[];
      return attacks?.statement;
    };
    const group = { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" };
    const counted = ["SizeRestrictions", "CrossSiteScripting", "EC2MetaDataSSRF", "GenericLFI", "GenericRFI"].map(
      (rule) => ({ name: `${rule}_BODY`, actionToUse: { count: {} } }),
    );
    // Nothing of addresses, queries, cookies and headers: the group's own actions stay.
    assert.deepEqual(await overrides({}), { managedRuleGroupStatement: { ...group, ruleActionOverrides: counted } });
    assert.deepEqual(await overrides({ firewallBlocksBodies: true }), { managedRuleGroupStatement: group });
  });
});

describe("an API's own name", () => {
  it("leads to the stage with a certificate of its own, over both kinds of addresses", async () => {
    const { one, all: every, outputs } = await deployed(domain);
    const { inputs, outputs: made } = one(types.domain, "shop-todos");
    assert.equal(outputs["url"], "https://api.example.com");
    assert.equal(inputs["securityPolicy"], "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09");
    assert.equal(inputs["endpointAccessMode"], "STRICT");
    assert.deepEqual(inputs["endpointConfiguration"], { types: "REGIONAL", ipAddressType: "dualstack" });
    const aliases = every(types.record).filter((record) => record.inputs["aliases"] !== undefined);
    assert.deepEqual(
      aliases.map((record) => [record.inputs["type"], record.inputs["name"], record.inputs["aliases"]]),
      ["A", "AAAA"].map((type) => [
        type,
        "api.example.com",
        [{ name: made["regionalDomainName"], zoneId: made["regionalZoneId"], evaluateTargetHealth: true }],
      ]),
    );
    const mapping = one(types.mapping, "shop-todos").inputs;
    assert.deepEqual([mapping["restApi"], mapping["stageName"]], [outputs["apiId"], "live"]);
  });

  it("is the only one that leads there", async () => {
    for (const [args, isClosed] of [
      [domain, true],
      [{}, false],
    ] as const) {
      const { one } = await deployed(args);
      const { inputs } = one(types.api, "shop-todos");
      assert.equal(inputs["disableExecuteApiEndpoint"], isClosed);
      const endpoint = (JSON.parse(text(inputs["body"])) as Record<string, unknown>)[
        "x-amazon-apigateway-endpoint-configuration"
      ];
      assert.deepEqual(endpoint, { disableExecuteApiEndpoint: isClosed });
    }
  });
});

describe("an API's alarms", () => {
  it("are on failures and slowness of the stage, and on failures and refusals of each function", async () => {
    const { all: every, namesBehind } = await stackOf(withApi({ latencyAlarmSeconds: 5 }));
    const alarms = every(types.alarm);
    const ofFunctions = operationIds.flatMap((id) => [`shop-todos-${id}-errors`, `shop-todos-${id}-throttles`]);
    assert.deepEqual(
      alarms.map(({ name }) => name).sort(),
      [...ofFunctions, "shop-todos-errors", "shop-todos-latency"].sort(),
    );
    for (const alarm of alarms) {
      assert.equal(alarm.inputs["treatMissingData"], "notBreaching");
      assert.match(text(alarm.inputs["alarmDescription"]), /shop-todos/);
      const watched = alarm.name.replace(/-(?:errors|throttles|latency)$/, "");
      assert.deepEqual([...new Set(namesBehind(alarm, "dimensions"))], [watched]);
    }
    const latency = alarms.find(({ name }) => name === "shop-todos-latency")?.inputs;
    assert.deepEqual(
      [latency?.["metricName"], latency?.["extendedStatistic"], latency?.["threshold"]],
      ["Latency", "p99", 5000],
    );
  });

  it("tell the topic, and nobody without one", async () => {
    for (const [args, told] of [
      [{ alarmTopicArn: topic }, [topic]],
      [{}, []],
    ] as const) {
      for (const { inputs } of (await stackOf(withApi(args))).all(types.alarm)) {
        assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [told, told]);
      }
    }
  });
});
