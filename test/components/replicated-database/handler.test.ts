import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handler } from "../../../components/replicated-database/function/handler";
import { certificates } from "./postgres-server";
import { Scene } from "./scene";

const context = { getRemainingTimeInMillis: () => 35_000 };

describe("The migration function in Lambda", () => {
  let scene: Scene;
  let taskRoot: string;
  let secretsManager: Server;
  let asked: string[];
  let answer: { status: number; body: unknown };
  const before = { ...process.env };
  const { log } = console;

  beforeEach(async () => {
    scene = await Scene.open({ "001-orders.sql": "CREATE TABLE orders (id integer);" });
    taskRoot = mkdtempSync(join(tmpdir(), "task-"));
    cpSync(scene.folder, join(taskRoot, "migrations"), { recursive: true });
    answer = { status: 200, body: { SecretString: JSON.stringify(scene.server.master) } };
    asked = [];
    secretsManager = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        asked.push(`${String(request.headers["x-amz-target"])} ${body}`);
        response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify(answer.body));
      });
    });
    const port = await new Promise<number>((resolve) => {
      secretsManager.listen(0, "localhost", () => {
        const address = secretsManager.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    Object.assign(process.env, {
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://localhost:${port}`,
      DATABASE_AUTHORITIES_FILE: join(certificates, "authority.pem"),
      LAMBDA_TASK_ROOT: taskRoot,
    });
    console.log = () => undefined;
  });
  afterEach(() => {
    console.log = log;
    process.env = { ...before };
    secretsManager.closeAllConnections();
    secretsManager.close();
    rmSync(taskRoot, { recursive: true });
    scene.close();
  });

  const failureOf = async (event: unknown): Promise<Error> => {
    const outcome: unknown = await handler(event, context).catch((error: unknown) => error);
    assert.ok(outcome instanceof Error);
    return outcome;
  };

  it("reads the master user from Secrets Manager and applies the archive's migrations", async () => {
    const request = scene.request();

    const result = await handler(request, context);

    assert.deepEqual(result.applied, ["001-orders.sql"]);
    assert.deepEqual(asked, [`secretsmanager.GetSecretValue {"SecretId":"${request.masterSecretArn}"}`]);
    assert.doesNotMatch(JSON.stringify(result), /correct horse/);
  });

  it("says why a secret cannot be read", async () => {
    answer = { status: 400, body: { __type: "InvalidRequestException", message: "it was marked for deletion" } };

    const { message } = await failureOf(scene.request());

    assert.match(message, /^The master secret arn:\S+ cannot be read: InvalidRequestException: it was marked for/);
  });

  for (const [what, SecretString] of [
    ["is no JSON", "correct horse battery"],
    ["has no password", '{"username":"correct horse"}'],
    ["is a string in JSON", '"correct horse"'],
  ] as const) {
    it(`does not show a secret that ${what}`, async () => {
      answer = { status: 200, body: { SecretString } };

      const { message, stack } = await failureOf(scene.request());

      assert.match(message, /holds something else\. Allowed: JSON \{"username": …, "password": …\}, both filled\.$/);
      assert.doesNotMatch(`${message}${stack ?? ""}`, /correct|horse/);
    });
  }

  it("tells everything that is wrong with a request at once, and no place in its own code", async () => {
    const { message, stack } = await failureOf({ ...scene.request(), port: "5432", applicationUser: 'a"; DROP' });

    assert.equal(
      message,
      [
        "The migration function cannot use what it was sent:",
        '  applicationUser: got "a\\"; DROP". Allowed: 1 to 63 small letters, digits and underscores, no digit first.',
        '  port: got "5432". Allowed: a whole number from 1 to 65535.',
      ].join("\n"),
    );
    assert.equal(stack, `MigrationFailure: ${message}`);
  });

  for (const name of ["postgres", "rdsadmin", "rds_iam", "pg_monitor", "public"]) {
    it(`refuses ${name} as the application's user`, async () => {
      const { message } = await failureOf(scene.request({ applicationUser: name }));

      assert.match(message, /Allowed: a name that neither PostgreSQL nor RDS keeps for itself/);
    });
  }

  for (const [what, event] of [
    ["nothing", undefined],
    ["null", null],
    ["a text", ""],
    ["a list", []],
  ] as const) {
    it(`tells what it needs when it is sent ${what}`, async () => {
      const { message } = await failureOf(event);

      assert.equal(message.split("got nothing").length - 1, 6);
    });
  }
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
