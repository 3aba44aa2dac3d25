import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../../..");

describe("npm run dev", () => {
  let child: ChildProcess | undefined;
  let said: string;
  afterEach(() => {
    child?.kill();
  });

  /** What the script of the package runs, which npm would only stand before. */
  function start(PORT: string): ChildProcess {
    said = "";
    const env: NodeJS.ProcessEnv = { ...process.env, PORT };
    delete env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"];
    child = spawn(process.execPath, ["-r", join(root, "typescript.cjs"), "local/main.ts"], {
      cwd: join(root, "apps/mytodolist"),
      env,
    });
    child.stderr?.on("data", (text: Buffer) => (said += text.toString()));
    return child;
  }

  for (const port of ["abc", "", "65535", "-1", "80.5"]) {
    it(`says what is wrong with PORT=${port}`, async () => {
      const code = await new Promise((resolve) => start(port).once("close", resolve));
      assert.equal(code, 1);
      assert.ok(said.includes(`PORT: got "${port}". Allowed: a whole number from 1 to 65534, or 0`), said);
      assert.ok(said.includes("Fix: write one, or leave it out for 3000."), said);
    });
  }

  it("starts, and says nothing but how to use it", async () => {
    const server = start("0");
    const out = await new Promise<string>((resolve) => {
      let seen = "";
      server.stdout?.on("data", (text: Buffer) => {
        seen += text.toString();
        if (seen.includes("Another:")) resolve(seen);
      });
      server.once("close", () => {
        resolve(seen);
      });
    });
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(out) ?? [];
    assert.equal((await fetch(`${url}/todos`)).status, 401);
    assert.equal(said, "");
  });
});
