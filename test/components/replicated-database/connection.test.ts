import assert from "node:assert/strict";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { SecretUnreadable } from "../../../components/replicated-database/function/master-secret";
import { certificates } from "./postgres-server";
import { Scene } from "./scene";

describe("The migration function's way to the database", () => {
  let scene: Scene;
  const servers: Server[] = [];
  beforeEach(async () => {
    scene = await Scene.open({ "001-orders.sql": "CREATE TABLE orders (id integer);" });
  });
  afterEach(() => {
    scene.close();
    for (const server of servers.splice(0)) server.close();
  });

  /** A server on localhost that does this with each of its callers. */
  const listen = (meet: (caller: Socket, count: number) => void): Promise<number> =>
    new Promise((resolve) => {
      let count = 0;
      const server = createServer((caller) => {
        caller.on("error", () => undefined);
        count += 1;
        meet(caller, count);
      });
      servers.push(server);
      server.listen(0, "localhost", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });

  const passOn = (caller: Socket) => {
    const onward = connect(scene.server.port, "localhost");
    onward.on("error", () => caller.destroy());
    caller.pipe(onward).pipe(caller);
  };

  it("refuses a certificate that another authority signed", async () => {
    const authoritiesFile = join(certificates, "another-authority.pem");

    const failure = await scene.failure({ surroundings: { authoritiesFile } });

    assert.match(failure, /^there is no safe connection to the database server localhost:\d+: .*certificate/);
  });

  it("refuses a certificate that names another host", async () => {
    const failure = await scene.failure({ request: { host: "127.0.0.1" } });

    assert.match(failure, /^there is no safe connection to .*: .*127\.0\.0\.1 is not in the cert/);
  });

  it("tells its password to no server before it is sure of it", async () => {
    let heard = "";
    const port = await listen((caller) => {
      caller.on("data", (bytes) => {
        heard += bytes.toString("latin1");
      });
      const onward = connect(scene.server.port, "localhost");
      caller.pipe(onward).pipe(caller);
    });
    const authoritiesFile = join(certificates, "another-authority.pem");

    await scene.failure({ request: { port }, surroundings: { authoritiesFile } });

    assert.ok(heard.length > 8);
    assert.doesNotMatch(heard, /shop_master|correct horse/);
  });

  it("goes to no server that does without TLS", async () => {
    let heard = 0;
    const port = await listen((caller) => {
      caller.on("data", (bytes) => {
        heard += bytes.length;
        caller.write("N");
      });
    });

    assert.match(await scene.failure({ request: { port } }), /does not support SSL connections/);
    // The question alone: eight bytes.
    assert.equal(heard, 8);
  });

  it("says where the authorities' certificates are to be found when they are not there", async () => {
    const authoritiesFile = join(scene.folder, "none.pem");

    assert.match(
      await scene.failure({ surroundings: { authoritiesFile } }),
      /none\.pem\. Fix: run on a Node\.js runtime/,
    );
  });

  it("waits for a server that is not up yet", async () => {
    const port = await listen((caller, count) => {
      if (count <= 3) caller.destroy();
      else passOn(caller);
    });

    assert.deepEqual((await scene.migrate({ request: { port } })).applied, ["001-orders.sql"]);
  });

  it("waits for a server that has no process to spare", async () => {
    const port = await listen((caller, count) => {
      if (count > 2) passOn(caller);
      else caller.once("data", () => caller.end("Ecould not fork new process for connection"));
    });

    assert.deepEqual((await scene.migrate({ request: { port } })).applied, ["001-orders.sql"]);
  });

  it("waits for a server that has no connection to spare", async () => {
    const limit = (connections: number) =>
      scene.asSuperuser((client) => client.query(`ALTER DATABASE ${scene.database} CONNECTION LIMIT ${connections}`));
    await limit(0);
    const lines: string[] = [];
    const log = (line: string) => {
      lines.push(line);
      if (lines.length === 1) void limit(-1);
    };

    assert.deepEqual((await scene.migrate({ surroundings: { log } })).applied, ["001-orders.sql"]);
    assert.match(lines[0] ?? "", /^not yet: .* cannot be reached: too many connections for database/);
  });

  it("gives up, and says on whom it waited, in time to be heard", async () => {
    const port = await listen((caller) => caller.destroy());

    const failure = await scene.failure({ request: { port }, milliseconds: 400 });

    assert.match(failure, new RegExp(`^the database server localhost:${port} cannot be reached: `));
  });

  it("does not wait for a database that does not exist", async () => {
    const failure = await scene.failure({ request: { databaseName: "nowhere" } });

    assert.match(failure, /refuses to open the database nowhere: database "nowhere" does not exist$/);
  });

  it("reads the secret again when the password was changed a moment ago", async () => {
    const { username, password } = scene.server.master;
    const secrets = [
      { username, password: "the old one" },
      { username, password },
    ];
    const masterSecret = () => Promise.resolve(secrets.shift() ?? assert.fail("the secret was read a third time"));

    assert.deepEqual((await scene.migrate({ surroundings: { masterSecret } })).applied, ["001-orders.sql"]);
  });

  it("gives up on a password that stays wrong, without telling it", async () => {
    const secret = { username: scene.server.master.username, password: "not that one" };
    const lines: string[] = [];
    const surroundings = {
      masterSecret: () => Promise.resolve(secret),
      signInPatienceMs: 100,
      log: (line: string) => lines.push(line),
    };

    const failure = await scene.failure({ surroundings });

    assert.match(failure, /refuses the master user: password authentication failed for user "shop_master"/);
    assert.doesNotMatch(`${failure}${lines.join()}`, /not that one/);
  });

  it("waits for a role that may read the secret only in a moment", async () => {
    let denied = 0;
    const masterSecret = () => {
      denied += 1;
      if (denied > 2) return Promise.resolve(scene.server.master);
      return Promise.reject(new SecretUnreadable("AccessDeniedException", "not authorized"));
    };

    assert.deepEqual((await scene.migrate({ surroundings: { masterSecret } })).applied, ["001-orders.sql"]);
  });
});
