import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { asked, releaseFolder } from "./running";

/** A process that holds a listening socket and starts releases on it, as systemd does on an instance. */
export class SocketHolder {
  /** What it and its releases have said so far. */
  readonly #said: string[] = [];
  readonly #lines: Interface;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly process: ChildProcess,
    private readonly orders: Writable,
    output: Readable,
  ) {
    this.#lines = createInterface(output);
    this.#lines.on("line", (line) => this.#said.push(line));
  }

  static async listening(): Promise<SocketHolder> {
    const folder = await releaseFolder();
    const server = createServer().listen(0);
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    // Node hands over a descriptor by its number, and does not say a server's.
    const { _handle: socket } = server as unknown as { _handle: { fd: number } };
    const holder = spawn("bash", [join(__dirname, "socket-holder.sh")], {
      env: { PATH: process.env["PATH"], CLOSING_SECONDS: "0" },
      stdio: ["pipe", "pipe", "inherit", socket.fd],
    });
    // From here on the holder alone has it.
    server.close();
    const [orders, output] = holder.stdio;
    assert.ok(orders && output);
    return new SocketHolder(address.port, folder, holder, orders, output);
  }

  /** Starts a release and waits until it listens; its process. */
  async starts(name: string): Promise<number> {
    const before = this.#said.length;
    this.orders.write(`start ${name} ${this.folder}\n`);
    const started = await this.#line((line) => line.startsWith("started "), before);
    await this.until(name, "listening");
    return Number(started.split(" ")[1]);
  }

  tells(process: number, signal: "TERM" | "KILL"): void {
    this.orders.write(`kill ${signal} ${process}\n`);
  }

  async gone(process: number): Promise<void> {
    this.orders.write(`wait ${process}\n`);
    await this.#line((line) => line === `gone ${process}`);
  }

  /** Waits for an event in a release's log. */
  async until(release: string, event: string): Promise<void> {
    await this.#line((line) => line.startsWith(`{"event":"${event}"`) && line.includes(`"release":"${release}"`));
  }

  /** Which release answers now, on a connection of its own. */
  async release(): Promise<string> {
    const { body } = await asked(this.port, "/", { headers: { accept: "application/json" } });
    return (JSON.parse(body) as { release: string }).release;
  }

  async ends(): Promise<void> {
    this.orders.end();
    await once(this.process, "exit");
  }

  async #line(fits: (line: string) => boolean, from = 0): Promise<string> {
    for (;;) {
      const found = this.#said.slice(from).find(fits);
      if (found !== undefined) return found;
      await once(this.#lines, "line");
    }
  }
}
