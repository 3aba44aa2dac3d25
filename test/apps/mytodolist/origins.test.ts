import assert from "node:assert/strict";
import { startClient, type Client } from "./api";

const page = "https://todo.example.com";
const another = "http://localhost:8080";

/** What a browser is told of who may read an answer. */
interface Told {
  status: number;
  origin: string | null;
  vary: string | null;
}

describe("a page of another origin", () => {
  let client: Client;
  const asked = async (method: string, path: string, headers: Record<string, string>): Promise<Told> => {
    const answer = await fetch(`${client.api.url}${path}`, { method, headers });
    await answer.text();
    const told = (name: string) => answer.headers.get(name);
    return { status: answer.status, origin: told("access-control-allow-origin"), vary: told("vary") };
  };
  const list = async (origin?: string) =>
    asked("GET", "/todos", {
      authorization: await client.tokenFor({ user: "ada" }),
      ...(origin === undefined ? {} : { origin }),
    });
  const serve = async (...allowedOrigins: string[]) => {
    client = await startClient({ allowedOrigins });
  };
  afterEach(() => client.api.stop());

  it("reads what functions answer if it is one of those that may", async () => {
    await serve(page, another);
    assert.deepEqual(await list(page), { status: 200, origin: page, vary: "Origin" });
    assert.deepEqual(await list(another), { status: 200, origin: another, vary: "Origin" });
  });

  it("reads that it is not meant if it is none of them", async () => {
    await serve(page, another);
    for (const origin of ["https://todo.example.com.evil.example", "http://localhost:80801", "null"]) {
      assert.deepEqual(await list(origin), { status: 200, origin: page, vary: "Origin" }, origin);
    }
    assert.equal((await list()).origin, page);
  });

  it("is named to all where it is the only one, so that caches need not tell askers apart", async () => {
    await serve(page);
    assert.deepEqual(await list(another), { status: 200, origin: page, vary: null });
  });

  it("reads a function's refusal, too", async () => {
    await serve(page, another);
    const headers = { authorization: await client.tokenFor({ user: "ada" }), origin: another };
    assert.deepEqual(await asked("GET", "/todos/none", headers), { status: 400, origin: another, vary: "Origin" });
  });

  it("may ask before it calls, and is told the methods of that path alone", async () => {
    await serve(page, another);
    const ask = { method: "OPTIONS", headers: { origin: another } };
    const answer = await fetch(`${client.api.url}/todos`, ask);
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get("access-control-allow-origin"), another);
    assert.equal(answer.headers.get("access-control-allow-methods"), "GET,POST,OPTIONS");
    assert.equal((await fetch(`${client.api.url}/nowhere`, ask)).status, 404);
  });

  it("reads what the gateway refuses by itself, whichever of several it is", async () => {
    await serve(page, another);
    assert.deepEqual(await asked("GET", "/todos", { origin: another }), { status: 401, origin: "*", vary: null });
    await client.api.stop();
    await serve(page);
    assert.deepEqual(await asked("GET", "/todos", { origin: another }), { status: 401, origin: page, vary: null });
  });

  it("is told nothing where the API is for applications alone", async () => {
    await serve();
    assert.deepEqual(await list(page), { status: 200, origin: null, vary: null });
    assert.deepEqual(await asked("OPTIONS", "/todos", { origin: page }), { status: 404, origin: null, vary: null });
    assert.deepEqual(await asked("GET", "/todos", { origin: page }), { status: 401, origin: null, vary: null });
  });
});
