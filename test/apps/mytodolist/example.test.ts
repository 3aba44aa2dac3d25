import assert from "node:assert/strict";
import { execFile, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listeningFor } from "../../../apps/mytodolist/client/came-back";
import { clientSettings, type ClientSettings } from "../../../apps/mytodolist/client/settings";
import { listening, type Listening } from "../../../apps/mytodolist/local/listening";
import { readStackFile } from "../../../plan/stacks";
import { stackOf } from "../../infra/stack";
import { startClient, type Client } from "./api";

const root = join(__dirname, "../../..");

const evaluated = new Map<string, ReturnType<typeof stackOf>>();

/** What `pulumi stack output mytodolist --json` prints. */
async function outputOf(stack: string): Promise<Record<string, unknown>> {
  const evaluation = evaluated.get(stack) ?? stackOf(readStackFile(root, stack).config);
  evaluated.set(stack, evaluation);
  const { stackOutputs } = await evaluation;
  return JSON.parse(JSON.stringify(stackOutputs["mytodolist"])) as Record<string, unknown>;
}

/** An address on this machine at which nobody listens. */
async function freeAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://localhost:${port}/signed-in`;
}

describe("the client's settings", () => {
  for (const stack of ["dev", "prod"]) {
    it(`are among what the stack ${stack} tells`, async () => {
      const told = await outputOf(stack);
      const settings = clientSettings(told);
      const names = Object.keys(settings);
      assert.ok(names.length < Object.keys(told).length);
      assert.deepEqual(settings, Object.fromEntries(names.map((name) => [name, told[name]])));
    });
  }

  it("are told all that is wrong with them at once", async () => {
    const wrong = { ...(await outputOf("dev")), region: undefined, apiUrl: "ftp://api", userPoolId: 1, clientId: "" };
    assert.throws(
      () => clientSettings(wrong),
      ({ message }: Error) => {
        const said = message.split("\n  ").slice(1);
        assert.deepEqual(
          said.map((line) => line.split(". Allowed")[0]),
          ["region: got nothing", 'apiUrl: got "ftp://api"', 'clientId: got ""', "userPoolId: got 1"],
        );
        return said.every((line) => /\. Allowed: .+\. Fix: .+\.$/.test(line));
      },
    );
    assert.throws(() => clientSettings(null), /bucketName: got nothing/);
  });
});

describe("waiting for the person who signs in", () => {
  let left: (() => void)[] = [];
  const waiting = async (address: string) => {
    const waits = await listeningFor(address);
    left.push(waits.stop);
    return waits;
  };
  afterEach(() => {
    for (const stop of left) stop();
    left = [];
  });

  for (const address of [
    "https://todo.example.com/signed-in",
    "https://localhost:8443/in",
    "todo://signed-in",
    "http://todo.example.com:8080/in",
  ]) {
    it(`is refused at once at ${address}`, async () => {
      await assert.rejects(waiting(address), ({ message }: Error) =>
        message.startsWith(`redirectUri: got "${address}". Allowed: an address on this machine`),
      );
    });
  }

  it("is refused where the port is taken", async () => {
    const address = await freeAddress();
    await waiting(address);
    await assert.rejects(waiting(address), ({ message }: Error) => {
      return message.startsWith(`redirectUri: got "${address}". Allowed: an address whose port is free`);
    });
  });

  it("takes nothing for the answer but the answer", async () => {
    const address = await freeAddress();
    const { cameBack } = await waiting(address);
    const status = async (path: string) => (await fetch(new URL(path, address))).status;
    for (const path of ["/favicon.ico", "/?code=1", "/signed-in", "/signed-in/?code=1"]) {
      assert.equal(await status(path), 404, path);
    }
    assert.equal(await status("/signed-in?error=access_denied"), 200);
    assert.equal(await cameBack, `${address}?error=access_denied`);
  });
});

