import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { LanguageHandshakeRequest } from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Secret } from "../../../sandbox/values";
import { FakeEngine } from "./fake-engine";
import { ended, StartedHost } from "./started-host";

const endWithParent = join(__dirname, "../../../sandbox/plugins/end-with-parent.cjs");

describe("the language host", () => {
  let engine: FakeEngine;
  let host: StartedHost;
  beforeEach(async () => {
    engine = await new FakeEngine().start();
    host = await StartedHost.start(engine.address);
  });
  afterEach(async () => {
    await host.stop();
    engine.stop();
  });

  it("shakes hands with the engine, and says which SDK it is of", async () => {
    await new Promise<void>((resolve, reject) => {
      host.client.handshake(new LanguageHandshakeRequest(), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    const version = await new Promise<string>((resolve, reject) => {
      host.client.getPluginInfo(new Empty(), (error, info) => {
        if (error) reject(error);
        else resolve(info.getVersion());
      });
    });
    const sdk = (await import("@pulumi/pulumi/package.json")) as { version: string };
    assert.equal(version, sdk.version);
  });

  it("runs a program with its configuration, and tells it what is secret", async () => {
    const response = await host.run("programs/outputs", engine.address, (request) => {
      request.getConfigMap().set("sample:size", "3").set("sample:password", "open sesame");
      request.setConfigsecretkeysList(["sample:password"]);
    });
    assert.deepEqual([response.getError(), response.getBail()], ["", false]);
    assert.deepEqual(engine.outputs, {
      size: 3,
      password: new Secret("open sesame"),
      run: ["organization", "sample", "dev", "false"],
    });
    assert.match(host.written.join(""), /the program runs/);
  });

  it("tells a program that it is only planned", async () => {
    await host.run("programs/outputs", engine.address, (request) => {
      request.getConfigMap().set("sample:size", "3").set("sample:password", "open sesame");
      request.setDryrun(true);
    });
    assert.deepEqual((engine.outputs as { run: unknown }).run, ["organization", "sample", "dev", "true"]);
  });

  it("adds nothing to what a failing program has said itself", async () => {
    const response = await host.run("programs/throwing", engine.address);
    assert.deepEqual([response.getError(), response.getBail()], ["", true]);
    assert.match(engine.logged.join("\n"), /the program knows what is wrong/);
  });

  it("ends a program that fails once a value is known, and shows the error", async () => {
    const response = await host.run("programs/failing", engine.address);
    assert.deepEqual([response.getError(), response.getBail()], ["", true]);
    assert.match(engine.logged.join("\n"), /Error: no such size as 3\n +at .*programs\/failing\/index\.ts/);
  });

  it("says with which code a program ended that said nothing", async () => {
    const response = await host.run("programs/exiting", engine.address);
    assert.deepEqual([response.getError(), response.getBail()], ["the program ended with exit code 7", false]);
  });

  it("streams what a policy pack writes, and its exit code, from the pack's own folder", async () => {
    const run = await ended(host.plugin("analyzer", "pack", [engine.address]));
    assert.match(run.stdout, new RegExp(`ready ${join(__dirname, "pack")} a=b`));
    assert.match(run.stderr, /careful/);
    assert.equal(run.code, 3);
  });

  it("ends what it has started when the engine cancels", async () => {
    const running = host.run("programs/waiting", engine.address);
    await host.wrote("waiting as");
    await host.cancel();
    assert.equal((await running).getError(), "the program ended by SIGTERM");
  });

  it("ends a plugin that the engine lets go of", async () => {
    const stream = host.plugin("resource", "programs/waiting", []);
    const [first] = (await once(stream, "data")) as [{ getStdout_asU8: () => Uint8Array }];
    const pid = Number(/waiting as (\d+)/.exec(Buffer.from(first.getStdout_asU8()).toString())?.[1]);
    stream.on("error", () => undefined);
    stream.cancel();
    const patience = Date.now() + 20_000;
    while (isRunning(pid) && Date.now() < patience) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(!isRunning(pid));
  });
});

describe("a plugin", () => {
  it("ends itself when the engine that started it was killed", async () => {
    // Stands for the engine: it starts a plugin that writes where it does itself, and waits to be killed.
    const plugin = `process.execPath, ["-r", ${JSON.stringify(endWithParent)}, "-e", "console.log(1); setInterval(Date, 1000)"]`;
    const script = `require("node:child_process").spawn(${plugin}, { stdio: "inherit" }); setInterval(Date, 1000)`;
    const starter = spawn(process.execPath, ["-e", script]);
    await once(starter.stdout, "data");
    starter.kill("SIGKILL");
    // Its output is closed once nobody has it any more, the plugin included.
    await once(starter, "close");
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
