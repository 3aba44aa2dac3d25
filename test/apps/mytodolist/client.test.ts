import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { mock } from "node:test";
import { format } from "prettier";
import { clientFor, newChallenge, signInPage, tokensFor } from "../../../apps/mytodolist/client/client";
import { typesOf } from "../../../apps/mytodolist/client/generate/types";
import { kept } from "../../../apps/mytodolist/client/kept";
import { ApiError } from "../../../apps/mytodolist/client/todos";
import { listening, type Listening } from "../../../apps/mytodolist/local/listening";
import document from "../../../apps/mytodolist/openapi.json";
import { bundleApplication } from "../../../components/bundle/bundle";
import { startClient, uuid7, type Client } from "./api";

const folder = join(__dirname, "../../../apps/mytodolist/client");

describe("MyTodoList's client", () => {
  let api: Client;
  let aws: Listening;
  /** What Cognito and S3 were asked, in turn. */
  let asked: { target: string; body: string; key: string }[] = [];
  let lifeSeconds: number;
  /** What AWS is asked for in vain. */
  let refused: string | undefined;

  before(async () => {
    api = await startClient();
    aws = await listening(
      createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const body = Buffer.concat(chunks).toString();
          const target = `${request.method ?? ""} ${String(request.headers["x-amz-target"] ?? request.url)}`;
          const key = /Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1] ?? "";
          asked.push({ target, body, key });
          if (refused !== undefined && target.endsWith(refused)) response.writeHead(400).end('{"__type":"Refused"}');
          else void told(target, body).then((answer) => response.end(JSON.stringify(answer)));
        });
      }),
      0,
    );
  });
  after(async () => {
    await api.api.stop();
    await aws.stop();
  });
  beforeEach(() => {
    asked = [];
    refused = undefined;
    lifeSeconds = 3600;
  });

  async function told(target: string, body: string): Promise<object> {
    if (target.endsWith(".GetId")) return { IdentityId: "eu-west-1:ada" };
    if (target.endsWith(".GetCredentialsForIdentity")) {
      const keys = asked.filter((each) => each.target === target).length;
      const Expiration = Date.now() / 1000 + 3600;
      const Credentials = { AccessKeyId: `TEMPORARY${keys}`, SecretKey: "s", SessionToken: "t", Expiration };
      return { IdentityId: "eu-west-1:ada", Credentials };
    }
    if (!target.includes("/oauth2/token")) return {};
    const user = new URLSearchParams(body).get("code") ?? "refreshed";
    const token = await api.tokenFor({ user });
    return { access_token: token, id_token: `id of ${user}`, refresh_token: "again", expires_in: lifeSeconds };
  }

  const settings = () => ({
    region: "eu-west-1",
    apiUrl: api.api.url,
    signInUrl: aws.url,
    clientId: "client",
    redirectUri: "http://localhost:8765/",
    userPoolId: "eu-west-1_pool",
    identityPoolId: "eu-west-1:pool",
    bucketName: "files",
  });
  const soon = () => Date.now() + 3_600_000;
  const signedIn = async (user: string, expiresAt = soon()) => {
    const accessToken = await api.tokenFor({ user });
    const madeAt = expiresAt - 3_600_000;
    return clientFor(settings(), { accessToken, idToken: "id", refreshToken: "again", madeAt, expiresAt }, aws.url);
  };

  it("signs in by a code, and proves with the verifier that the code is its own", async () => {
    const challenge = await newChallenge();
    const page = new URL(signInPage(settings(), challenge));
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256").update(challenge.verifier).digest("base64url");
    assert.equal(page.searchParams.get("code_challenge"), hash);
    assert.equal(page.searchParams.get("code_challenge_method"), "S256");
    assert.ok(!page.href.includes(challenge.verifier));
    const back = `http://localhost:8765/?code=ada&state=${challenge.state}`;
    const tokens = await tokensFor(settings(), challenge, back);
    assert.equal(tokens.idToken, "id of ada");
    const sent = new URLSearchParams(asked[0]?.body);
    assert.equal(sent.get("code_verifier"), challenge.verifier);
    assert.equal(sent.has("client_secret"), false);
  });

  it("takes no answer to another's sign-in", async () => {
    const challenge = await newChallenge();
    const { state } = await newChallenge();
    await assert.rejects(
      tokensFor(settings(), challenge, `http://localhost/?code=eve&state=${state}`),
      /another sign-in/,
    );
    assert.deepEqual(asked, []);
  });

  it("reads what it wrote, whatever the cache keeps, also after writes side by side", async () => {
    const { call } = await signedIn("client-reader");
    assert.deepEqual((await call("listTodos", {})).todos, []);
    const create = (title: string) => call("createTodo", { body: { token: uuid7(), title } });
    const [one] = await Promise.all([create("one"), create("two")]);
    assert.equal((await call("listTodos", {})).todos.length, 2);
    await call("deleteTodo", { path: { todoId: one.todo.id }, query: { version: 1 } });
    const { todos } = await call("listTodos", { query: { limit: 5 } });
    assert.deepEqual(
      todos.map(({ title }) => title),
      ["two"],
    );
  });

  it("says what the API said is wrong", async () => {
    const { call } = await signedIn("client-refused");
    const failed = call("readTodo", { path: { todoId: uuid7() } });
    await assert.rejects(failed, (error) => error instanceof ApiError && error.problem.status === 404);
  });

  it("fetches tokens before the old ones end", async () => {
    const { call } = await signedIn("client-expiring", Date.now() + 1000);
    await call("createTodo", { body: { token: uuid7(), title: "one" } });
    assert.equal(new URLSearchParams(asked[0]?.body).get("grant_type"), "refresh_token");
    await call("listTodos", {});
    assert.equal(asked.length, 1);
  });

  it("uploads to the own folder alone, with credentials that it fetched for that", async () => {
    const { folder: own } = await signedIn("client-uploader");
    await own.upload("pegs.jpg", Buffer.from("pegs"), "image/jpeg");
    await own.upload("more.jpg", Buffer.from("pegs"), "image/jpeg");
    const uploads = asked.filter(({ target }) => target.startsWith("PUT"));
    assert.deepEqual(
      uploads.map(({ target, key }) => [target.replace(/\?.*/, ""), key]),
      ["pegs.jpg", "more.jpg"].map((name) => [`PUT /files/private/eu-west-1%3Aada/${name}`, "TEMPORARY1"]),
    );
    for (const name of ["../bob/pegs.jpg", "a/b", "", ".."]) {
      await assert.rejects(own.upload(name, Buffer.from("x"), "text/plain"), /no file name/);
    }
  });

  for (const step of [".GetId", ".GetCredentialsForIdentity"]) {
    it(`uploads again after ${step.slice(1)} failed once`, async () => {
      const { folder: own } = await signedIn("client-uploader");
      const upload = () => own.upload("pegs.jpg", Buffer.from("pegs"), "image/jpeg");
      refused = step;
      await assert.rejects(Promise.all([upload(), upload()]), /Refused/);
      refused = undefined;
      await upload();
      assert.equal(asked.filter(({ target }) => target.startsWith("PUT")).length, 1);
    });
  }

  describe("as time passes", () => {
    const start = Date.now();
    const minutes = 60_000;
    beforeEach(() => {
      mock.timers.enable({ apis: ["Date"], now: start });
    });
    afterEach(() => {
      mock.timers.reset();
    });

    it("fetches credentials anew before they end", async () => {
      const { folder: own } = await signedIn("client-uploader", start + 10 * 3_600_000);
      const keyAt = async (time: number) => {
        mock.timers.setTime(start + time);
        await own.upload("one", Buffer.from("x"), "text/plain");
        return asked.findLast(({ target }) => target.startsWith("PUT"))?.key;
      };
      assert.equal(await keyAt(0), "TEMPORARY1");
      assert.equal(await keyAt(54 * minutes), "TEMPORARY1");
      assert.equal(await keyAt(56 * minutes), "TEMPORARY2");
      assert.equal(asked.filter(({ target }) => target.endsWith(".GetId")).length, 1);
    });

    for (const [life, isKept, isReplaced] of [
      [5, 3, 4],
      [60, 54, 56],
      [24 * 60, 24 * 60 - 6, 24 * 60 - 4],
    ] as const) {
      it(`keeps what lives for ${life} minutes until ${isKept}, and has another by ${isReplaced}`, async () => {
        let made = 0;
        const one = () => ({ madeAt: Date.now(), expiresAt: Date.now() + life * minutes, count: (made += 1) });
        const get = kept(() => Promise.resolve(one()), one());
        const countAt = async (time: number) => {
          mock.timers.setTime(start + time * minutes);
          return (await get()).count;
        };
        assert.deepEqual([await countAt(0), await countAt(isKept), await countAt(isReplaced)], [1, 1, 2]);
        assert.equal(await countAt(isReplaced + isKept), 2);
      });
    }

    it("refreshes tokens of five minutes once, and not at every call", async () => {
      lifeSeconds = 300;
      const { call } = await signedIn("client-expiring", start);
      for (let calls = 0; calls < 3; calls += 1) await call("listTodos", {});
      assert.equal(asked.length, 1);
    });

    it("asks once for what many wait for", async () => {
      let made = 0;
      const one = () => ({ madeAt: Date.now(), expiresAt: Date.now() + 60 * minutes, count: (made += 1) });
      const get = kept(() => Promise.resolve(one()));
      assert.deepEqual(
        (await Promise.all([get(), get(), get()])).map(({ count }) => count),
        [1, 1, 1],
      );
    });
  });

  it("has the types of the document", async () => {
    const made = await format(typesOf(document), { parser: "typescript", printWidth: 120 });
    assert.equal(readFileSync(join(folder, "api-types.ts"), "utf8"), made, "npm run generate -w apps/mytodolist");
  });

  describe("as it is built", () => {
    /** What AWS's and others' secrets look like; a secret has a name beside it, or a shape of its own. */
    const secrets: [what: string, pattern: RegExp][] = [
      ["an access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
      ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
      ["a token", /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/],
      [
        "a secret by its name",
        /(?:secret_?access_?key|client_?secret|secret_?key|password)["']?\s*[:=]\s*["'][^"']{8,}["']/i,
      ],
    ];
    const found = (code: string) => secrets.filter(([, pattern]) => pattern.test(code)).map(([what]) => what);

    it("holds nothing secret", () => {
      const built = readFileSync(bundleApplication(join(folder, "client.ts")).path, "utf8");
      assert.deepEqual(found(built), []);
      assert.ok(built.includes("code_challenge_method"));
    });

    for (const [what, code] of [
      ["an access key", `const a = "${["AKIA", "IOSFODNN7EXAMPLE"].join("")}"`],
      ["a private key", ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ")],
      ["a token", ["eyJhbGciOiJSUzI1NiJ9", "eyJzdWIiOiJhZGEifQ", "c2lnbmF0dXJlMQ"].join(".")],
      ["a secret by its name", '{clientSecret:"1234567890abcdef"}'],
    ] as const) {
      it(`would be found to hold ${what}`, () => {
        assert.deepEqual(found(code), [what]);
      });
    }
  });
});
