import assert from "node:assert/strict";
import type { ServerlessApiArgs } from "../../../components/index";
import { isObject, type Properties } from "../../../sandbox";
import { text } from "../stack";
import { deployed, definitionOf, methodsOf } from "./deployed";
import { todos, types, withApi } from "./todos";
import { stackOf } from "../stack";

const cached = { responseCache: true };

/** The settings of methods, by the path that they are for. */
async function settingsOf(args: Partial<ServerlessApiArgs>): Promise<Record<string, Properties>> {
  const { all } = await stackOf(withApi(args));
  return Object.fromEntries(
    all(types.settings).map(({ inputs: { methodPath, settings } }) => {
      assert.ok(settings !== undefined && isObject(settings));
      return [text(methodPath), settings];
    }),
  );
}

const keysOf = async (args: Partial<ServerlessApiArgs> = {}) =>
  Object.fromEntries(
    methodsOf(await definitionOf(args))
      .filter(([route]) => !route.startsWith("OPTIONS"))
      .map(([route, method]) => [route, method["x-amazon-apigateway-integration"].cacheKeyParameters]),
  );

describe("an answer that is kept", () => {
  it("is one of an operation that the document marks, and of no other", async () => {
    const settings = await settingsOf(cached);
    assert.deepEqual(Object.keys(settings).sort(), ["*/*", "summary/GET", "templates~1{language}/GET"]);
    assert.deepEqual(
      Object.values(settings).map((one) => one["cachingEnabled"]),
      [false, true, true],
    );
    assert.equal(settings["templates~1{language}/GET"]?.["cacheTtlInSeconds"], 300);
    assert.equal(settings["summary/GET"]?.["cacheTtlInSeconds"], 60);
  });

  it("is encrypted, and so would be any that was kept by mistake", async () => {
    for (const args of [{}, cached]) {
      for (const [path, settings] of Object.entries(await settingsOf(args))) {
        assert.equal(settings["cacheDataEncrypted"], true, path);
      }
    }
  });

  it("is made anew by nobody who asks for it", async () => {
    for (const [path, settings] of Object.entries(await settingsOf(cached))) {
      assert.equal(settings["requireAuthorizationForCacheControl"], true, path);
      assert.equal(settings["unauthorizedCacheControlHeaderStrategy"], "SUCCEED_WITH_RESPONSE_HEADER", path);
    }
  });

  it("is found by every parameter of its operation, and by the user's token where it depends on the user", async () => {
    assert.deepEqual(await keysOf(cached), {
      "GET /todos": [],
      "POST /todos": [],
      "GET /todos/{todoId}": [],
      "DELETE /todos/{todoId}": [],
      "GET /templates/{language}": ["method.request.path.language", "method.request.querystring.kind"],
      "GET /summary": ["method.request.header.Authorization"],
      "GET /health": [],
    });
  });

  it("is found by the page's origin, too, where pages of several may call", async () => {
    const pages = ["https://app.example.com", "https://next.example.com"];
    const keys = async (allowedOrigins: string[]) => (await keysOf({ ...cached, allowedOrigins }))["GET /summary"];
    assert.deepEqual(await keys(pages.slice(0, 1)), ["method.request.header.Authorization"]);
    assert.deepEqual(await keys(pages), ["method.request.header.Authorization", "method.request.header.Origin"]);
  });

  it("is found by keys that its method declares, as API Gateway wants it", async () => {
    for (const [route, method] of methodsOf(
      await definitionOf({ ...cached, allowedOrigins: ["https://a.b", "https://c.d"] }),
    )) {
      const places: Record<string, string> = { query: "querystring" };
      const declared = (method.parameters ?? []).map(
        ({ name, in: place }) => `method.request.${places[place] ?? place}.${name}`,
      );
      for (const key of method["x-amazon-apigateway-integration"].cacheKeyParameters ?? []) {
        assert.ok(declared.includes(key), `${route} ${key}`);
      }
    }
  });

  it("is asked for with a token all the same where its operation asks for one", async () => {
    const security = Object.fromEntries(
      methodsOf(await definitionOf(cached)).map(([route, one]) => [route, one.security]),
    );
    assert.deepEqual(security["GET /templates/{language}"], [{ users: ["todos/read"] }]);
  });
});

describe("the cache of a stage", () => {
  const cacheOf = async (args: Partial<ServerlessApiArgs>) => {
    const { inputs } = (await deployed(args)).one(types.stage, "shop-todos");
    return [inputs["cacheClusterEnabled"], inputs["cacheClusterSize"]];
  };

  it("is there where it is asked for, of the size that is asked for", async () => {
    assert.deepEqual(await cacheOf({}), [false, undefined]);
    assert.deepEqual(await cacheOf(cached), [true, "0.5"]);
    assert.deepEqual(await cacheOf({ ...cached, responseCacheGigabytes: 6.1 }), [true, "6.1"]);
  });

  it("is not paid for where no answer may be kept", async () => {
    const unmarked = JSON.stringify(todos, (key, value: unknown) =>
      key === "x-clothesline-cache" ? undefined : value,
    );
    assert.deepEqual(await cacheOf({ ...cached, openApiDocument: unmarked }), [false, undefined]);
  });

  it("is switched on and off without another deployment", async () => {
    const triggers = async (args: Partial<ServerlessApiArgs>) =>
      (await deployed(args)).one(types.deployment, "shop-todos").inputs["triggers"];
    assert.deepEqual(await triggers(cached), await triggers({}));
  });
});
