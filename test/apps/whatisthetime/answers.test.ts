import assert from "node:assert/strict";
import { started, type Running } from "./running";

const json = { headers: { accept: "application/json" } };

describe("the time server", () => {
  let server: Running;
  before(async () => {
    const place = { INSTANCE_ID: "i-0123456789abcdef0", AVAILABILITY_ZONE: "eu-west-1b", RELEASE_VERSION: "v<1>" };
    server = await started(place);
  });
  after(async () => {
    server.process.kill("SIGKILL");
    await server.ended;
  });

  it("tells programs the time, and which instance in which zone told it", async () => {
    const earliest = Date.now();
    const { status, headers, body } = await server.ask("/", json);
    const latest = Date.now();
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/json");
    const { time, clock, date, ...rest } = JSON.parse(body) as Record<string, string>;
    const moment = Date.parse(time ?? "");
    assert.ok(earliest <= moment && moment <= latest, `${time} is not now`);
    assert.equal(clock, time?.slice(11, 19));
    assert.match(date ?? "", /^\w+,? \d+ \w+ \d{4}$/);
    assert.deepEqual(rest, {
      timeZone: "UTC",
      instance: "i-0123456789abcdef0",
      availabilityZone: "eu-west-1b",
      release: "v<1>",
    });
  });

  it("shows people a page that says the same, and takes nothing in it for markup", async () => {
    const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    const { status, headers, body } = await server.ask("/", { headers: { accept } });
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "text/html; charset=utf-8");
    assert.match(body, /<time>\d\d:\d\d:\d\d<\/time>\w+,? \d+ \w+ \d{4}, UTC/);
    assert.match(body, /Answered by i-0123456789abcdef0 in eu-west-1b, release v&lt;1&gt;</);
  });

  it("tells the time of another zone", async () => {
    const { body } = await server.ask("/?timeZone=Asia/Kathmandu", json);
    const { time, timeZone, clock } = JSON.parse(body) as Record<string, string>;
    assert.equal(timeZone, "Asia/Kathmandu");
    const there = new Date(Date.parse(time ?? "") + 5.75 * 3_600_000);
    assert.equal(clock, there.toISOString().slice(11, 19));
  });

  it("says so where there is no such zone", async () => {
    const { status, body } = await server.ask("/?timeZone=%3Cb%3EMars");
    assert.equal(status, 400);
    assert.equal(body, 'There is no time zone "<b>Mars". Write one like /?timeZone=Europe/Dublin.\n');
  });

  it("gives JSON to those who prefer it, and the page to all others", async () => {
    const kinds = [
      ["application/json", "application/json"],
      ["application/*", "application/json"],
      ["text/html;q=0.5, application/json", "application/json"],
      ["application/json;q=0.5, text/html", "text/html; charset=utf-8"],
      ["*/*", "text/html; charset=utf-8"],
      ["application/json;q=0, */*", "text/html; charset=utf-8"],
      ["image/png", "text/html; charset=utf-8"],
      ["", "text/html; charset=utf-8"],
    ] as const;
    for (const [accept, type] of kinds) {
      const { headers } = await server.ask("/", { headers: { accept } });
      assert.equal(headers["content-type"], type, accept);
      assert.equal(headers.vary, "accept");
    }
  });

  it("lets nobody keep an answer", async () => {
    assert.equal((await server.ask("/")).headers["cache-control"], "no-store");
  });

  it("is healthy while it runs", async () => {
    const { status, body } = await server.ask("/health");
    assert.deepEqual([status, body], [200, "ok\n"]);
  });

  it("answers HEAD like GET, without a body", async () => {
    const { status, headers, body } = await server.ask("/", { method: "HEAD" });
    assert.deepEqual([status, body], [200, ""]);
    assert.ok(Number(headers["content-length"]) > 500);
  });

  it("refuses what is neither", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const { status, headers } = await server.ask("/", { method });
      assert.deepEqual([status, headers.allow], [405, "GET, HEAD"], method);
    }
  });

  it("knows nothing else, however it is written", async () => {
    for (const path of ["/favicon.ico", "//", "/health/", "/%", "http://elsewhere/", "*"]) {
      assert.equal((await server.ask(path)).status, 404, path);
    }
  });
});
