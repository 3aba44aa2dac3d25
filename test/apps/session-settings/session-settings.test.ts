import assert from "node:assert/strict";
import { readSessionSettings } from "../../../apps/session-settings/session-settings";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const common = {
  SESSION_LIFETIME_SECONDS: "604800",
  SESSION_COOKIE_NAME: "__Host-session",
  SESSION_COOKIE_SECURE: "true",
};
const read = { lifetimeSeconds: 604_800, cookieName: "__Host-session", cookieSecure: true };
const cookie = {
  ...common,
  SESSION_STRATEGY: "cookie",
  SESSION_COOKIE_KEY_CURRENT: key(2),
  SESSION_COOKIE_KEY_PREVIOUS: key(1),
  SESSION_COOKIE_KEY_NEXT: key(3),
};
const cache = {
  ...common,
  SESSION_STRATEGY: "cache",
  SESSION_CACHE_HOST: "carts.example.com",
  SESSION_CACHE_PORT: "6379",
  SESSION_CACHE_USER: "web",
  SESSION_CACHE_ID: "carts",
  SESSION_CACHE_REGION: "eu-west-1",
  SESSION_CACHE_SERVERLESS: "false",
  SESSION_CACHE_AWAITED_REPLICAS: "1",
  SESSION_CACHE_AWAIT_MILLISECONDS: "1000",
};

const problemsOf = (environment: Record<string, string>) => {
  const problems = readSessionSettings(environment);
  assert.ok(Array.isArray(problems));
  return problems;
};
const namesIn = (problems: string[]) => problems.map((problem) => problem.slice(0, problem.indexOf(":")));

describe("session settings", () => {
  it("say how to reach the cache", () => {
    assert.deepEqual(readSessionSettings(cache), {
      ...read,
      strategy: "cache",
      host: "carts.example.com",
      port: 6379,
      user: "web",
      cacheId: "carts",
      region: "eu-west-1",
      serverless: false,
      awaitedReplicas: 1,
      awaitMilliseconds: 1000,
    });
  });

  it("say that there is no replica to wait for, where the cache has one node", () => {
    const settings = readSessionSettings({ ...cache, SESSION_CACHE_AWAITED_REPLICAS: "0" });
    assert.ok(!Array.isArray(settings) && settings.strategy === "cache");
    assert.equal(settings.awaitedReplicas, 0);
  });

  it("say which table it is", () => {
    const table = { SESSION_STRATEGY: "table", SESSION_TABLE_NAME: "carts", SESSION_TABLE_REGION: "eu-west-1" };
    assert.deepEqual(readSessionSettings({ ...common, ...table }), {
      ...read,
      strategy: "table",
      tableName: "carts",
      region: "eu-west-1",
    });
  });

  it("say which key seals, and which others open", () => {
    const settings = readSessionSettings(cookie);
    assert.ok(!Array.isArray(settings) && settings.strategy === "cookie");
    assert.deepEqual(
      [settings.currentKey, ...settings.otherKeys].map((bytes) => bytes[0]),
      [2, 1, 3],
    );
  });

  it("say nothing more where sessions stay in the instance", () => {
    assert.deepEqual(readSessionSettings({ ...common, SESSION_STRATEGY: "sticky" }), { ...read, strategy: "sticky" });
  });

  it("say when the cookie may go over plain HTTP", () => {
    const settings = readSessionSettings({ ...common, SESSION_STRATEGY: "sticky", SESSION_COOKIE_SECURE: "false" });
    assert.equal(!Array.isArray(settings) && settings.cookieSecure, false);
  });

  it("that are not there are all told at once", () => {
    assert.deepEqual(namesIn(problemsOf({})), ["SESSION_STRATEGY", ...Object.keys(common)]);
    assert.deepEqual(
      namesIn(problemsOf({ SESSION_STRATEGY: "cache" })),
      [...Object.keys(common), ...Object.keys(cache)].filter(
        (name, index, all) => name !== "SESSION_STRATEGY" && all.indexOf(name) === index,
      ),
    );
  });

  for (const [name, value] of Object.entries({
    SESSION_STRATEGY: "memory",
    SESSION_LIFETIME_SECONDS: "a week",
    SESSION_COOKIE_NAME: "",
    SESSION_COOKIE_SECURE: "yes",
    SESSION_CACHE_PORT: "65536",
    SESSION_CACHE_SERVERLESS: "0",
    SESSION_CACHE_AWAITED_REPLICAS: "-1",
    // WAIT would take it for no end at all.
    SESSION_CACHE_AWAIT_MILLISECONDS: "0",
  })) {
    it(`refuse ${JSON.stringify(value)} for ${name}, and say what they got`, () => {
      const problems = problemsOf({ ...cache, [name]: value });
      assert.deepEqual(namesIn(problems), [name]);
      assert.ok(problems[0]?.includes(`got ${JSON.stringify(value)}. Allowed: `));
    });
  }

  for (const wrong of ["not base64 at all, but secret", key(7).slice(0, -4), `${key(7)}AAAA`]) {
    it(`refuse a key of ${wrong.length} characters that is no key, and never show it`, () => {
      const problems = problemsOf({ ...cookie, SESSION_COOKIE_KEY_PREVIOUS: wrong });
      assert.deepEqual(namesIn(problems), ["SESSION_COOKIE_KEY_PREVIOUS"]);
      assert.ok(!problems.join().includes(wrong));
    });
  }
});
