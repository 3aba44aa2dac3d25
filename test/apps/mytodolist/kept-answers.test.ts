import assert from "node:assert/strict";
import { request } from "node:http";
import { mock } from "node:test";
import type { Handler } from "../../../apps/mytodolist/answers/answering";
import { answeringForAll } from "../../../apps/mytodolist/answers/kept";
import { handlers } from "../../../apps/mytodolist/local/handlers";
import document from "../../../apps/mytodolist/openapi.json";
import { logger } from "../../../apps/mytodolist/answers/telemetry";
import { startClient, type Client } from "./api";

interface Described {
  operationId: string;
  parameters?: { in: string }[];
}

const kept = Object.entries(document.paths as Record<string, Record<string, Described>>).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) =>
    "x-clothesline-cache" in operation ? [{ path, method: method.toUpperCase(), ...operation }] : [],
  ),
);

interface Input {
  query?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What is in no key of the cache, and so must not be seen in an answer. */
const undeclared: Record<string, Input> = {
  "a parameter": { query: "?a=1" },
  "a parameter twice": { query: "?a=1&a=2" },
  "a parameter in broken escapes": { query: "?%zz=%" },
  "a parameter of another operation": { query: "?revision=nonsense&limit=0" },
  "an empty object for a body": { body: "{}", headers: { "content-type": "application/json" } },
  "a broken body": { body: "{", headers: { "content-type": "application/json" } },
  "a body of another type": { body: "x", headers: { "content-type": "text/plain" } },
  "a body without a type": { body: "x" },
  "a long body": { body: " ".repeat(100_000), headers: { "content-type": "application/json" } },
  "a wish for another kind of answer": { headers: { accept: "text/html", "accept-language": "de" } },
  "a page's origin": { headers: { origin: "https://elsewhere.example.com" } },
  "a wish for nothing kept": { headers: { "cache-control": "max-age=0" } },
  "another user": {},
};

describe("an answer that API Gateway keeps for others", () => {
  let client: Client;
  before(async () => {
    client = await startClient({ allowedOrigins: ["https://todo.example.com"] });
  });
  after(() => client.api.stop());

  /** By hand, since fetch sends no body with a GET. */
  const asked = async (method: string, path: string, { query = "", headers, body }: Input, user: string) => {
    const authorization = await client.tokenFor({ user });
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    return new Promise<{ status: number | undefined; type: string | undefined; origin: unknown; text: string }>(
      (resolve, reject) => {
        const options = { method, headers: { authorization, ...length, ...headers } };
        const question = request(`${client.api.url}${path}${query}`, options, (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (part: string) => (text += part));
          answer.on("end", () => {
            const { "content-type": type, "access-control-allow-origin": origin } = answer.headers;
            resolve({ status: answer.statusCode, type, origin, text });
          });
        });
        question.on("error", reject);
        question.end(body);
      },
    );
  };

  it("is one that the document marks", () => {
    assert.notEqual(kept.length, 0);
    // What is below knows no parameters that are in a key.
    assert.deepEqual(
      kept.flatMap(({ parameters = [] }) => parameters),
      [],
    );
  });

  for (const { operationId, method, path } of kept) {
    for (const [what, input] of Object.entries(undeclared)) {
      it(`is the very same with ${what}: ${operationId}`, async () => {
        const plain = await asked(method, path, {}, "ada");
        assert.equal(plain.status, 200);
        assert.deepEqual(await asked(method, path, input, "bob"), plain);
      });
    }
  }
});

describe("what goes wrong with an answer that API Gateway keeps", () => {
  before(() => {
    mock.method(logger, "error", () => undefined);
  });
  after(() => {
    mock.restoreAll();
  });
  const event = (claims: object) =>
    ({ requestContext: { authorizer: { claims } }, headers: {}, body: null }) as unknown as Parameters<Handler>[0];

  it("is thrown, so that there is no answer to keep", async () => {
    const handler = answeringForAll("failing", () => Promise.reject(new Error("no list")));
    await assert.rejects(handler(event({ sub: "ada" })), /no list/);
  });

  for (const { operationId } of kept) {
    it(`is thrown, too, where nobody is signed in: ${operationId}`, async () => {
      await assert.rejects(async () => handlers[operationId]?.(event({})), /no signed-in user/);
    });
  }
});
