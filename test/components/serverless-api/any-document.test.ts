import assert from "node:assert/strict";
import fc from "fast-check";
import { refused } from "../refusal";
import { definitionOf } from "./deployed";
import { api } from "./refused";
import { handlersOf, least, todos } from "./todos";

describe("an API of any document", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const operation = fc.record({
    method: fc.constantFrom("get", "put", "post", "delete", "patch", "head"),
    parts: fc.array(word, { minLength: 1, maxLength: 3 }),
    query: fc.uniqueArray(
      word.map((name) => `q${name}`),
      { maxLength: 3 },
    ),
    scopes: fc.uniqueArray(word, { maxLength: 2 }),
    cache: fc.option(fc.record({ seconds: fc.integer({ min: 1, max: 3600 }), perUser: fc.boolean() })),
  });
  const documents = fc
    .uniqueArray(operation, {
      minLength: 1,
      maxLength: 4,
      selector: ({ method, parts }) => `${method} ${parts.join("/")}`,
    })
    .map((operations) => {
      const paths: Record<string, Record<string, object>> = {};
      operations.forEach(({ method, parts, query, scopes, cache }, index) => {
        const keeps = cache !== null && method === "get" && (scopes.length > 0 || !cache.perUser);
        (paths[`/${parts.join("/")}`] ??= {})[method] = {
          operationId: `operation${index}`,
          security: scopes.length > 0 ? [{ users: scopes }] : [],
          parameters: query.map((name) => ({ name, in: "query" })),
          ...(keeps ? { "x-clothesline-cache": cache } : {}),
        };
      });
      const ids = operations.map((_operation, index) => `operation${index}`);
      return { ids, paths };
    });

  it("asks for a token wherever the document does, and keeps no answer for the wrong one", async () => {
    await fc.assert(
      fc.asyncProperty(documents, async ({ ids, paths }) => {
        const openApiDocument = JSON.stringify({ ...todos, paths });
        const args = { openApiDocument, handlers: handlersOf(ids), responseCache: true };
        const made = await definitionOf(args);
        for (const [path, item] of Object.entries(paths)) {
          for (const [verb, written] of Object.entries(item)) {
            const method = made.paths[path]?.[verb];
            const { security, parameters, ...rest } = written as {
              security: object[];
              parameters: { name: string }[];
              "x-clothesline-cache"?: { perUser: boolean };
            };
            assert.deepEqual(method?.security, security);
            const cache = rest["x-clothesline-cache"];
            const keys = method["x-amazon-apigateway-integration"].cacheKeyParameters;
            const needed = [
              ...parameters.map(({ name }) => `method.request.querystring.${name}`),
              ...(cache?.perUser === true ? ["method.request.header.Authorization"] : []),
            ];
            assert.deepEqual(keys, cache === undefined ? [] : needed);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it("that is not JSON of an object is refused, and the document alone is named", () => {
    const bad = fc.oneof(fc.string(), fc.constantFrom(undefined, null, 7, {}, [], "[]", "null", '"3.0.3"'));
    fc.assert(
      fc.property(bad, (openApiDocument) => {
        assert.deepEqual(
          refused(() => api({ ...least, openApiDocument })),
          ["openApiDocument"],
        );
      }),
    );
  });

  it("with anything in it is made or refused, and never fails otherwise", () => {
    const paths = fc.dictionary(
      fc.constantFrom("/todos", "/todos/{id}", "todos", "/"),
      fc.dictionary(fc.constantFrom("get", "post", "parameters", "options"), fc.jsonValue()),
    );
    fc.assert(
      fc.property(paths, fc.jsonValue(), (given, components) => {
        const openApiDocument = JSON.stringify({ openapi: "3.0.3", info: {}, paths: given, components });
        assert.ok(refused(() => api({ ...least, openApiDocument })).length > 0);
      }),
    );
  });
});
