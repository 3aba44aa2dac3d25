import assert from "node:assert/strict";
import fc from "fast-check";
import { InputPropertiesError } from "@pulumi/pulumi";
import type { StatefulWebTierArgs } from "../../../components/stateful-web-tier/arguments";
import { SessionStrategy } from "../../../components/stateful-web-tier/sessions/strategy";
import { StatefulWebTier } from "../../../components/stateful-web-tier/stateful-web-tier";
import { stackOf } from "../stack";
import { domain, everyStrategy, layout, releaseShare, types, web } from "./tier";

const seldom = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const part = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/).filter((name) => !["releases", "sessions"].includes(name));
const setting = fc.stringMatching(/^[A-Z]{1,8}_[A-Z0-9_]{1,8}$/).filter((name) => {
  const taken = ["INSTANCE_ID", "AWS_REGION", "DRAIN_SECONDS"];
  return !name.startsWith("SESSION_") && !taken.includes(name);
});
const store = fc.record({
  securityGroupId: fc.constant("sg-0123456789abcdef2"),
  port: fc.integer({ min: 1, max: 65_535 }),
});

const valid: fc.Arbitrary<Partial<StatefulWebTierArgs>> = fc
  .record({
    transport: fc.constantFrom({ plainHttp: true }, domain),
    port: seldom(fc.integer({ min: 1024, max: 20_047 })),
    healthPath: seldom(fc.stringMatching(/^\/[a-z0-9/-]{0,20}$/)),
    sessionStrategy: seldom(fc.constantFrom(...Object.values(SessionStrategy))),
    sessionLifetimeHours: seldom(fc.integer({ min: 1, max: 168 })),
    sizes: fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 3 }),
    warmInstances: seldom(fc.integer({ min: 0, max: 10 })),
    firewall: seldom(fc.boolean()),
    ipv6: seldom(fc.boolean()),
    deletionProtection: seldom(fc.boolean()),
    bootTimeoutSeconds: seldom(fc.integer({ min: 60, max: 2400 })),
    deregistrationDelaySeconds: seldom(fc.integer({ min: 5, max: 900 })),
    settings: seldom(fc.dictionary(setting, fc.string({ maxLength: 40 }), { maxKeys: 4 })),
    stores: seldom(fc.dictionary(part, store, { maxKeys: 3 })),
    rolePermissions: seldom(fc.constant({ "send-mail": { actions: ["ses:SendEmail"], resourceArns: ["*"] } })),
    rolePolicies: seldom(
      fc.dictionary(
        part.filter((name) => name !== "send-mail"),
        fc.constant('{"Statement":[]}'),
        { maxKeys: 3 },
      ),
    ),
    instanceTags: seldom(fc.dictionary(part, fc.stringMatching(/^[\w .:/=+@-]{0,20}$/), { maxKeys: 3 })),
  })
  .map(({ transport, sizes, ...rest }) => {
    const [minInstances, desiredInstances, maxInstances] = [...sizes].sort((one, other) => one - other);
    const given = Object.entries({ ...rest, minInstances, desiredInstances, maxInstances }).filter(
      ([, value]) => value !== undefined,
    );
    return { ...everyStrategy, ...transport, ...Object.fromEntries(given) };
  });

/** One value each that no argument of that name can have, whatever stands beside it. */
const spoilt: Record<string, fc.Arbitrary<unknown>> = {
  network: fc.constantFrom(undefined, null, "vpc-0123456789abcdef0", [], {}),
  releaseShare: fc.constantFrom(undefined, null, "fs-0123456789abcdef0", [], {}),
  domainName: fc.constantFrom("", "shop", "shop.example.com.", "SHOP.example.com", 7, null),
  port: fc.oneof(fc.integer({ max: 1023 }), fc.integer({ min: 32_767 }), fc.constantFrom("8080", null, 8080.5)),
  healthPath: fc.oneof(fc.stringMatching(/^[a-z]{0,9}$/), fc.constant(null)),
  sessionStrategy: fc.oneof(fc.stringMatching(/^x[a-z]{0,9}$/), fc.constantFrom("", null, 7)),
  sessionCookieName: fc.stringMatching(/^AWSALB[A-Z]{0,5}$/),
  sessionLifetimeHours: fc.constantFrom(0, -1, 8761, 1.5, "24", null),
  minInstances: fc.constantFrom(0, -1, 1.5, "3", null, 1001),
  instanceType: fc.constantFrom("t3.micro", "m7i.large", "large", "", null, 7),
  bootTimeoutSeconds: fc.constantFrom(0, 59, 2401, "600", null),
  deletionProtection: fc.constantFrom("true", 1, null),
  stores: fc.constantFrom([], "database", { database: {} }, null),
  settings: fc.constantFrom([], { "A-B": "x" }, { PORT: "1" }, { A: 1 }, null),
};

describe("a web tier with random arguments", () => {
  it("is made of them when they are right, names nothing twice, and opens only its load balancer to the world", async () => {
    await fc.assert(
      fc.asyncProperty(valid, async (args) => {
        // The evaluator refuses a URN that is there already.
        const { all, namesBehind } = await stackOf(web(args));
        for (const rule of all(types.ingress)) {
          if (rule.inputs["referencedSecurityGroupId"] !== undefined) continue;
          assert.deepEqual(namesBehind(rule, "securityGroupId"), ["shop-web-load-balancer"]);
          assert.ok(args.ipv6 !== false || rule.inputs["cidrIpv6"] === undefined);
          assert.ok([80, 443].includes(Number(rule.inputs["fromPort"])));
          assert.equal(rule.inputs["fromPort"], rule.inputs["toPort"]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("tells every wrong one in one error when some are wrong", () => {
    const wrong = fc
      .uniqueArray(fc.constantFrom(...Object.keys(spoilt)), { minLength: 1, maxLength: 4 })
      .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, spoilt[name] ?? fc.constant(null)]))));
    fc.assert(
      fc.property(valid, wrong, (args, bad) => {
        const given = { network: layout, releaseShare, ...args, ...bad };
        assert.throws(
          () => new StatefulWebTier("shop-web", given),
          (error) => {
            assert.ok(InputPropertiesError.isInstance(error), String(error));
            const told = error.errors.map(({ propertyPath }) => propertyPath);
            for (const name of Object.keys(bad))
              assert.ok(
                told.some((path) => path.startsWith(name)),
                `${name}: ${told.join()}`,
              );
            return true;
          },
        );
      }),
      { numRuns: 300 },
    );
  });
});