describe("the example", () => {
  let api: Client;
  /** Cognito and S3. */
  let aws: Listening;
  let folder: string;
  let asked: string[];

  before(async () => {
    api = await startClient();
    aws = await listening(
      createServer((request, response) => {
        asked.push(`${request.method ?? ""} ${request.url ?? ""}`.replace(/\?.*/, ""));
        request.resume();
        void told(String(request.headers["x-amz-target"] ?? request.url)).then((answer) =>
          response.end(JSON.stringify(answer)),
        );
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
    folder = mkdtempSync(join(tmpdir(), "example-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function told(target: string): Promise<object> {
    if (target.startsWith("/oauth2/token")) {
      return { access_token: await api.tokenFor({ user: "example" }), id_token: "id", expires_in: 3600 };
    }
    const Credentials = { AccessKeyId: "A", SecretKey: "s", SessionToken: "t", Expiration: Date.now() / 1000 + 3600 };
    return { IdentityId: "eu-west-1:ada", Credentials };
  }

  const page = readFileSync(join(root, "docs/operate-mytodolist.md"), "utf8");
  const [, words = ""] = /^npm (run example .*)$/m.exec(page) ?? [];

  /** Runs the page's own words in a folder, with more behind them or others in their place. */
  function run(
    more: string[],
    said = words,
  ): { child: ChildProcess; ended: Promise<{ code: unknown; out: string; said: string }> } {
    // Where npm finds the workspace; a reader is in that folder.
    const args = ["--prefix", root, ...said.split(" "), ...more];
    let child: ChildProcess | undefined;
    const ended = new Promise<{ code: unknown; out: string; said: string }>((resolve) => {
      const env = { ...process.env, AWS_ENDPOINT_URL: aws.url };
      child = execFile("npm", args, { cwd: folder, env, shell: process.platform === "win32" }, (error, out, said) => {
        resolve({ code: error?.code ?? 0, out, said });
      });
    });
    return { child: child ?? assert.fail("it did not start"), ended };
  }

  async function writeSettings(more: Partial<ClientSettings>): Promise<void> {
    const settings = { ...(await outputOf("dev")), apiUrl: api.api.url, signInUrl: aws.url, ...more };
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
  }

  it("does what the page says: signs in, uploads, writes a todo down and lists it", async () => {
    const redirectUri = await freeAddress();
    await writeSettings({ redirectUri });
    writeFileSync(join(folder, "pegs.jpg"), "pegs");
    const { child, ended } = run(["pegs.jpg"]);
    const page = await new Promise<URL>((resolve) => {
      let seen = "";
      child.stdout?.on("data", (text: string) => {
        seen += text;
        const [address] = /http\S+authorize\S+/.exec(seen) ?? [];
        if (address !== undefined && seen.endsWith("\n")) resolve(new URL(address));
      });
      // It ended before: what is said of it is below.
      void ended.then(() => {
        resolve(new URL(aws.url));
      });
    });
    if (page.searchParams.get("redirect_uri") === redirectUri) {
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({ code: "c", state: page.searchParams.get("state") ?? "" }).toString();
      await fetch(new URL("/favicon.ico", redirectUri));
      await fetch(back);
    }
    const { code, out, said } = await ended;
    assert.equal(code, 0, said);
    assert.ok(out.endsWith("\n[ ] Try MyTodoList example\n"), out);
    assert.ok(asked.some((each) => each.startsWith("PUT ") && each.endsWith("/private/eu-west-1%3Aada/example")));
  });

  it("says what is wrong with the settings, and no more", async () => {
    await writeSettings({ redirectUri: "https://todo.example.com/signed-in" });
    const { code, out, said } = await run([]).ended;
    assert.equal(code, 1);
    assert.ok(!out.includes("Sign in here"));
    assert.match(said, /redirectUri: got "https:\/\/todo\.example\.com\/signed-in"\. Allowed: .* Fix: /);
    assert.ok(!/\n\s+at /.test(said), said);
  });

  it("names the file that it cannot read, as it was written", async () => {
    const { code, said } = await run([]).ended;
    assert.equal(code, 1);
    assert.match(said, /^settings\.json: got ENOENT.*\. Allowed: .*\. Fix: /m);
    assert.ok(said.includes(join(folder, "settings.json")), said);
  });

  it("tells how it is run where it is told nothing", async () => {
    const { code, said } = await run([], words.replace(/ -- .*/, "")).ended;
    assert.equal(code, 1);
    assert.match(said, /^npm run example -w apps\/mytodolist -- SETTINGS\.json \[FILE\]$/m);
    assert.ok(said.includes("pulumi stack output mytodolist --json > SETTINGS.json") && !said.includes("ENOENT"), said);
  });
});
