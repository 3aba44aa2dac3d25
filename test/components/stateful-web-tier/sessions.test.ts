import assert from "node:assert/strict";
import { readSessionSettings } from "../../../apps/session-settings/session-settings";
import { SessionStrategy } from "../../../components/stateful-web-tier/sessions/strategy";
import type { EvaluatedResource } from "../../../sandbox";
import { bothStates, stackOf } from "../stack";
import { domain, everyStrategy, types, userDataOf, web } from "./tier";

const strategies = Object.values(SessionStrategy);
const args = (sessionStrategy: SessionStrategy) => ({ sessionStrategy, ...everyStrategy });

/** The entries of one of the boot script's lists, by name. */
function listed(script: string, list: string): Record<string, string> {
  const [, lines = ""] = new RegExp(`^${list}=\\(\\n(.*?)^\\)`, "ms").exec(script) ?? [];
  return Object.fromEntries(
    [...lines.matchAll(/^ {2}'(\w+)=(.*)'$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** The environment of a release, with something of the right form for each secret. */
async function environmentOf(strategy: SessionStrategy, more = {}): Promise<Record<string, string>> {
  const script = await userDataOf({ ...args(strategy), ...more });
  const secrets = Object.keys(listed(script, "SECRETS")).map(
    (name) => [name, Buffer.alloc(32).toString("base64")] as const,
  );
  return { ...listed(script, "SETTINGS"), ...Object.fromEntries(secrets) };
}

describe("the sessions of a web tier", () => {
  for (const strategy of strategies) {
    it(`are made the same whether values are known or not, with strategy ${strategy}`, async () => {
      const [preview, deployed] = await Promise.all(
        bothStates.map(async (knowledge) =>
          (await stackOf(web({ ...args(strategy), ...domain, firewall: true }), knowledge)).resources
            .map(({ urn }) => urn)
            .sort(),
        ),
      );
      assert.ok(preview && preview.length > 40);
      assert.deepEqual(deployed, preview);
    });

    it(`are told to the application in the words that it reads, with strategy ${strategy}`, async () => {
      const environment = await environmentOf(strategy, { ...domain, sessionLifetimeHours: 24 });
      const settings = readSessionSettings(environment);
      assert.ok(!Array.isArray(settings), JSON.stringify(settings));
      assert.equal(settings.strategy, strategy);
      assert.equal(settings.lifetimeSeconds, 24 * 3600);
      assert.equal(settings.cookieName, "__Host-session");
      assert.equal(settings.cookieSecure, true);
    });

    it(`are told nothing that the application does not read, with strategy ${strategy}`, async () => {
      const environment = await environmentOf(strategy);
      for (const name of Object.keys(environment).filter((one) => one.startsWith("SESSION_"))) {
        const without = Object.fromEntries(Object.entries(environment).filter(([one]) => one !== name));
        assert.ok(Array.isArray(readSessionSettings(without)), `nobody misses ${name}`);
      }
    });
  }

  it("have a cookie that plain HTTP can carry, where there is nothing else", async () => {
    const settings = readSessionSettings(await environmentOf("cache"));
    assert.ok(!Array.isArray(settings));
    assert.deepEqual([settings.cookieName, settings.cookieSecure], ["session", false]);
  });

  it("are not spoken of by a tier without any", async () => {
    assert.deepEqual(Object.keys(listed(await userDataOf({}), "SETTINGS")), ["DRAIN_SECONDS", "KEEP_ALIVE_SECONDS"]);
  });

  it("say which cache it is, and call it", async () => {
    const settings = readSessionSettings(await environmentOf("cache"));
    assert.ok(!Array.isArray(settings) && settings.strategy === "cache");
    const { host, port, user, cacheId, region, serverless } = settings;
    const { sessionCache: cache } = everyStrategy;
    assert.deepEqual(
      { host, port, userName: user, cacheId, region, isServerless: serverless },
      {
        host: cache.host,
        port: cache.port,
        userName: cache.userName,
        cacheId: cache.cacheId,
        region: cache.region,
        isServerless: cache.isServerless,
      },
    );
    const { one } = await stackOf(web(args("cache")));
    const rule = one(types.ingress, "shop-web-to-sessions-ingress").inputs;
    assert.deepEqual([rule["securityGroupId"], rule["fromPort"]], [cache.securityGroupId, cache.port]);
  });

  for (const [replicas, awaited] of [
    [0, 0],
    [1, 1],
    [5, 1],
  ] as const) {
    it(`are acknowledged once ${awaited} of ${replicas} replicas have the change`, async () => {
      const sessionCache = { ...everyStrategy.sessionCache, replicas };
      const settings = readSessionSettings(await environmentOf("cache", { sessionCache }));
      assert.ok(!Array.isArray(settings) && settings.strategy === "cache");
      assert.equal(settings.awaitedReplicas, awaited);
      // The shopper waits as long; the load balancer waits for a minute.
      assert.ok(settings.awaitMilliseconds > 0 && settings.awaitMilliseconds <= 2000);
    });
  }

  it("are in the tier's own region when the table does not say where it is", async () => {
    const { tableName, tableArn } = everyStrategy.sessionTable;
    const environment = await environmentOf("table", { sessionTable: { tableName, tableArn } });
    const { SESSION_TABLE_NAME: name, SESSION_TABLE_REGION: region } = environment;
    assert.deepEqual([name, region], [tableName, "eu-west-1"]);
  });
});

describe("the load balancer", () => {
  const stickinessOf = async (strategy?: SessionStrategy, sessionLifetimeHours = 168) => {
    const given = strategy === undefined ? {} : args(strategy);
    const { one } = await stackOf(web({ ...given, sessionLifetimeHours }));
    return one(types.targetGroup, "shop-web").inputs["stickiness"];
  };

  it("leads shoppers back to their instance with the sticky strategy, for as long as a session lasts", async () => {
    assert.deepEqual(await stickinessOf("sticky", 12), { enabled: true, type: "lb_cookie", cookieDuration: 43_200 });
  });

  for (const strategy of [undefined, ...strategies.filter((one) => one !== SessionStrategy.Sticky)]) {
    it(`leads them anywhere with ${strategy ?? "no"} strategy, and says so, or AWS would keep what was before`, async () => {
      assert.deepEqual(await stickinessOf(strategy), { enabled: false, type: "lb_cookie" });
    });
  }
});

describe("the keys of session cookies", () => {
  const keysOf = async (sessionCookieKeyGeneration: number) => {
    const { all } = await stackOf(web({ ...args("cookie"), sessionCookieKeyGeneration }), "deployed");
    return new Map(all(types.secret).map((secret) => [secret.name, secret.id]));
  };
  const arnsOf = async (sessionCookieKeyGeneration: number) =>
    listed(await userDataOf({ ...args("cookie"), sessionCookieKeyGeneration }), "SECRETS");

  it("are three: one seals, and what the one before or after it sealed can be opened", async () => {
    const keys = await keysOf(4);
    assert.deepEqual(await arnsOf(4), {
      SESSION_COOKIE_KEY_CURRENT: keys.get("shop-web-session-key-4"),
      SESSION_COOKIE_KEY_NEXT: keys.get("shop-web-session-key-5"),
      SESSION_COOKIE_KEY_PREVIOUS: keys.get("shop-web-session-key-3"),
    });
  });

  it("are rotated so that instances of both generations open each other's cookies", async () => {
    const [before, after] = [await arnsOf(4), await arnsOf(5)];
    assert.ok(Object.values(before).includes(after["SESSION_COOKIE_KEY_CURRENT"] ?? ""));
    assert.ok(Object.values(after).includes(before["SESSION_COOKIE_KEY_CURRENT"] ?? ""));
    assert.notEqual(before["SESSION_COOKIE_KEY_CURRENT"], after["SESSION_COOKIE_KEY_CURRENT"]);
  });

  it("are protected, but for the one that the next rotation takes away, unless told otherwise", async () => {
    const keysOnly = /-session-key-\d+$/;
    const protectedBy = async (more = {}) =>
      (await stackOf(web({ ...args("cookie"), sessionCookieKeyGeneration: 4, ...more }))).resources
        .filter(({ name, protect }) => keysOnly.test(name) && protect)
        .map(({ type, name }) => `${type.replace(/.*:/, "")} ${name}`)
        .sort();
    assert.deepEqual(
      await protectedBy({ deletionProtection: true }),
      ["RandomBytes", "Secret", "SecretVersion"].flatMap((type) =>
        [4, 5].map((key) => `${type} shop-web-session-key-${String(key)}`),
      ),
    );
    assert.deepEqual(await protectedBy({ deletionProtection: false }), []);
  });

  it("can be had back for thirty days, whoever deletes them", async () => {
    const { all } = await stackOf(web(args("cookie")));
    assert.deepEqual(
      all(types.secret).map(({ inputs }) => inputs["recoveryWindowInDays"]),
      [30, 30, 30],
    );
  });

  it("are made of 32 bytes of chance, and stand in nothing but their secrets", async () => {
    const { all, resources } = await stackOf(web(args("cookie")), "deployed");
    const bytes = all("random:index/randomBytes:RandomBytes");
    assert.deepEqual(
      bytes.map(({ inputs }) => inputs["length"]),
      [32, 32, 32],
    );
    const users = resources.filter(({ propertyDependencies }) =>
      Object.values(propertyDependencies).some((urns) => urns.some((urn) => bytes.some((one) => one.urn === urn))),
    );
    assert.deepEqual(
      new Set(users.map(({ type }) => type)),
      new Set(["aws:secretsmanager/secretVersion:SecretVersion"]),
    );
  });
});

describe("a change of strategy", () => {
  /** What a strategy may own: its role's permission, its rules, its keys, and what is told of it. */
  const owned = (resource: EvaluatedResource) => /-(?:sessions|to-sessions|session-key-\d+)(?:-|$)/.test(resource.name);
  /** Where it is told: to the instances, and to the load balancer. */
  const told: Record<string, string> = { [types.template]: "userData", [types.targetGroup]: "stickiness" };

  const others = async (strategy: SessionStrategy) =>
    (await stackOf(web(args(strategy)), "deployed")).resources
      .filter((resource) => !owned(resource) && !resource.type.startsWith("pulumi:providers:"))
      .map(({ urn, type, inputs }) => ({ urn, inputs: { ...inputs, [told[type] ?? ""]: "told" } }))
      .sort((one, other) => one.urn.localeCompare(other.urn));

  for (const strategy of strategies.filter((one) => one !== SessionStrategy.Cache)) {
    it(`from cache to ${strategy} touches only what they own`, async () => {
      assert.deepEqual(await others(strategy), await others("cache"));
    });
  }
});
