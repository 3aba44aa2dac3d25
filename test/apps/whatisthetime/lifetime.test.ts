import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent } from "node:http";
import { connect } from "node:net";
import { spawned, started } from "./running";

describe("the time server's life", () => {
  it("keeps connections longer than the load balancer does", async () => {
    const server = await started();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { headers } = await server.ask("/", { agent });
    const seconds = Number(/timeout=(\d+)/.exec(String(headers["keep-alive"]))?.[1]);
    assert.ok(seconds > 60, `kept for ${seconds} s`);
    agent.destroy();
    server.process.kill("SIGKILL");
    await server.ended;
  });

  it("says it is unhealthy once it is told to stop, and still answers, closing each connection", async () => {
    const server = await started({ CLOSING_SECONDS: "30" });
    server.process.kill("SIGTERM");
    await server.until("stopping");
    const health = await server.ask("/health");
    assert.deepEqual([health.status, health.body], [503, "stopping\n"]);
    const agent = new Agent({ keepAlive: true });
    const { status, headers } = await server.ask("/", { agent });
    assert.deepEqual([status, headers.connection], [200, "close"]);
    agent.destroy();
    server.process.kill("SIGKILL");
    await server.ended;
  });

  it("ends by itself with 0, closing the connections that nobody uses", async () => {
    const server = await started({ CLOSING_SECONDS: "0" });
    const agent = new Agent({ keepAlive: true });
    await server.ask("/", { agent });
    server.process.kill("SIGTERM");
    assert.equal(await server.ended, 0);
    assert.deepEqual(server.events, ["listening", "stopping", "stopped"]);
    await assert.rejects(server.ask("/"), { code: "ECONNREFUSED" });
    agent.destroy();
  });

  it("answers what was begun before it was told to stop", async () => {
    const server = await started({ CLOSING_SECONDS: "0" });
    const slow = connect(server.port, "127.0.0.1");
    await once(slow, "connect");
    slow.write("GET / HTTP/1.1\r\nhost: x\r\n");
    await server.ask("/health");
    server.process.kill("SIGTERM");
    await server.until("stopping");
    slow.write("accept: application/json\r\n\r\n");
    const [reply] = (await once(slow, "data")) as [Buffer];
    assert.match(reply.toString(), /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(reply.toString(), /connection: close/i);
    assert.equal(await server.ended, 0);
  });

  it("cuts off what takes too long, and says so", async () => {
    const server = await started({ CLOSING_SECONDS: "0", DRAIN_SECONDS: "1" });
    const slow = connect(server.port, "127.0.0.1");
    slow.on("error", () => undefined);
    await once(slow, "connect");
    slow.write("GET / HTTP/1.1\r\nhost: x\r\n");
    await server.ask("/health");
    server.process.kill("SIGTERM");
    assert.equal(await server.ended, 1);
    assert.deepEqual(server.events, ["listening", "stopping", "stopped before all was answered"]);
    slow.destroy();
  });

  it("does not start with settings it cannot read, and names each of them", async () => {
    const child = await spawned({ PORT: "80x", DRAIN_SECONDS: "-1" });
    let said = "";
    child.stderr?.on("data", (text: Buffer) => {
      said += text.toString();
    });
    const [code] = (await once(child, "close")) as [number];
    assert.equal(code, 1);
    assert.equal(
      said,
      "The server cannot start:\n" +
        '  PORT: got "80x". Allowed: a whole number from 0 to 65535. Fix: write one, or leave it out for 8080.\n' +
        '  DRAIN_SECONDS: got "-1". Allowed: a whole number from 0 to 3600. Fix: write one, or leave it out for 25.\n',
    );
  });

  it("does not start on a port that is taken, and says which", async () => {
    const server = await started();
    const child = await spawned({ PORT: String(server.port) });
    let said = "";
    child.stderr?.on("data", (text: Buffer) => {
      said += text.toString();
    });
    const [code] = (await once(child, "close")) as [number];
    assert.equal(code, 1);
    assert.match(said, new RegExp(`^The server cannot start: .*EADDRINUSE.*${server.port}`));
    server.process.kill("SIGKILL");
    await server.ended;
  });
});
