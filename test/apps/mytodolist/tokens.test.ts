import assert from "node:assert/strict";
import { localIssuer } from "../../../apps/mytodolist/local/issuer";
import { startClient, uuid7, type Client } from "./api";

const requests: [request: string, scope: string, body?: object][] = [
  ["GET /todos", "todos/read"],
  [`GET /todos/${uuid7()}`, "todos/read"],
  ["GET /templates", "todos/read"],
  ["POST /todos", "todos/write", { token: uuid7(), title: "A title" }],
  [`PUT /todos/${uuid7()}`, "todos/write", { version: 1, title: "A title", completed: true }],
  [`POST /todos/${uuid7()}/complete`, "todos/write"],
  [`DELETE /todos/${uuid7()}?version=1`, "todos/write"],
];

const coded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;

describe("whoever calls", () => {
  let client: Client;
  before(async () => {
    client = await startClient({ allowedOrigins: ["https://todo.example.com"] });
  });
  after(() => client.api.stop());

  /** Tokens that are not good for a scope, by what is wrong with them. */
  const wrong: [what: string, token: (scope: string) => Promise<string | undefined>][] = [
    ["no token", () => Promise.resolve(undefined)],
    ["an empty token", () => Promise.resolve("")],
    ["words", () => Promise.resolve("Bearer let me in")],
    ["an expired token", () => client.tokenFor({ user: "ada", lifetimeSeconds: -1 })],
    ["a token of another pool", async () => (await localIssuer("eu-west-1_other")).tokenFor({ user: "ada" })],
    ["a token signed by somebody else", async () => (await localIssuer()).tokenFor({ user: "ada" })],
    ["an id token", () => client.tokenFor({ user: "ada", use: "id" })],
    ["an id token that names the scope", (scope) => client.tokenFor({ user: "ada", use: "id", scope })],
    ["a token without scopes", () => client.tokenFor({ user: "ada", scope: "" })],
    [
      "a token of the other scope",
      (scope) => client.tokenFor({ user: "ada", scope: scope === "todos/read" ? "todos/write" : "todos/read" }),
    ],
    ["a token of a scope that goes on", (scope) => client.tokenFor({ user: "ada", scope: `${scope}s` })],
    [
      "a token that was changed after it was signed",
      async () => {
        const [header, payload, signature] = (await client.tokenFor({ user: "ada" })).split(".");
        return [header, coded({ ...decoded(payload), sub: "bob" }), signature].join(".");
      },
    ],
    [
      "a token that says it needs no signature",
      async () => {
        const [, payload] = (await client.tokenFor({ user: "ada" })).split(".");
        return `${coded({ alg: "none" })}.${payload ?? ""}.`;
      },
    ],
    [
      "a token signed with the public key as a secret",
      async () => {
        const [header, payload] = (await client.tokenFor({ user: "ada" })).split(".");
        const { createHmac } = await import("node:crypto");
        const start = `${coded({ ...decoded(header), alg: "HS256" })}.${payload ?? ""}`;
        const secret = JSON.stringify(client.api.issuer.keys.keys[0]);
        return `${start}.${createHmac("sha256", secret).update(start).digest("base64url")}`;
      },
    ],
  ];

  for (const [what, token] of wrong) {
    it(`with ${what} is answered 401, by every operation, and changes nothing`, async () => {
      const rows = await client.rows();
      for (const [request, scope, body] of requests) {
        const reply = await client.call(request, { authorization: await token(scope), body });
        assert.deepEqual([reply.status, reply.type], [401, "application/problem+json"], request);
      }
      assert.deepEqual(await client.rows(), rows);
    });
  }

  for (const [request, scope, body] of requests) {
    it(`with the scope ${scope} and no other may ask for ${request.replace(/[0-9a-f-]{36}/, "ID")}`, async () => {
      const token = await client.tokenFor({ user: "ada", scope });
      for (const authorization of [token, `Bearer ${token}`]) {
        const { status } = await client.call(request, { authorization, body });
        assert.ok(status < 300 || status === 404, `${request} → ${status}`);
      }
    });
  }

  it("needs no token to ask which pages may call, and one for everything else", async () => {
    const paths = new Set(requests.map(([request]) => (request.split(" ")[1] ?? "").replace(/\?.*/, "")));
    for (const path of paths) {
      const asked = await fetch(`${client.api.url}${path}`, { method: "OPTIONS" });
      assert.deepEqual([path, asked.status, await asked.text()], [path, 204, ""]);
    }
    for (const [request, , body] of requests) {
      const { status } = await client.call(request, { authorization: undefined, body });
      assert.equal(status, 401, request);
    }
  });
});
