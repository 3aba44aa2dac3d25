import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { handler } from "../../../components/release-share/function/main";
import { release } from "./archive";
import { newShare } from "./share";

const withTimeLeft = { getRemainingTimeInMillis: () => 60_000 };

interface Served {
  status?: number;
  body: Buffer;
  /** Cuts the connection amid the body. */
  cut?: boolean;
}

describe("the publisher in Lambda", () => {
  const environment = { ...process.env };
  const servers: Server[] = [];
  const [log, lines] = [console.log, new Array<unknown>()];

  afterEach(() => {
    process.env = { ...environment };
    console.log = log;
    process.umask(0o022);
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** A share, and an S3 that knows one way to get an object. */
  async function shareBesideS3(served: Served) {
    const share = newShare();
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
      response.writeHead(served.status ?? 200, { "content-length": served.body.length });
      if (!served.cut) return response.end(served.body);
      response.write(served.body.subarray(0, served.body.length / 2), () => response.destroy());
      return response;
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_MAX_ATTEMPTS: "1",
      SHARE_PATH: share.root,
    });
    console.log = (line: unknown) => lines.push(line);
    return { share, requests };
  }

  const failure = (code: string, message: string, status: number): Served => ({
    status,
    body: Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    ),
  });
  const asked = { bucket: "releases", key: "team/1.zip", versionId: "v7" };

  it("gets the archive from S3, publishes it, answers in few words and logs them", async () => {
    const { share, requests } = await shareBesideS3({ body: await release("1") });
    const answer = await handler(asked, withTimeLeft);
    assert.deepEqual(answer, { outcome: "published", version: "1", current: "1" });
    assert.deepEqual(requests, ["GET /releases/team/1.zip?versionId=v7&x-id=GetObject"]);
    assert.equal(share.read("current/start"), "#!/bin/sh\necho 1\n");
    assert.equal(lines.at(-1), JSON.stringify(answer));
  });

  it("lets every reader read what it writes, whatever the function's own habits", async () => {
    const { share } = await shareBesideS3({ body: await release("1") });
    process.umask(0o077);
    await handler(asked, withTimeLeft);
    const modes = ["", "releases/1", "releases/1/lib", "releases/1/start", "releases/1/lib/part-0.js"].map(share.mode);
    assert.deepEqual(modes.slice(1), ["755", "755", "755", "644"]);
  });

  for (const [code, status, fix] of [
    ["NoSuchKey", 404, "upload it, or correct the key"],
    ["NoSuchVersion", 404, "leave out the version's id, or correct it"],
    ["NoSuchBucket", 404, "correct the bucket's name"],
    [
      "AccessDenied",
      403,
      "see that it is there, and that the publisher's role may s3:GetObject and s3:GetObjectVersion it",
    ],
  ] as const) {
    it(`says in words that S3 answers ${code}, and what to do`, async () => {
      await shareBesideS3(failure(code, "So it is.", status));
      await assert.rejects(handler(asked, withTimeLeft), {
        name: "Refusal",
        message:
          "Release 1, from s3://releases/team/1.zip (version v7), is refused: S3 does not give it: " +
          `${code}, So it is. Fix: ${fix}. No release is current.`,
      });
    });
  }

  it("passes on a fault of S3, with which Lambda tries again", async () => {
    await shareBesideS3(failure("SlowDown", "Please reduce your request rate.", 503));
    await assert.rejects(handler(asked, withTimeLeft), { name: "SlowDown" });
  });

  it("refuses an archive larger than allowed, without fetching it", async () => {
    const { share } = await shareBesideS3({ body: await release("1") });
    process.env["MAX_ARCHIVE_BYTES"] = "100";
    await assert.rejects(handler(asked, withTimeLeft), /it has \d+ bytes. Allowed: 100 \(MAX_ARCHIVE_BYTES\)/);
    assert.deepEqual(share.tree(), ["releases"]);
  });

  it("does not take half an archive for a whole one", async () => {
    const { share } = await shareBesideS3({ body: await release("1"), cut: true });
    await assert.rejects(handler(asked, withTimeLeft), { code: "ECONNRESET" });
    assert.deepEqual(share.tree(), ["releases"]);
  });

  it("fails with what is wrong with its environment", async () => {
    await shareBesideS3({ body: Buffer.alloc(0) });
    delete process.env["SHARE_PATH"];
    await assert.rejects(handler(asked, withTimeLeft), /SHARE_PATH: got nothing/);
  });
});
