import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request, type IncomingHttpHeaders, type RequestOptions } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { bundleApplication } from "../../../components/bundle/bundle";
import { unpacked } from "../../unpacked";

const entry = join(__dirname, "../../../apps/whatisthetime/server.ts");

let release: Promise<string> | undefined;

/** The application as instances have it: bundled, and unpacked from its archive. */
export function releaseFolder(): Promise<string> {
  if (release !== undefined) return release;
  const folder = mkdtempSync(join(tmpdir(), "clothesline-whatisthetime-"));
  process.on("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  release = unpacked(bundleApplication(entry).path, folder);
  return release;
}

interface Reply {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A running server, started as systemd starts it. */
export interface Running {
  port: number;
  process: ChildProcess;
  /** What it has logged so far. */
  events: string[];
  /** Waits for an event in its log. */
  until: (event: string) => Promise<void>;
  ask: (path: string, options?: RequestOptions) => Promise<Reply>;
  /** Its exit code, once it is over. */
  ended: Promise<unknown>;
}

export async function spawned(environment: Record<string, string>): Promise<ChildProcess> {
  const folder = await releaseFolder();
  return spawn(join(folder, "start"), {
    cwd: folder,
    env: { PATH: process.env["PATH"], PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts the server, and waits until it listens. */
export async function started(environment: Record<string, string> = {}): Promise<Running> {
  const child = await spawned(environment);
  assert.ok(child.stdout);
  const events: string[] = [];
  const lines = createInterface(child.stdout);
  const first = once(lines, "line");
  lines.on("line", (line) => events.push((JSON.parse(line) as { event: string }).event));
  const ended = once(child, "exit").then(([code]: unknown[]) => code);
  const [line] = (await first) as [string];
  const { port } = JSON.parse(line) as { port: number };
  const until = async (event: string) => {
    while (!events.includes(event)) await once(lines, "line");
  };
  const ask = (path: string, options: RequestOptions = {}) => asked(port, path, options);
  return { port, process: child, events, until, ask, ended };
}

export function asked(port: number, path: string, options: RequestOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const question = request({ host: "127.0.0.1", port, path, agent: false, ...options }, (response) => {
      let body = "";
      response.on("data", (text: Buffer) => {
        body += text.toString();
      });
      response.on("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, body });
      });
      response.on("error", reject);
    });
    question.on("error", reject);
    question.end();
  });
}
